import { expect, it } from 'vitest';
import { testHost } from '../testing/client.ts';
import { consentData, DAY, NOON, sample } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { FEWEST, measuredRetention } from './retention.ts';

const order = (customer: number, at: number) =>
  sample(
    'order.completed',
    {
      actor: { customerRef: `C-${customer}` },
      orderRef: `O-${customer}-${at}`,
      items: [{ sku: 'CL-12', quantity: 1, price: 100 }],
      currency: 'CNY',
      total: 100,
      channel: 'online',
    },
    { source: 'urn:shop:web', session: `web-${customer}`, at },
  );
const consent = (customer: number) =>
  sample('consent.updated', consentData({ customerRef: `C-${customer}` }), {
    source: 'urn:shop:web',
    session: `web-${customer}`,
    at: NOON - 500 * DAY,
  });

onBothStores((db) => {
  it('is told by the orders when there are enough, and is what the value is made with', async () => {
    const host = testHost(db());
    const send = async (events: readonly unknown[]) => {
      for (let i = 0; i < events.length; i += 100) await host.sendAsServer(events.slice(i, i + 100));
      await host.work();
    };
    const then = NOON - 500 * DAY;
    host.clock.now = then + DAY;
    const few = Array.from({ length: FEWEST - 1 }, (_, i) => i);
    await send(few.flatMap((i) => [consent(i), order(i, then)]));
    host.clock.now = NOON;
    expect(await measuredRetention(db(), NOON)).toBeNull();
    // One more of last year, and half of them come back.
    host.clock.now = then + 2 * DAY;
    await send([consent(FEWEST - 1), order(FEWEST - 1, then + DAY)]);
    host.clock.now = NOON;
    await send(few.slice(0, FEWEST / 2).map((i) => order(i, NOON - DAY)));
    expect(await measuredRetention(db(), NOON)).toBe(0.5);
    const [row] = await db().query<{ stated: number; once: number }>(
      `select s.ltv_stated::float8 as stated, s.ltv_once::float8 as once from person_state s
         join identifiers i using (person_id) where i.value = 'C-0'`,
    );
    expect(row!.stated).toBeCloseTo(row!.once / 2, -1);
  });
});
