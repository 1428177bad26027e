import { deltaE2000, differenceParts, type Lab, labToLch, lchToLab, type Undertone } from '@carmine/color';
import { type Reason, reason } from '../reasons.ts';
import { masstoneDistance, type Pick } from './pick.ts';
import { targetOf } from './target.ts';
import type { Confidence, MatchOptions, MatchTarget } from './types.ts';

/** What an explanation needs besides the pick. All colours CIELAB D65. */
export interface ExplainContext {
  /** What the shade is told against: the words say "your skin", whatever was aimed at. */
  readonly skin: Lab;
  readonly aim: MatchTarget;
  readonly closest: Pick;
  readonly tone: Undertone;
  /** Probability of `tone`. */
  readonly pTone: number;
  readonly r90: number;
  readonly confidence: Confidence;
  readonly reading: MatchOptions['reading'];
}

/** Noticeable step and clear step, in CIEDE2000. */
const STEP = 1;
const CLEAR = 2.5;

const depthReason = (p: Lab, skin: Lab, dL: number): Reason => {
  const dE = Math.sign(dL) * deltaE2000([p[0], skin[1], skin[2]], skin);
  if (Math.abs(dE) < STEP) return reason('depth.same', { dL, dE });
  const touch = Math.abs(dE) <= CLEAR;
  if (dL > 0) return reason(touch ? 'depth.touch-lighter' : 'depth.lighter', { dL, dE });
  return reason(touch ? 'depth.touch-deeper' : 'depth.deeper', { dL, dE });
};

const hueReason = (p: Lab, { skin, tone, pTone }: ExplainContext, dH: number): Reason => {
  const [l, c] = labToLch(skin);
  const dE = Math.sign(dH) * deltaE2000(lchToLab([l, c, labToLch(p)[2]]), skin);
  const values = { dH, dE, skin: tone, p: pTone };
  if (Math.abs(dE) < STEP) return reason('undertone.same', values);
  return reason(dH > 0 ? 'undertone.warmer' : 'undertone.cooler', values);
};

const chromaReasons = (p: Lab, skin: Lab, dC: number): Reason[] => {
  const [l, , h] = labToLch(skin);
  const dE = Math.sign(dC) * deltaE2000(lchToLab([l, labToLch(p)[1], h]), skin);
  if (Math.abs(dE) < STEP) return [];
  return [reason(dC > 0 ? 'chroma.fuller' : 'chroma.softer', { dC, dE })];
};

const productReasons = ({ candidate: { worn } }: Pick): Reason[] => {
  const { coverage, color, oxidation } = worn.shade;
  const cover =
    coverage.cr <= 0.45 ? 'coverage.sheer' : coverage.cr <= 0.75 ? 'coverage.medium' : 'coverage.full';
  const list = [reason(cover, { cr: coverage.cr })];
  if (oxidation) list.push(reason('oxidation.included', { ...oxidation }));
  if (color.trust === 'T2') list.push(reason('data.published', { sigma: color.sigma[0] }));
  if (color.trust === 'T3') list.push(reason('data.swatch', { sigma: color.sigma[0] }));
  return list;
};

const readingReasons = ({ r90, confidence, reading }: ExplainContext): Reason[] => {
  const list = [reason(`confidence.${confidence}`, { r90 })];
  if (reading?.cause) list.push(reason('reading.cause', { cause: reading.cause }));
  if (reading?.date ?? reading?.light)
    list.push(
      reason('reading.when', { date: reading?.date ?? 'unknown', light: reading?.light ?? 'unknown' }),
    );
  return list;
};

/** What was aimed at, where that is not the skin itself but the usual advice. */
const aimReasons = (skin: Lab, aim: MatchTarget): Reason[] =>
  aim === 'brighten' ? [reason('target.brighten', { dL: targetOf(skin, aim)[0] - skin[0] })] : [];

/** The reasons of one pick, most telling first: the neighbour it is, depth, undertone, chroma, the product, the reading (skin.md 7.3). */
export const explain = (pick: Pick, context: ExplainContext): Reason[] => {
  const { skin, aim, closest } = context;
  const p = pick.candidate.predicted;
  const { dL, dC, dH } = differenceParts(p, skin);
  const neighbour =
    pick.direction === 'closest'
      ? []
      : [
          reason(`neighbour.${pick.direction}`, {
            sku: closest.candidate.worn.shade.sku,
            dE00: masstoneDistance(pick.candidate, closest.candidate),
          }),
        ];
  return [
    ...neighbour,
    ...aimReasons(skin, aim),
    depthReason(p, skin, dL),
    hueReason(p, context, dH),
    ...chromaReasons(p, skin, dC),
    ...productReasons(pick),
    ...readingReasons(context),
  ];
};
