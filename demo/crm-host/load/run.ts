import { createHash } from 'node:crypto';
import { serve } from '@hono/node-server';
import { configFrom } from '../src/config.ts';
import { migrate } from '../src/db/migrate.ts';
import { openPostgres } from '../src/db/postgres.ts';
import { createHost } from '../src/host.ts';
import { postgresBin, startPostgres } from '../src/testing/postgres.ts';
import { ORIGIN, SITE_KEY, shade } from '../src/testing/samples.ts';

/** `pnpm crm:load [seconds] [connections]`: batches of 20 over HTTP into a PostgreSQL of its own, durable (fsync on); prints events/s and latency. */

const seconds = Number(process.argv[2] ?? 15);
const connections = Number(process.argv[3] ?? 8);
const BATCH = 20;

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

const times: number[] = [];
let accepted = 0;
const until = Date.now() + seconds * 1000;

const sender = async (n: number): Promise<void> => {
  for (let i = 0; Date.now() < until; i++) {
    const session = createHash('sha256')
      .update(`${n}/${Math.floor(i / 3)}`)
      .digest('hex')
      .slice(0, 32);
    const events = Array.from({ length: BATCH }, (_, k) =>
      shade(`CL-${k}`, {
        id: `${n}-${i}-${k}`,
        session,
        at: Date.now(),
        actor: { anonId: `anon-${session}` },
      }),
    );
    const started = performance.now();
    const response = await fetch(`http://127.0.0.1:${port}/v1/events`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/cloudevents-batch+json',
        'Idempotency-Key': `${n}-${i}`,
        Authorization: `Bearer ${SITE_KEY}`,
        Origin: ORIGIN,
      },
      body: JSON.stringify(events),
    });
    const { results } = (await response.json()) as { results: { status: string }[] };
    times.push(performance.now() - started);
    accepted += results.filter((r) => r.status === 'accepted').length;
  }
};

const started = Date.now();
await Promise.all(Array.from({ length: connections }, (_, n) => sender(n)));
const took = (Date.now() - started) / 1000;
times.sort((a, b) => a - b);
const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
const [stored] = await db.query<{ n: number }>('select count(*)::int as n from events');
console.log(
  `${Math.round(accepted / took)} events/s (${accepted} in ${took.toFixed(1)} s, batches of ${BATCH}, ${connections} connections)`,
);
console.log(`batch p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}; rows in the store: ${stored?.n}`);
const derive = Date.now();
await host.work();
console.log(`derived in ${((Date.now() - derive) / 1000).toFixed(1)} s`);
await db.close();
await server.remove();
process.exit(stored?.n === accepted ? 0 : 1);
