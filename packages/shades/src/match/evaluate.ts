import {
  deltaE2000,
  type Lab,
  labToLinear,
  overChannel,
  posteriorSamples,
  standardNormalPoints,
} from '@carmine/color';
import { predict, type WornShade } from '../film.ts';
import { difference2000 } from '../scan/difference.ts';
import type { Room } from '../scan/nearest.ts';
import { putLab } from '../scan/shelf.ts';
import type { Wish } from './steps.ts';
import { targetOf } from './target.ts';
import type { MatchTarget, SkinReading } from './types.ts';

/** One shade after the Monte-Carlo pass. */
export interface Candidate {
  readonly worn: WornShade;
  /** Predicted made-up colour at the mean skin. */
  readonly predicted: Lab;
  /** E[dE00(worn colour, target)]. */
  readonly expected: number;
  readonly pWithin2: number;
  /** P(least dE00 within its line). */
  readonly pBest: number;
  /** What is ranked by: `expected`, with what still shows of a flush when evening out is wished. dE00. */
  readonly cost: number;
  /** Share of a flush (see FLUSH) that still shows through, 0..1. */
  readonly flushLeft: number;
}

/** What is aimed at: the target, and what is wished beyond. */
export interface Aim {
  readonly target: MatchTarget;
  readonly wish?: Wish;
}

/** A visible redness on the cheek: blood half as much again to twice (skin.md 3.1), L*, a*, b*. */
const FLUSH: Lab = [-3, 4, 0];
/** "Even out": what still shows of the flush counts this much beside the match itself [D]. */
const EVEN_WEIGHT = 0.5;

/** dE00 between flushed and calm skin under the film. */
const flushUnder = (worn: WornShade, skin: Lab): number =>
  deltaE2000(predict(worn, flushed(skin)), predict(worn, skin));
const flushed = (skin: Lab): Lab => [skin[0] + FLUSH[0], skin[1] + FLUSH[1], skin[2] + FLUSH[2]];

/** Shades of one line looked at closely; the rest cannot be its best by any likely sample. In all, for catalogues with many lines. */
export const CLOSELY: Room = { perLine: 24, inAll: 192 };
/** Coprime with every power of two: pairs each skin sample with another shade sample. */
const STRIDE = 37;

/** Skins the reading could mean and what each is matched to: three numbers a sample. */
interface Skins {
  readonly count: number;
  /** Albedo, linear sRGB 0..1. */
  readonly linear: Float64Array;
  /** CIELAB. */
  readonly goal: Float64Array;
}

const skinsOf = (skin: SkinReading, samples: number, aim: Aim): Skins => {
  const drawn = posteriorSamples(skin, samples);
  const albedo = (x: Lab): number[] => labToLinear(x).map((v) => Math.min(1, Math.max(0, v)));
  return {
    count: drawn.length,
    linear: Float64Array.from(drawn.flatMap(albedo)),
    goal: Float64Array.from(drawn.flatMap((x) => [...targetOf(x, aim.target, aim.wish)])),
  };
};

const NO_ERROR = [0, 0, 0] as const;

/** dE00 of every sample for one shade: skin sample i with its own shade error, both from fixed points. */
const errorsOf = ({ shade, film, opacity }: WornShade, offset: number, skins: Skins): Float64Array => {
  const { count, linear, goal } = skins;
  const points = standardNormalPoints(count);
  const [sL, sa, sb] = shade.color.sigma;
  const [rx, ry, rz] = film.r0;
  const [tx, ty, tz] = film.t;
  const [lab, errors] = [new Float64Array(3), new Float64Array(count)];
  for (let i = 0, k = 0; i < count; i++, k += 3) {
    putLab(
      lab,
      0,
      overChannel(rx, tx, linear[k]!),
      overChannel(ry, ty, linear[k + 1]!),
      overChannel(rz, tz, linear[k + 2]!),
    );
    const e = points[(i * STRIDE + offset) % points.length] ?? NO_ERROR;
    errors[i] = difference2000(
      lab[0]! + opacity * sL * e[0],
      lab[1]! + opacity * sa * e[1],
      lab[2]! + opacity * sb * e[2],
      goal[k]!,
      goal[k + 1]!,
      goal[k + 2]!,
    );
  }
  return errors;
};

/** Counts, per shade, the samples in which it is the best of its line. */
const countBest = (shades: readonly WornShade[], errors: readonly Float64Array[], n: number): number[] => {
  const wins = new Array<number>(shades.length).fill(0);
  const lines = new Map<string, number[]>();
  for (const [j, s] of shades.entries()) lines.set(s.shade.line, [...(lines.get(s.shade.line) ?? []), j]);
  for (const members of lines.values())
    for (let i = 0; i < n; i++) {
      const best = members.reduce((p, q) => ((errors[q]?.[i] ?? 0) < (errors[p]?.[i] ?? 0) ? q : p));
      wins[best] = (wins[best] ?? 0) + 1;
    }
  return wins;
};

/**
 * Ranks shades under uncertainty (skin.md 7.2): skin x ~ N(lab, cov) by `samples` fixed points, worn colour y = film(shade, x) plus the
 * shade's own error scaled by its opacity, score E[dE00(y, target(x))], with what still shows of a flush when evening out is wished. Best first. Deterministic. `near`: those worth it,
 * nearest first (CLOSELY).
 */
export const evaluate = (
  near: readonly WornShade[],
  skin: SkinReading,
  { samples, ...aim }: Aim & { readonly samples: number },
): Candidate[] => {
  const skins = skinsOf(skin, samples, aim);
  const errors = near.map((worn, j) => errorsOf(worn, j * 29, skins));
  const wins = countBest(near, errors, skins.count);
  const flush = deltaE2000(flushed(skin.lab), skin.lab);
  const even = aim.wish?.even ? EVEN_WEIGHT : 0;
  return near
    .map((worn, j): Candidate => {
      const e = errors[j] ?? new Float64Array(1);
      const expected = e.reduce((s, x) => s + x, 0) / e.length;
      const shows = flushUnder(worn, skin.lab);
      return {
        worn,
        predicted: predict(worn, skin.lab),
        expected,
        pWithin2: e.reduce((s, x) => s + (x < 2 ? 1 : 0), 0) / e.length,
        pBest: (wins[j] ?? 0) / e.length,
        cost: expected + even * shows,
        flushLeft: Math.min(1, shows / flush),
      };
    })
    .sort((p, q) => p.cost - q.cost);
};
