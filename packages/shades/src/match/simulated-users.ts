import { deltaE2000, type Lab, lchToLab, normalQuantile, skinLocus } from '@carmine/color';
import type { Shade } from '../catalogue/shade.ts';
import { matchFoundation } from './foundation.ts';
import type { Match } from './types.ts';

/** Simulated users for the S1 test (skin.md 8): their true skin is known, what the matcher sees is wrong by a known amount. */
export interface SimulatedUser {
  readonly truth: Lab;
  readonly seen: Lab;
}

/** Relative errors of a colour reading in L*, a*, b*: lightness is the hard part (skin.md 0.1). */
const SHAPE = [2, 1, 1.4] as const;

/** Repeatable uniform numbers (mulberry32). */
const uniform = (seed: number): (() => number) => {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const normalFrom =
  (next: () => number): (() => number) =>
  () =>
    normalQuantile(Math.min(1 - 1e-9, Math.max(1e-9, next())));

const read = (truth: Lab, scale: number, normal: () => number): SimulatedUser => {
  const [l, a, b] = SHAPE.map((s) => s * scale * normal()) as [number, number, number];
  return { truth, seen: [truth[0] + l, truth[1] + a, truth[2] + b] };
};

/** Users whose skin is exactly some shade of the line: the protocol of skin.md 0.9. Readings off by `scale` times SHAPE. */
export const usersOfLine = (
  line: readonly Shade[],
  count: number,
  scale: number,
  seed = 1,
): SimulatedUser[] => {
  const next = uniform(seed);
  const normal = normalFrom(next);
  return Array.from({ length: count }, () =>
    read(line[Math.floor(next() * line.length)]!.color.lab, scale, normal),
  );
};

/** Anybody: L* 31..75, hue about the locus with SD 4.5 deg, chroma with SD 9 %; the line may hold no perfect shade. */
export const usersAtLarge = (count: number, scale: number, seed = 1): SimulatedUser[] => {
  const next = uniform(seed);
  const normal = normalFrom(next);
  return Array.from({ length: count }, () => {
    const L = 31 + 44 * next();
    const locus = skinLocus(L);
    const truth = lchToLab([L, locus.chroma * (1 + 0.09 * normal()), locus.hue + 4.5 * normal()]);
    return read(truth, scale, normal);
  });
};

/** Covariance a calibrated reader would report for `scale`. */
export const readingCov = (scale: number): number[] => {
  const [l, a, b] = SHAPE.map((s) => (s * scale) ** 2) as [number, number, number];
  return [l, 0, 0, 0, a, 0, 0, 0, b];
};

/** Mean dE00 of the readings to the truth. */
export const meanError = (users: readonly SimulatedUser[]): number =>
  users.reduce((s, u) => s + deltaE2000(u.truth, u.seen), 0) / users.length;

export interface MatchAccuracy {
  /** Share of users whose truly best shade (least dE00 to their skin) is the first, or among the three shown. */
  readonly top1: number;
  readonly top3: number;
  /** Mean dE00 lost against the truly best shade by taking the first one. */
  readonly regret: number;
  readonly abstained: number;
  /** Top-1 among those not abstained. */
  readonly top1Named: number;
  /** Mean claimed pBest of the first shade: should be near top1 (calibration). */
  readonly claimed: number;
}

const distance = (shades: readonly Shade[], truth: Lab, sku: string | undefined): number =>
  deltaE2000(shades.find((s) => s.sku === sku)!.color.lab, truth);

/** Runs the matcher for every user on one line and counts. */
export const matchAccuracy = (
  users: readonly SimulatedUser[],
  line: readonly Shade[],
  cov: readonly number[],
): MatchAccuracy => {
  let [top1, top3, regret, abstained, named, claimed] = [0, 0, 0, 0, 0, 0];
  for (const { truth, seen } of users) {
    const best = line.reduce((p, q) =>
      deltaE2000(q.color.lab, truth) < deltaE2000(p.color.lab, truth) ? q : p,
    );
    const result = matchFoundation({ lab: seen, cov }, line, { samples: 64 });
    const first: Match | undefined = result.matches[0];
    const hit = first?.sku === best.sku;
    if (hit) top1++;
    if (result.matches.some((m) => m.sku === best.sku)) top3++;
    if (result.abstained) abstained++;
    else if (hit) named++;
    claimed += first?.pBest ?? 0;
    regret += distance(line, truth, first?.sku) - deltaE2000(best.color.lab, truth);
  }
  const n = users.length;
  return {
    top1: top1 / n,
    top3: top3 / n,
    regret: regret / n,
    abstained: abstained / n,
    top1Named: n > abstained ? named / (n - abstained) : Number.NaN,
    claimed: claimed / n,
  };
};
