import type { FaceReading } from '../reading.ts';
import { SKIN_REGIONS, TOKEN_REGIONS } from '../token-regions.ts';
import type { Tokens } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { colourGate } from './colour.ts';
import { above, below } from './gate.ts';

/** Regions of bare skin seen well enough, and whether the picture holds colour at all. */
export const surfaceGates = (reading: FaceReading, tokens: Tokens): GateResult[] => {
  const skin = TOKEN_REGIONS.filter((id, i) => SKIN_REGIONS.includes(id) && tokens.valid[i]).length;
  return [above('regions', skin, { warn: 6, block: 3 }, 'uncover-face'), colourGate(reading)];
};

/** How unlike the training synthesis the picture is: beyond the first limit the radius of the colour grows. */
export const unusualGate = (value: number, limits: readonly [number, number]): GateResult =>
  below('unusual', value, { warn: limits[0], block: limits[1] }, 'even-light');
