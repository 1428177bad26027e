import { openPostgres } from '../../demo/crm-host/src/db/postgres.ts';
import { postgresBin, startPostgres } from '../../demo/crm-host/src/testing/postgres.ts';
import { faultsOf, runChaos } from './chaos.ts';

/** `pnpm crm:chaos [events] [seed]`: docs/guide/crm-proof.md. PostgreSQL where one is installed, else the embedded store. */

const events = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 20261122);
if (!(Number.isInteger(events) && events >= 1 && events <= 10_000 && Number.isInteger(seed))) {
  console.error('crm:chaos [events 1..10000] [seed]');
  process.exit(2);
}
const bin = postgresBin();
const server = bin ? await startPostgres(bin) : undefined;
const started = Date.now();
const report = await runChaos({
  events,
  seed,
  slowest: 300,
  log: (line) => console.error(line),
  ...(server ? { db: openPostgres(server.url('postgres')) } : {}),
});
await server?.remove();
const { told, safe, crashes, stored, network, withdrawn } = report;
console.log(
  `${told} events told in two tabs, ${crashes} times one was killed; ${safe} lay on the device before, ${stored} are in ${server ? 'PostgreSQL' : 'the embedded store'}, each once`,
);
console.log(
  `${network.requests} requests, ${network.lost} lost on the way or back, ${network.doubled} doubled; events under way ${network.events} times`,
);
console.log(`taken back while ${withdrawn.waited} waited; ${Math.round((Date.now() - started) / 1000)} s`);
const faults = faultsOf(report);
console.log(
  faults.length === 0
    ? 'nothing missing, nothing twice, nothing without consent, nothing left'
    : faults.join('\n'),
);
process.exit(faults.length === 0 ? 0 : 1);
