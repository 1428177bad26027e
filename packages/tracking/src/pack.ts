import { FACE_LIGHT_FLOATS, packFace, packFaceLight, VISIBILITY_SIZE } from '@carmine/face';
import type { FaceReading } from '@carmine/parsing';
import type { FollowedFace } from './follow/follower.ts';

const MAP_BYTES = VISIBILITY_SIZE * VISIBILITY_SIZE;
const light = new Float32Array(FACE_LIGHT_FLOATS);

/** Packs a frame's faces into `packed` (at least faces * FACE_STRIDE floats); gives their visibility maps, null when there are none. */
export const packFrame = (
  packed: Float32Array,
  faces: readonly FollowedFace[],
  readings: readonly FaceReading[],
): Uint8Array | null => {
  const maps = readings.some((r) => r.visibility) ? new Uint8Array(faces.length * MAP_BYTES) : null;
  faces.forEach((face, i) => {
    const reading = readings[i]!;
    light.fill(0);
    if (reading.light) packFaceLight(reading.light, light);
    const { toMap, hairline } = reading.visibility ?? {};
    packFace(packed, i, { ...face, light, toMap, hairline });
    if (reading.visibility) maps?.set(reading.visibility.data, i * MAP_BYTES);
  });
  return maps;
};
