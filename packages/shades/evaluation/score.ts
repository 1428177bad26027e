import { deltaE2000, hexToSrgb, type Lab, labToHex } from '@carmine/color';
import { type FoundationShade, matchFoundation, predict, type Shade, wornShade } from '@carmine/shades';
import type { Customer } from './readings.ts';

/** What one way of choosing did for many customers. */
export interface Score {
  /** Share whose truly best shade of the line (least dE00 to their skin) was first, or among three. */
  readonly top1: number;
  readonly top3: number;
  /** Mean dE00 lost against the truly best shade by taking the first. */
  readonly regret: number;
  readonly customers: number;
}

/** One answer of the matcher and whether it came true. */
export interface Answer {
  readonly customer: Customer;
  readonly abstained: boolean;
  readonly hit: boolean;
  readonly hit3: boolean;
  readonly regret: number;
  /** Claimed probability that the first is the best of its line, and that it lies within 2 dE00. */
  readonly pBest: number;
  readonly pWithin2: number;
  /** Whether it truly does. */
  readonly within2: boolean;
  /** The best shade lies in the range that is given instead. */
  readonly inRange: boolean | null;
}

const nearest = (shades: readonly Shade[], distance: (s: Shade) => number): Shade[] =>
  shades
    .map((shade) => ({ shade, d: distance(shade) }))
    .sort((p, q) => p.d - q.d)
    .map(({ shade }) => shade);

/** True colour of every shade; the catalogue's own where its numbers are the truth. */
export type Truth = (shade: Shade) => Lab;
const own: Truth = (shade) => shade.color.lab;

export interface Asking {
  /** True colours of the shades, where the catalogue's are not. */
  readonly truth?: Truth;
  /** The depth a customer picks when asked. */
  readonly depth?: (customer: Customer) => number;
  /** The shade of another line that a customer says fits. */
  readonly fits?: (customer: Customer) => FoundationShade;
}

/** As the analyser says it of its own reading (skin.md 5.4). */
const confidenceOf = (r90: number) =>
  r90 <= 3.5 ? 'high' : r90 <= 5.5 ? 'medium' : r90 <= 8 ? 'low' : 'abstain';

/** Asks the matcher for every customer. */
export const answers = (
  customers: readonly Customer[],
  line: readonly Shade[],
  { truth = own, depth, fits }: Asking = {},
): Answer[] =>
  customers.map((customer): Answer => {
    const off = (s: Shade): number => deltaE2000(truth(s), customer.truth);
    const best = nearest(line, off)[0]!;
    const worn = fits?.(customer);
    const shades = worn ? [...line, worn] : line;
    const result = matchFoundation({ lab: customer.seen, cov: customer.cov }, shades, {
      reading: { confidence: confidenceOf(customer.r90) },
      ...(worn ? { fits: worn.sku, line: line[0]!.line } : {}),
      ...(depth ? { depth: depth(customer) } : {}),
    });
    const [first] = result.matches;
    const shade = line.find((s) => s.sku === first!.sku)!;
    return {
      customer,
      abstained: result.abstained,
      hit: first!.sku === best.sku,
      hit3: result.matches.some((m) => m.sku === best.sku),
      regret: off(shade) - off(best),
      pBest: first!.pBest,
      pWithin2: first!.pWithin2,
      within2: deltaE2000(predict(wornShade(shade), customer.truth), customer.truth) < 2,
      inRange: result.range ? result.range.skus.includes(best.sku) : null,
    };
  });

const mean = (values: readonly number[]): number =>
  values.length ? values.reduce((s, v) => s + v, 0) / values.length : Number.NaN;

export const scoreOf = (list: readonly Answer[]): Score => ({
  top1: mean(list.map((a) => Number(a.hit))),
  top3: mean(list.map((a) => Number(a.hit3))),
  regret: mean(list.map((a) => a.regret)),
  customers: list.length,
});

const rgbDistance = (p: string, q: string): number => {
  const [a, b] = [hexToSrgb(p), hexToSrgb(q)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

/** Baselines that know no uncertainty: the nearest swatch on the screen, and the nearest Lab of the mean reading. */
export const BASELINES = {
  'nearest hex': (c: Customer, s: Shade): number => rgbDistance(labToHex(c.seen), s.color.hex),
  'nearest Lab': (c: Customer, s: Shade): number => deltaE2000(c.seen, s.color.lab),
} as const;

export const baseline = (
  name: keyof typeof BASELINES,
  customers: readonly Customer[],
  line: readonly Shade[],
): Score => {
  const rows = customers.map((c) => {
    const off = (s: Shade): number => deltaE2000(s.color.lab, c.truth);
    const best = nearest(line, off)[0]!;
    const found = nearest(line, (s) => BASELINES[name](c, s));
    return {
      hit: found[0] === best,
      hit3: found.slice(0, 3).includes(best),
      regret: off(found[0]!) - off(best),
    };
  });
  return {
    top1: mean(rows.map((r) => Number(r.hit))),
    top3: mean(rows.map((r) => Number(r.hit3))),
    regret: mean(rows.map((r) => r.regret)),
    customers: rows.length,
  };
};
