import { between, type DemoPerson, pick, type Random, SHADES } from './people.ts';

/** The files that five invented systems hand over, with the gaps that real ones have. */

export type DemoRow = Readonly<Record<string, string | number>>;

/** Drops a field now and then: systems differ in how well they are kept. */
const gappy = (random: Random, row: DemoRow, gaps: Readonly<Record<string, number>>): DemoRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => random() >= (gaps[name] ?? 0)));

const iso = (ms: number): string => new Date(ms).toISOString();

export const crmFile = (random: Random, people: readonly DemoPerson[], now: number): DemoRow[] =>
  people.map((p, n) =>
    gappy(
      random,
      {
        member_id: `demo-M${n}`,
        customer_ref: p.ref,
        joined_at: iso(now - between(random, 100, 900) * 86_400_000),
        city: p.city,
        channel: pick(random, ['counter', 'online', 'mini-program']),
      },
      { city: 0.12, channel: 0.04 },
    ),
  );

/** The orders of everybody, spread over till, books and online shop. */
export const orderFiles = (
  random: Random,
  people: readonly DemoPerson[],
  now: number,
): Readonly<Record<'pos' | 'erp' | 'shop', DemoRow[]>> => {
  const files: Record<'pos' | 'erp' | 'shop', DemoRow[]> = { pos: [], erp: [], shop: [] };
  const own = { pos: 'card_no', erp: 'account', shop: 'account' } as const;
  const gaps = {
    pos: { card_no: 0.3, customer_ref: 0.18 },
    erp: { customer_ref: 0.02 },
    shop: { account: 0.06 },
  };
  let order = 0;
  people.forEach((p, n) => {
    for (const days of p.orders) {
      const source = pick(random, ['pos', 'shop', 'shop', 'erp'] as const);
      const price = Math.round(p.spend * between(random, 0.7, 1.3));
      order++;
      files[source].push(
        gappy(
          random,
          {
            order_ref: `demo-O${String(order).padStart(5, '0')}`,
            line: 1,
            [own[source]]: `demo-${source}-${n}`,
            customer_ref: p.ref,
            placed_at: iso(now - days * 86_400_000),
            sku: random() < 0.6 ? p.shade.sku : pick(random, SHADES).sku,
            quantity: 1,
            price,
            currency: 'CNY',
            refunded: random() < 0.04 ? price : 0,
          },
          gaps[source],
        ),
      );
    }
  });
  return files;
};

export const detectorFile = (random: Random, people: readonly DemoPerson[], now: number): DemoRow[] =>
  people
    .filter((_, n) => n % 4 === 0)
    .map((p, n) =>
      gappy(
        random,
        {
          reading_id: `demo-R${n}`,
          device_user: `demo-D${n}`,
          customer_ref: p.ref,
          read_at: iso(now - between(random, 3, 80) * 86_400_000),
          device: 'SkinLab 2',
          consent: 'yes',
          moisture: Math.round(between(random, 30, 70)),
          evenness: Math.round(between(random, 40, 90)),
        },
        { device: 0.35, moisture: 0.2, evenness: 0.25 },
      ),
    );
