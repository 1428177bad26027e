import { demoCatalogue } from '@carmine/shades/demo';

/** Invented customers: who they are to the shop, never who they are. The same in every run of the same seed. */

export type Random = () => number;

export const pick = <T>(random: Random, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;
export const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

export interface DemoShade {
  readonly sku: string;
  readonly product: 'lipstick' | 'foundation' | 'blush' | 'eyeshadow';
  readonly hex: string;
  readonly finish: string;
  readonly line: string;
  /** CNY. */
  readonly price: number;
  /** How readily it is bought once tried, around 1. */
  readonly appeal: number;
}

/** A few shades of each of four lines; some sell better than others, so that the funnel has something to tell apart. */
const LINES: readonly (readonly [
  line: string,
  product: DemoShade['product'],
  price: number,
  shades: number,
])[] = [
  ['Carmine Letters Lipstick', 'lipstick', 198, 7],
  ['Bare Silk Foundation', 'foundation', 389, 6],
  ['Petal Rouge Blush', 'blush', 168, 4],
  ['Four Seasons Eyeshadow', 'eyeshadow', 298, 3],
];
const APPEAL = [2.2, 1.1, 0.9, 1, 0.35, 1.2, 0.8];

export const SHADES: readonly DemoShade[] = LINES.flatMap(([line, product, price, count]) => {
  const own = demoCatalogue.filter((s) => s.line === line);
  const step = Math.max(1, Math.floor(own.length / count));
  return own
    .filter((_, i) => i % step === 0)
    .slice(0, count)
    .map((s, i) => ({
      sku: s.sku,
      product,
      hex: s.color.hex,
      finish: (s as { readonly finish?: string }).finish ?? 'natural',
      line,
      price,
      appeal: APPEAL[i % APPEAL.length] as number,
    }));
});

export interface DemoPerson {
  readonly ref: string;
  /** Orders of the last fourteen months, days ago, oldest first. */
  readonly orders: readonly number[];
  /** CNY of a usual order. */
  readonly spend: number;
  readonly personalization: boolean;
  readonly marketing: boolean;
  readonly city: string;
  readonly shade: DemoShade;
}

const CITIES = ['上海', '杭州', '成都', '广州', '北京', '南京', '武汉', '苏州'];
/** How customers buy: share of all, orders in fourteen months, days since the last, CNY an order. */
const HABITS: readonly (readonly [
  share: number,
  orders: readonly [number, number],
  last: readonly [number, number],
  spend: readonly [number, number],
])[] = [
  [0.06, [9, 15], [2, 40], [1500, 2600]],
  [0.14, [5, 9], [3, 60], [900, 1500]],
  [0.3, [2, 5], [5, 85], [500, 1000]],
  [0.25, [1, 1], [2, 44], [150, 500]],
  [0.25, [1, 4], [95, 300], [200, 700]],
];

const person = (random: Random, n: number): DemoPerson => {
  let left = random();
  const habit =
    HABITS.find(([share]) => {
      left -= share;
      return left < 0;
    }) ?? (HABITS[2] as (typeof HABITS)[number]);
  const [, count, last, spend] = habit;
  const orders = Math.round(between(random, ...count));
  const newest = between(random, ...last);
  const days = Array.from({ length: orders }, (_, i) =>
    i === 0 ? newest : newest + between(random, 20, 420 - newest),
  );
  return {
    ref: `demo-${String(n + 1).padStart(4, '0')}`,
    orders: days.sort((a, b) => b - a),
    spend: between(random, ...spend),
    personalization: random() < 0.85,
    marketing: random() < 0.5,
    city: pick(random, CITIES),
    shade: pick(random, SHADES),
  };
};

export const demoPeople = (random: Random, count: number): DemoPerson[] =>
  Array.from({ length: count }, (_, n) => person(random, n));
