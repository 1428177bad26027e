import { readFileSync } from 'node:fs';
import { deltaE2000, type ItaClass, itaClass, type Lab } from '@carmine/color';

const FILE = new URL('../../../models/skin/shades/readings.json', import.meta.url);

/** One reading of the committed ColourNet on unseen simulated people, cameras and lights (models/skin/shades/readings.py). */
export interface NetReading {
  readonly ita: ItaClass;
  /** Both eyes were read. */
  readonly eyes: boolean;
  readonly truth: Lab;
  readonly seen: Lab;
  /** 3 x 3, row-major, calibrated. */
  readonly cov: readonly number[];
  readonly r90: number;
}

type Row = readonly [ItaClass, 0 | 1, Lab, Lab, readonly number[], number];

export const netReadings = (): NetReading[] =>
  (JSON.parse(readFileSync(FILE, 'utf8')) as { rows: Row[] }).rows.map(
    ([ita, eyes, truth, seen, c, r90]) => ({
      ita,
      eyes: eyes === 1,
      truth,
      seen,
      cov: [c[0]!, c[1]!, c[3]!, c[1]!, c[2]!, c[4]!, c[3]!, c[4]!, c[5]!],
      r90,
    }),
  );

/** One customer: their true skin, what is read of it, and how sure the reading says it is. */
export interface Customer extends Omit<NetReading, 'eyes'> {}

/** Repeatable uniform numbers (mulberry32). */
export const uniform = (seed: number): (() => number) => {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** The people of the readings as they are: a line may hold no perfect shade for them. Every n-th, so that all classes are equally frequent. */
export const customersAtLarge = (readings: readonly NetReading[], count: number): Customer[] => {
  const step = readings.length / count;
  return Array.from({ length: Math.min(count, readings.length) }, (_, i) => readings[Math.floor(i * step)]!);
};

/** Customers whose skin is exactly some colour of the line (skin.md 0.9), read with the error of a reading of the same ITA class. */
export const customersOfLine = (
  readings: readonly NetReading[],
  colours: readonly Lab[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Customer[] => {
  const next = uniform(seed);
  const of = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  return Array.from({ length: count }, (): Customer => {
    const truth = of(colours);
    const same = readings.filter((r) => r.ita === itaClass(truth));
    const { seen: s, truth: t, cov, r90 } = of(same);
    const seen: Lab = [truth[0] + s[0] - t[0], truth[1] + s[1] - t[1], truth[2] + s[2] - t[2]];
    return {
      ita: itaClass(truth),
      truth,
      seen: [Math.min(99, Math.max(1, seen[0])), seen[1], seen[2]],
      cov,
      r90,
    };
  });
};

export const meanError = (customers: readonly Customer[]): number =>
  customers.reduce((s, c) => s + deltaE2000(c.truth, c.seen), 0) / customers.length;
