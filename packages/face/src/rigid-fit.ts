import { CANONICAL_POSITIONS, MESH_VERTEX_COUNT, PROCRUSTES_WEIGHTS } from './mesh.ts';

/** Best similarity between the canonical face and one set of landmarks (weak perspective). */
export interface RigidFit {
  /** px of the image per mm on the face. */
  readonly pxPerMm: number;
  /** 3 x 3 row-major; canonical axes to image axes with y up and z towards the viewer. */
  readonly rotation: Float64Array;
  /** Where the canonical origin (inside the head, at the height of the nose's root) falls, px of the image. */
  readonly origin: readonly [x: number, y: number];
  /** Weighted root mean square distance of the basis landmarks from the rigid face, mm, in the image plane. */
  readonly residualMm: number;
}

interface Basis {
  readonly index: number;
  readonly weight: number;
}
const BASIS: readonly Basis[] = Array.from({ length: MESH_VERTEX_COUNT }, (_, index) => ({
  index,
  weight: PROCRUSTES_WEIGHTS[index]!,
})).filter((b) => b.weight > 0);
const TOTAL = BASIS.reduce((sum, b) => sum + b.weight, 0);

const MM_PER_CM = 10;

/** Fits the canonical face to 478 x (x, y, z) landmarks of an image `width` x `height` px, over MediaPipe's
 *  Procrustes basis (33 landmarks that expressions hardly move). Horn, "Closed-form solution of absolute
 *  orientation using unit quaternions", JOSA A 1987. */
export const rigidFit = (landmarks: ArrayLike<number>, width: number, height: number): RigidFit => {
  const face = centred((i, k) => CANONICAL_POSITIONS[i * 3 + k]!);
  const image = centred((i, k) => landmarks[i * 3 + k]! * (k === 1 ? -height : k === 2 ? -width : width));
  const rotation = rotationOf(dominantQuaternion(hornMatrix(face.rows, image.rows)));
  const scale = Math.sqrt(image.spread / face.spread);
  let squares = 0;
  BASIS.forEach(({ weight }, n) => {
    for (let k = 0; k < 2; k++) {
      let at = 0;
      for (let j = 0; j < 3; j++) at += rotation[k * 3 + j]! * face.rows[n]![j]!;
      squares += weight * (image.rows[n]![k]! - scale * at) ** 2;
    }
  });
  const pxPerMm = scale / MM_PER_CM;
  const [ox, oy] = [0, 1].map(
    (k) =>
      image.mean[k]! - scale * [0, 1, 2].reduce((sum, j) => sum + rotation[k * 3 + j]! * face.mean[j]!, 0),
  );
  return {
    pxPerMm,
    rotation,
    origin: [ox!, -oy!],
    residualMm: pxPerMm > 0 ? Math.sqrt(squares / TOTAL) / pxPerMm : Number.POSITIVE_INFINITY,
  };
};

const centred = (read: (index: number, axis: number) => number) => {
  const mean = [0, 1, 2].map((k) => BASIS.reduce((s, b) => s + b.weight * read(b.index, k), 0) / TOTAL);
  const rows = BASIS.map((b) => [0, 1, 2].map((k) => read(b.index, k) - mean[k]!));
  const spread = BASIS.reduce((s, b, n) => s + b.weight * rows[n]!.reduce((q, v) => q + v * v, 0), 0);
  return { mean, rows, spread };
};

/** Horn's 4 x 4 symmetric matrix, row-major; its dominant eigenvector is the rotation's quaternion. */
const hornMatrix = (from: number[][], to: number[][]): number[] => {
  const s = (i: number, j: number) =>
    BASIS.reduce((sum, b, n) => sum + b.weight * from[n]![i]! * to[n]![j]!, 0);
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = [0, 1, 2].flatMap((i) => [s(i, 0), s(i, 1), s(i, 2)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [a, b, c] = [yz - zy, zx - xz, xy - yx];
  const [d, e, f] = [xy + yx, zx + xz, yz + zy];
  return [xx + yy + zz, a, b, c, a, xx - yy - zz, d, e, b, d, yy - xx - zz, f, c, e, f, zz - xx - yy];
};

const ITERATIONS = 64;

/** Eigenvector of the largest eigenvalue by power iteration; the shift makes every eigenvalue positive. */
const dominantQuaternion = (m: number[]): number[] => {
  const shift = Math.sqrt(m.reduce((s, v) => s + v * v, 0));
  let q = [1, 1e-3, 2e-3, 3e-3];
  for (let n = 0; n < ITERATIONS; n++) {
    const next = q.map((v, i) => shift * v + q.reduce((s, w, j) => s + m[i * 4 + j]! * w, 0));
    const length = Math.hypot(...next) || 1;
    q = next.map((v) => v / length);
  }
  return q;
};

const rotationOf = ([w, x, y, z]: number[]): Float64Array => {
  const [a, b, c, d] = [w!, x!, y!, z!];
  return Float64Array.from([
    a * a + b * b - c * c - d * d,
    2 * (b * c - a * d),
    2 * (b * d + a * c),
    2 * (b * c + a * d),
    a * a - b * b + c * c - d * d,
    2 * (c * d - a * b),
    2 * (b * d - a * c),
    2 * (c * d + a * b),
    a * a - b * b - c * c + d * d,
  ]);
};

/** MediaPipe's virtual camera: vertical field of view, degrees (face_geometry environment). */
const FIELD_OF_VIEW = 63;

/** A pose matrix (4 x 4, column-major, cm) from a rigid fit, in the camera MediaPipe assumes. The rotation is the
 *  one seen along the ray to the face: near a picture's edge it differs from MediaPipe's by the ray's angle. */
export const poseFromFit = (
  { pxPerMm, rotation, origin }: RigidFit,
  size: { readonly width: number; readonly height: number },
): Float32Array => {
  const focal = size.height / 2 / Math.tan((FIELD_OF_VIEW / 360) * Math.PI);
  const pxPerCm = pxPerMm * MM_PER_CM;
  const out = new Float32Array(16);
  for (let r = 0; r < 3; r++) for (let c = 0; c < 3; c++) out[c * 4 + r] = rotation[r * 3 + c]!;
  out.set([(origin[0] - size.width / 2) / pxPerCm, (size.height / 2 - origin[1]) / pxPerCm], 12);
  out.set([-focal / pxPerCm, 1], 14);
  return out;
};
