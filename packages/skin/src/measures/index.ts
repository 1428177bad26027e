import { unwrapFace } from '../pixels/unwrap.ts';
import type { FaceReading } from '../reading.ts';
import { labelsFor } from '../reading.ts';
import type { GateResult, Measure, MeasureId, SkinColor } from '../types.ts';
import { type ConditionMap, prepareCondition } from './condition.ts';
import { darkCircles } from './dark-circles.ts';
import { evenness } from './evenness.ts';
import { abstain, type Finding, toMeasure } from './measure.ts';
import { redness } from './redness.ts';
import { shine } from './shine.ts';
import { spots } from './spots.ts';

export const MEASURE_IDS: readonly MeasureId[] = ['redness', 'spots', 'evenness', 'shine', 'dark-circles'];

const FIND: Readonly<Record<MeasureId, (map: ConditionMap) => Finding>> = {
  redness,
  spots,
  evenness,
  shine,
  'dark-circles': darkCircles,
};

/** px of the image per mm that spots need (skin.md 5.5). */
export const SPOTS_PX_PER_MM = 6;
/** Noise of ln(blood) per texel above which redness cannot be told from grain. Deep skin gets there sooner, in good light too:
 *  the reason is the picture's grain, never "more light". */
const BLOOD_NOISE = 0.6;

/** Map size for the picture's resolution: no finer than what it resolves, about 2.2 or 4.4 texels per mm. */
export const conditionSize = (pxPerMm: number): number => (pxPerMm >= 4 ? 1024 : pxPerMm >= 1.5 ? 512 : 256);

/** The condition map of a face read in a picture; null when no cheek was seen. `labelsOf` says what is skin: by default the
 *  regions that are measured. */
export const conditionOf = (
  reading: FaceReading,
  skin: Pick<SkinColor, 'lab'>,
  labelsOf: (size: number) => Uint8Array = labelsFor,
): ConditionMap | null => {
  const size = conditionSize(reading.pxPerMm);
  const options = { lab: skin.lab, pxPerMm: reading.pxPerMm };
  if (size === reading.map.size) return prepareCondition(reading.map, labelsOf(size), options);
  const map = unwrapFace(reading.image, reading.face, { size, pxPerMm: reading.pxPerMm });
  return prepareCondition(map, labelsOf(size), options);
};

/** What is read from colour differences: told only where the colour itself can be (skin.md 6, "needs colour"). */
const FROM_COLOUR = new Set<MeasureId>(['redness', 'evenness', 'dark-circles']);

const LIGHT_GATES = new Set(['mixed-light', 'hard-light', 'clipping', 'cast', 'unusual']);

/** Every measure of a face, told or abstained with a reason. */
export const measureAll = (
  map: ConditionMap | null,
  context: { readonly gates: readonly GateResult[]; readonly skin: SkinColor },
): Measure[] => {
  const level = (id: string): string | undefined => context.gates.find((g) => g.id === id)?.level;
  const warnings = context.gates.filter((g) => LIGHT_GATES.has(g.id) && g.level !== 'pass').length;
  const doubt = 1 + 0.4 * warnings;
  return MEASURE_IDS.map((id) => {
    const unsure = context.skin.confidence === 'abstain' && FROM_COLOUR.has(id);
    const light = unsure && (level('mixed-light') === 'warn' ? 'one-light' : 'even-light');
    const reason = map ? light || reasonToAbstain(id, map, level) : 'no-cheek';
    if (!map || reason) return abstain(id, reason ?? 'no-cheek');
    return toMeasure(id, FIND[id](map), { lightness: map.lightness, doubt });
  });
};

const reasonToAbstain = (
  id: MeasureId,
  map: ConditionMap,
  level: (gate: string) => string | undefined,
): string | null => {
  const fails = (gate: string): boolean => level(gate) !== undefined && level(gate) !== 'pass';
  if (id === 'spots' && map.pxPerMm < SPOTS_PX_PER_MM) return 'come-closer';
  if ((id === 'spots' || id === 'evenness') && fails('blur')) return 'hold-still';
  if (id === 'shine' && fails('mixed-light')) return 'one-light';
  if (id === 'dark-circles' && fails('eyes')) return 'open-eyes';
  if ((id === 'redness' || id === 'evenness') && !(map.noise.hb <= BLOOD_NOISE)) return 'too-grainy';
  if (level('hard-light') === 'block' && id !== 'shine') return 'turn-to-light';
  return null;
};
