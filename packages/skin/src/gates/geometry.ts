import { headAngles } from '@carmine/face';
import type { FaceReading } from '../reading.ts';
import { eyeOpenness, OPENNESS_MIN } from '../region-pixels.ts';
import { SCLERAS, TOKEN_REGIONS } from '../token-regions.ts';
import type { Tokens } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { above, below } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** Mean distance between adult pupils, mm (skin.md 5.5). */
const IOD_MM = 62;

/** Face size as px between the pupils of a frontal face: colour needs 80, at least 50. */
export const sizeGate = (reading: FaceReading, preset: GatePreset = gatePreset()): GateResult =>
  above('size', reading.pxPerMm * IOD_MM, preset.size, 'come-closer');

/** Head angles in degrees, absolute. */
export const poseGates = (reading: FaceReading, preset: GatePreset = gatePreset()): GateResult[] => {
  const { yaw, pitch, roll } = headAngles(reading.face.pose);
  return [
    below('yaw', Math.abs(yaw), preset.yaw, 'face-forward'),
    below('pitch', Math.abs(pitch), preset.pitch, 'chin-level'),
    below('roll', Math.abs(roll), preset.roll, 'head-upright'),
  ];
};

/** Eyes whose white was read, 0..2. None never blocks: the colour is told with less confidence. */
export const eyesGate = (
  reading: FaceReading,
  tokens: Tokens,
  preset: GatePreset = gatePreset(),
): GateResult => {
  const seen = SCLERAS.filter((id) => tokens.valid[TOKEN_REGIONS.indexOf(id)]).length;
  const aspect = reading.image.height / reading.image.width;
  const open = (['left', 'right'] as const).some((s) => eyeOpenness(reading.face, s, aspect) >= OPENNESS_MIN);
  const hint = open ? 'light-the-eyes' : 'open-eyes';
  return above('eyes', seen, preset.eyes, hint);
};
