import type { FaceReading } from '../reading.ts';
import { SKIN_REGIONS, TOKEN_REGIONS } from '../token-regions.ts';
import type { Tokens } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { colourGate } from './colour.ts';
import { above, below } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** Regions of bare skin seen well enough, and whether the picture holds colour at all. */
export const surfaceGates = (
  reading: FaceReading,
  tokens: Tokens,
  preset: GatePreset = gatePreset(),
): GateResult[] => {
  const skin = TOKEN_REGIONS.filter((id, i) => SKIN_REGIONS.includes(id) && tokens.valid[i]).length;
  return [above('regions', skin, preset.regions, 'uncover-face'), colourGate(reading, preset)];
};

/** How unlike the training synthesis of that tone the picture is: beyond the limit the radius of the colour grows, beyond three
 *  times the limit it is not told. */
export const unusualGate = (
  value: number,
  limit: number,
  { unusual }: GatePreset = gatePreset(),
): GateResult =>
  below('unusual', value, { warn: unusual.warn * limit, block: unusual.block * limit }, 'even-light');
