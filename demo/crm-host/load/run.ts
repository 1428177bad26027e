import { createHash } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';
import { serve } from '@hono/node-server';
import { configFrom } from '../src/config.ts';
import { migrate } from '../src/db/migrate.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { createHost } from '../src/host.ts';
import { postgresBin, startPostgres } from '../src/testing/postgres.ts';
import { ORIGIN, SITE_KEY, shade } from '../src/testing/samples.ts';
import { cpuSeconds } from './cpu.ts';

/**
 * `pnpm crm:load [seconds] [connections]`: batches of 20 over HTTP into a PostgreSQL of its own, durable (fsync on). Prints events/s and latency as they
 * were on this machine now, and the processor time an event costs, which other work on the machine does not change.
 */

const seconds = Number(process.argv[2] ?? 15);
const connections = Number(process.argv[3] ?? 8);
const BATCH = 20;
/** Bodies made before the clock starts: more than a fast machine sends in that time. */
const BATCHES = Math.ceil((seconds * 8000) / BATCH);

const bin = postgresBin();
if (!bin) {
  console.error('PostgreSQL is not installed (apt-get install postgresql).');
  process.exit(1);
}
const server = await startPostgres(bin, ['listen_addresses=', 'shared_buffers=256MB']);
const db = openPostgres(server.url('postgres'), { connections: connections + 2 });
await migrate(db);
const config = configFrom({ CRM_RATE: '0', CRM_SITE_KEY: SITE_KEY, CRM_ORIGINS: ORIGIN, CRM_PORT: '0' });
const host = createHost({ db, config });
const port = await new Promise<number>((resolve) => {
  serve({ fetch: host.app.fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
});

/** Three batches a session, as a visit of a minute has. */
const bodyOf = (n: number): string => {
  const session = createHash('sha256')
    .update(String(Math.floor(n / 3)))
    .digest('hex')
    .slice(0, 32);
  const actor = { anonId: `anon-${session}` };
  return JSON.stringify(
    Array.from({ length: BATCH }, (_, k) =>
      shade(`CL-${k}`, { id: `${n}-${k}`, session, at: Date.now(), actor }),
    ),
  );
};
const bodies = Array.from({ length: BATCHES }, (_, n) => bodyOf(n));

const times: number[] = [];
let accepted = 0;
let next = 0;
const until = Date.now() + seconds * 1000;

const send = async (n: number): Promise<void> => {
  const started = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/v1/events`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/cloudevents-batch+json',
      'Idempotency-Key': String(n),
      Authorization: `Bearer ${SITE_KEY}`,
      Origin: ORIGIN,
    },
    body: bodies[n],
  });
  const { results } = (await response.json()) as { results: { status: string }[] };
  times.push(performance.now() - started);
  accepted += results.filter((r) => r.status === 'accepted').length;
};

const sender = async (): Promise<void> => {
  while (Date.now() < until && next < BATCHES) await send(next++);
};

const before = { own: process.cpuUsage(), store: cpuSeconds(server.pid()) };
const started = Date.now();
await Promise.all(Array.from({ length: connections }, sender));
const took = (Date.now() - started) / 1000;
const own = process.cpuUsage(before.own);
const store = cpuSeconds(server.pid());

times.sort((a, b) => a - b);
const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
const each = (cpu: number): string => `${((cpu * 1e6) / accepted).toFixed(0)} us`;
const [stored] = await db.query<{ n: number }>('select count(*)::int as n from events');
console.log(
  `${Math.round(accepted / took)} events/s (${accepted} in ${took.toFixed(1)} s, batches of ${BATCH}, ${connections} connections)`,
);
console.log(`batch p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}; rows in the store: ${stored?.n}`);
console.log(
  `processor time an event: host and senders ${each((own.user + own.system) / 1e6)}, PostgreSQL ${
    store === undefined || before.store === undefined ? 'not known' : each(store - before.store)
  }; ${availableParallelism()} cores, load ${loadavg()
    .map((l) => l.toFixed(1))
    .join(' ')}`,
);
const derive = Date.now();
await host.work();
const derived = (Date.now() - derive) / 1000;
console.log(`derived in ${derived.toFixed(1)} s (${Math.round(accepted / derived)} events/s)`);
await db.close();
await server.remove();
process.exit(stored?.n === accepted ? 0 : 1);
