import { headAngles } from '@carmine/face';
import type { FaceReading } from '../reading.ts';
import { eyeOpenness, OPENNESS_MIN } from '../region-pixels.ts';
import { SCLERAS, TOKEN_REGIONS } from '../token-regions.ts';
import type { Tokens } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { above, below } from './gate.ts';

/** Mean distance between adult pupils, mm (skin.md 5.5). */
const IOD_MM = 62;

/** Face size as px between the pupils of a frontal face: colour needs 80, at least 50. */
export const sizeGate = (reading: FaceReading): GateResult =>
  above('size', reading.pxPerMm * IOD_MM, { warn: 80, block: 50 }, 'come-closer');

/** Head angles in degrees, absolute. */
export const poseGates = (reading: FaceReading): GateResult[] => {
  const { yaw, pitch, roll } = headAngles(reading.face.pose);
  return [
    below('yaw', Math.abs(yaw), { warn: 12, block: 25 }, 'face-forward'),
    below('pitch', Math.abs(pitch), { warn: 12, block: 20 }, 'chin-level'),
    below('roll', Math.abs(roll), { warn: 15, block: 30 }, 'head-upright'),
  ];
};

/** Eyes whose white was read, 0..2. None never blocks: the colour is told with less confidence. */
export const eyesGate = (reading: FaceReading, tokens: Tokens): GateResult => {
  const seen = SCLERAS.filter((id) => tokens.valid[TOKEN_REGIONS.indexOf(id)]).length;
  const aspect = reading.image.height / reading.image.width;
  const open = (['left', 'right'] as const).some((s) => eyeOpenness(reading.face, s, aspect) >= OPENNESS_MIN);
  const hint = open ? 'light-the-eyes' : 'open-eyes';
  return above('eyes', seen, { warn: 1, block: Number.NEGATIVE_INFINITY }, hint);
};
