import { differenceParts, type Lab, type Undertone } from '@carmine/color';
import { type Reason, reason } from '../reasons.ts';
import type { Aim } from './evaluate.ts';
import { masstoneDistance, type Pick } from './pick.ts';
import { stepsBetween } from './steps.ts';
import { targetOf } from './target.ts';
import type { Confidence, MatchOptions, MatchResult } from './types.ts';

/** What an explanation needs besides the pick. All colours CIELAB D65. */
export interface ExplainContext {
  /** What the shade is told against: the words say "your skin", whatever was aimed at. */
  readonly skin: Lab;
  readonly aim: Aim;
  readonly closest: Pick;
  readonly tone: Undertone;
  /** Probability of `tone`. */
  readonly pTone: number;
  readonly r90: number;
  readonly confidence: Confidence;
  readonly reading: MatchOptions['reading'];
  readonly fits: MatchResult['fits'] | undefined;
}

/** Noticeable step and clear step, in CIEDE2000. */
const STEP = 1;
const CLEAR = 2.5;

const depthReason = (dE: number, dL: number): Reason => {
  if (Math.abs(dE) < STEP) return reason('depth.same', { dL, dE });
  const touch = Math.abs(dE) <= CLEAR;
  if (dL > 0) return reason(touch ? 'depth.touch-lighter' : 'depth.lighter', { dL, dE });
  return reason(touch ? 'depth.touch-deeper' : 'depth.deeper', { dL, dE });
};

const hueReason = (dE: number, dH: number, { tone, pTone }: ExplainContext): Reason => {
  const values = { dH, dE, skin: tone, p: pTone };
  if (Math.abs(dE) < STEP) return reason('undertone.same', values);
  return reason(dH > 0 ? 'undertone.warmer' : 'undertone.cooler', values);
};

const chromaReasons = (dE: number, dC: number): Reason[] =>
  Math.abs(dE) < STEP ? [] : [reason(dC > 0 ? 'chroma.fuller' : 'chroma.softer', { dC, dE })];

const productReasons = ({ candidate: { worn } }: Pick): Reason[] => {
  const { coverage, color, oxidation } = worn.shade;
  const cover =
    coverage.cr <= 0.45 ? 'coverage.sheer' : coverage.cr <= 0.75 ? 'coverage.medium' : 'coverage.full';
  const list = [reason(cover, { cr: coverage.cr })];
  if (oxidation) list.push(reason('oxidation.included', { ...oxidation }));
  if (color.map === 'anchors') list.push(reason('data.mapped', { sigma: color.sigma[0] }));
  else if (color.map === 'estimated') list.push(reason('data.estimated', { sigma: color.sigma[0] }));
  else if (color.trust === 'T2') list.push(reason('data.published', { sigma: color.sigma[0] }));
  else if (color.trust === 'T3') list.push(reason('data.swatch', { sigma: color.sigma[0] }));
  return list;
};

/** At most so many causes: what a shopper can change at once. */
const CAUSES = 3;

const causesOf = (reading: MatchOptions['reading']): readonly string[] =>
  (reading?.causes ?? (reading?.cause ? [reading.cause] : [])).slice(0, CAUSES);

/** Lights there are words for. */
const LIGHTS: ReadonlySet<string> = new Set(['warm', 'neutral', 'cool']);

const readingReasons = ({ r90, confidence, reading, fits }: ExplainContext): Reason[] => {
  const list = [reason(`confidence.${confidence}`, { r90 })];
  if (fits) list.push(reason(fits.used ? 'reading.fits' : 'reading.fits-not', { sku: fits.sku }));
  for (const cause of causesOf(reading)) list.push(reason('reading.cause', { cause }));
  if (reading?.light && LIGHTS.has(reading.light))
    list.push(reason('reading.light', { light: reading.light }));
  if (reading?.date ?? reading?.light)
    list.push(
      reason('reading.when', { date: reading?.date ?? 'unknown', light: reading?.light ?? 'unknown' }),
    );
  return list;
};

/** Below this many noticeable steps the jaw's colour is the cheek's. */
const JAW = 0.5;

/** What was aimed at, where that is not the colour of the cheek itself: the usual advice, a wish, the jaw. */
const aimReasons = ({ skin, aim, reading }: ExplainContext): Reason[] => {
  const list: Reason[] = [];
  if (aim.target === 'brighten')
    list.push(reason('target.brighten', { dL: targetOf(skin, aim.target)[0] - skin[0] }));
  const { depth = 0, warmth = 0 } = aim.wish ?? {};
  if (depth !== 0) list.push(reason(depth > 0 ? 'wish.lighter' : 'wish.deeper', { dE: Math.abs(depth) }));
  if (warmth !== 0) list.push(reason(warmth > 0 ? 'wish.warmer' : 'wish.cooler', { dE: Math.abs(warmth) }));
  if (reading?.jaw) {
    const { depth: lift, warmth: turn } = stepsBetween(skin, reading.jaw.cheek);
    const values = { p: reading.jaw.weight, dE: Math.abs(Math.abs(lift) >= Math.abs(turn) ? lift : turn) };
    if (values.dE >= JAW) list.push(reason(jawKey(lift, turn), values));
  }
  return list;
};

const jawKey = (lift: number, turn: number): 'jaw.lighter' | 'jaw.deeper' | 'jaw.warmer' | 'jaw.cooler' =>
  Math.abs(lift) >= Math.abs(turn)
    ? lift > 0
      ? 'jaw.lighter'
      : 'jaw.deeper'
    : turn > 0
      ? 'jaw.warmer'
      : 'jaw.cooler';

/** How far the film evens a flush out, where that was wished. */
const evenReasons = ({ candidate }: Pick, { aim }: ExplainContext): Reason[] =>
  aim.wish?.even ? [reason('wish.even', { p: 1 - candidate.flushLeft })] : [];

/** The reasons of one pick, most telling first: the neighbour it is, depth, undertone, chroma, the product, the reading (skin.md 7.3). */
export const explain = (pick: Pick, context: ExplainContext): Reason[] => {
  const { skin, closest } = context;
  const p = pick.candidate.predicted;
  const { dL, dC, dH } = differenceParts(p, skin);
  const { depth, warmth, colour } = stepsBetween(p, skin);
  const { direction } = pick;
  const neighbour =
    direction === 'closest'
      ? []
      : [
          reason(`neighbour.${direction}`, {
            sku: closest.candidate.worn.shade.sku,
            dE00: masstoneDistance(pick.candidate, closest.candidate),
          }),
        ];
  return [
    ...neighbour,
    ...aimReasons(context),
    depthReason(depth, dL),
    hueReason(warmth, dH, context),
    ...chromaReasons(colour, dC),
    ...evenReasons(pick, context),
    ...productReasons(pick),
    ...readingReasons(context),
  ];
};
