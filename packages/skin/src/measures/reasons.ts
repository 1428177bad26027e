import type { GateResult, MeasureId, SkinColor } from '../types.ts';
import type { ConditionMap } from './condition.ts';

/** px of the picture per mm that each measure needs: there the smallest feature that its score counts is found with an F1 of .7
 *  and more on renders (models/skin/CONDITIONS.md). Broad colour needs no more than the colour itself. */
export const NEEDS_PX_PER_MM: Readonly<Record<MeasureId, number>> = {
  redness: 0,
  evenness: 0,
  shine: 0,
  'dark-circles': 0,
  blemishes: 2,
  spots: 2,
  lips: 2,
  lines: 2.2,
  pores: 2.5,
};

/** Noise of ln(blood) per texel above which blood cannot be told from grain. Deep skin gets there sooner, in good light too:
 *  the reason is the picture's grain, never "more light". */
const BLOOD_NOISE = 0.6;

/** Read from colour differences: told only where the colour itself can be (skin.md 6, "needs colour"). */
const FROM_COLOUR = new Set<MeasureId>(['redness', 'evenness', 'dark-circles', 'blemishes', 'lips']);
const FROM_BLOOD = new Set<MeasureId>(['redness', 'evenness', 'blemishes']);
/** Read from detail: a blurred or smoothed picture hides it. */
const FROM_DETAIL = new Set<MeasureId>(['spots', 'evenness', 'lines', 'pores', 'blemishes', 'lips']);
/** Finest detail: a smoothing filter or coarse packing takes it away, and a clean score would be theirs. */
const FROM_TEXTURE = new Set<MeasureId>(['lines', 'pores', 'lips']);

/** Why a measure is not told in this picture; null: it is. */
export const reasonToAbstain = (
  id: MeasureId,
  map: ConditionMap,
  context: { readonly gates: readonly GateResult[]; readonly skin: Pick<SkinColor, 'confidence'> },
): string | null => {
  const level = (gate: string): string | undefined => context.gates.find((g) => g.id === gate)?.level;
  const fails = (gate: string): boolean => level(gate) !== undefined && level(gate) !== 'pass';
  if (context.skin.confidence === 'abstain' && FROM_COLOUR.has(id))
    return fails('mixed-light') ? 'one-light' : 'even-light';
  if (fails('surface')) return 'bare-skin';
  if (map.pxPerMm < NEEDS_PX_PER_MM[id]) return 'come-closer';
  if (FROM_DETAIL.has(id) && fails('blur')) return 'hold-still';
  if (FROM_TEXTURE.has(id) && fails('filter')) return 'remove-filter';
  if (FROM_TEXTURE.has(id) && map.packed) return 'too-packed';
  if (id === 'shine' && fails('mixed-light')) return 'one-light';
  if (id === 'dark-circles' && fails('glasses')) return 'remove-glasses';
  if (id === 'dark-circles' && fails('eyes')) return 'open-eyes';
  if (FROM_BLOOD.has(id) && !(map.noise.hb <= BLOOD_NOISE)) return 'too-grainy';
  if ((level('hard-light') === 'block' || level('half-shadow') === 'block') && id !== 'shine')
    return 'turn-to-light';
  return null;
};

/** Read from the skin's own colour: away from gloss alone. */
const FROM_MATTE = new Set<MeasureId>(['redness', 'evenness', 'spots', 'blemishes']);
/** Share of the colour seen that gloss must leave, or gloss it is that hid the rest. */
const MATTE_SHARE = 0.5;

/** Why a measure found too little to read: gloss lies over most of it, or it was not seen. */
export const reasonForNothing = (id: MeasureId, { ok, matte }: ConditionMap): string => {
  const count = (mask: Uint8Array): number => mask.reduce((n, v) => n + v, 0);
  return FROM_MATTE.has(id) && count(matte) < MATTE_SHARE * count(ok) ? 'too-shiny' : 'too-little-skin';
};
