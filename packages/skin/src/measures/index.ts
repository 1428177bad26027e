import { packedAway } from '../gates/detail.ts';
import type { FaceReading } from '../reading.ts';
import { flatFace, labelsFor } from '../reading.ts';
import type { GateResult, Measure, MeasureId, SkinColor } from '../types.ts';
import { blemishes } from './blemishes.ts';
import { type ConditionMap, prepareCondition } from './condition.ts';
import { darkCircles } from './dark-circles.ts';
import { evenness } from './evenness.ts';
import { lines } from './lines.ts';
import { lips } from './lips.ts';
import { abstain, toMeasure } from './measure.ts';
import type { Finding } from './places.ts';
import { pores } from './pores.ts';
import { reasonToAbstain } from './reasons.ts';
import { redness } from './redness.ts';
import { shine } from './shine.ts';
import { spots } from './spots.ts';

/** The one list of measures and how each is found. */
export const FIND: Readonly<Record<MeasureId, (map: ConditionMap) => Finding>> = {
  redness,
  spots,
  evenness,
  lines,
  pores,
  shine,
  'dark-circles': darkCircles,
  blemishes,
  lips,
};

export const MEASURE_IDS = Object.keys(FIND) as readonly MeasureId[];

/** Map size for the picture's resolution: no finer than what it resolves, about 1.1, 2.2 or 4.4 texels per mm. */
export const conditionSize = (pxPerMm: number): number => (pxPerMm >= 5 ? 1024 : pxPerMm >= 1.5 ? 512 : 256);

/** The condition map of a face read in a picture; null when no cheek was seen. `labelsOf` says what is skin: by default the
 *  regions that are measured. */
export const conditionOf = (
  reading: FaceReading,
  skin: Pick<SkinColor, 'lab'>,
  labelsOf: (size: number) => Uint8Array = labelsFor,
): ConditionMap | null => {
  const size = conditionSize(reading.pxPerMm);
  const options = { lab: skin.lab, pxPerMm: reading.pxPerMm, packed: packedAway(reading) };
  return prepareCondition(flatFace(reading, size), labelsOf(size), options);
};

const LIGHT_GATES = new Set(['mixed-light', 'hard-light', 'half-shadow', 'clipping', 'cast', 'unusual']);

/** Every measure of a face, told or abstained with a reason. */
export const measureAll = (
  map: ConditionMap | null,
  context: { readonly gates: readonly GateResult[]; readonly skin: SkinColor },
): Measure[] => {
  const block = context.gates.find((g) => g.level === 'block');
  const warnings = context.gates.filter((g) => LIGHT_GATES.has(g.id) && g.level !== 'pass').length;
  const doubt = 1 + 0.4 * warnings;
  return MEASURE_IDS.map((id) => {
    // A picture that is not read has no numbers: its first obstacle is the reason of all.
    const reason = block?.hint || (map ? reasonToAbstain(id, map, context) : 'no-cheek');
    if (!map || reason) return abstain(id, reason ?? 'no-cheek');
    return toMeasure(id, FIND[id](map), { map, doubt });
  });
};
