import { IRISES, LANDMARK_COUNT, MESH_VERTEX_COUNT, SIDES } from '@carmine/face';
import type { Camera } from './camera.ts';
import { projectPoints } from './camera.ts';
import { EYE_CENTRE, EYE_RADIUS, IRIS_RADIUS } from './mesh/eye.ts';

/** The 478 landmarks on the canonical face, cm: the mesh vertices and the irises looking straight ahead. */
export const landmarkPoints = (coarse: Float32Array): Float32Array => {
  const out = new Float32Array(LANDMARK_COUNT * 3);
  out.set(coarse.subarray(0, MESH_VERTEX_COUNT * 3));
  const rim = Math.sqrt(EYE_RADIUS ** 2 - IRIS_RADIUS ** 2);
  for (const side of SIDES) {
    const [x, y, z] = EYE_CENTRE[side];
    const { center, edge } = IRISES[side];
    out.set([x, y, z + EYE_RADIUS], center * 3);
    const around = [[1, 0], [0, 1], [-1, 0], [0, -1]] as const; // biome-ignore format: right, top, left, bottom
    edge.forEach((v, k) => {
      const [dx, dy] = around[k]!;
      out.set([x + dx * IRIS_RADIUS, y + dy * IRIS_RADIUS, z + rim], v * 3);
    });
  }
  return out;
};

/** Landmarks as FaceFrame wants them: x and y as shares of the picture, z in picture widths, smaller is nearer. z is 0 at
 *  the mean depth of the 468 mesh points, as the tracker has it (measured: mean of its z is 4e-5). */
export const truthLandmarks = (coarse: Float32Array, pose: Float32Array, camera: Camera): Float32Array => {
  const screen = projectPoints(landmarkPoints(coarse), pose, camera, new Float32Array(LANDMARK_COUNT * 3));
  let origin = 0;
  for (let i = 0; i < MESH_VERTEX_COUNT; i++) origin += 1 / screen[i * 3 + 2]! / MESH_VERTEX_COUNT;
  for (let i = 0; i < screen.length; i += 3) {
    screen[i] = screen[i]! / camera.width;
    screen[i + 1] = screen[i + 1]! / camera.height;
    screen[i + 2] = ((1 / screen[i + 2]! - origin) * camera.focal) / origin / camera.width;
  }
  return screen;
};
