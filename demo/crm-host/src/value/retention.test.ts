import { expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { testHost } from '../testing/client.ts';
import { consentData, DAY, NOON, sample } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { FEWEST, measuredRetention } from './retention.ts';

const THEN = NOON - 500 * DAY;

/** Customers `B-from` to `B-to`, each with one order at a moment. */
const buyers = async (
  db: Database,
  { from, to, at }: { from: number; to: number; at: number },
): Promise<void> => {
  const people = [String(from), String(to)];
  await db.query(
    `with n as (select generate_series($1::int, $2::int) as i),
          p as (insert into persons (id, stale) select md5('B-' || i)::uuid, false from n on conflict do nothing)
     select 1`,
    people,
  );
  await db.query(
    `insert into identifiers (kind, value, person_id)
       select 'customer', 'B-' || i, md5('B-' || i)::uuid from generate_series($1::int, $2::int) i on conflict do nothing`,
    people,
  );
  await db.query(
    `insert into orders (source, order_ref, id_kind, id_value, placed_at, currency, total, channel, origin)
       select 'urn:shop:web', 'O-' || i || '-' || $3, 'customer', 'B-' || i, $3::timestamptz, 'CNY', 10000, 'online', 'import'
         from generate_series($1::int, $2::int) i`,
    [...people, new Date(at).toISOString()],
  );
};

const actor = { customerRef: 'C-1' };
const from = { source: 'urn:shop:web', session: 'web-1' };
/** A customer as events tell of one. */
const customer = [
  sample('consent.updated', consentData(actor), { ...from, at: NOON - 2 * DAY }),
  sample(
    'order.completed',
    {
      actor,
      orderRef: 'O-C',
      items: [{ sku: 'CL-12', quantity: 1, price: 100 }],
      currency: 'CNY',
      total: 100,
      channel: 'online',
    },
    { ...from, at: NOON - DAY },
  ),
];

onBothStores((db) => {
  it('is told by the orders when there are enough, and is what the value is made with', async () => {
    await buyers(db(), { from: 1, to: FEWEST - 1, at: THEN });
    expect(await measuredRetention(db(), NOON)).toBeNull();
    await buyers(db(), { from: FEWEST, to: FEWEST, at: THEN });
    expect(await measuredRetention(db(), NOON)).toBe(0);
    await buyers(db(), { from: 1, to: FEWEST / 2, at: NOON - DAY });
    expect(await measuredRetention(db(), NOON)).toBe(0.5);
    const host = testHost(db());
    await host.sendAsServer(customer);
    await host.work();
    const [row] = await db().query<{ stated: number; once: number }>(
      `select s.ltv_stated::float8 as stated, s.ltv_once::float8 as once from person_state s
         join identifiers i using (person_id) where i.kind = 'customer' and i.value = 'C-1'`,
    );
    expect(row!.once).toBeGreaterThan(0);
    expect(row!.stated).toBeCloseTo(row!.once / 2, -1);
  });
});
