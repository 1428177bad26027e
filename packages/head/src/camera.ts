/** Head pose against a pinhole camera. Angles in degrees, the SUBJECT's view: yaw > 0 turns towards the subject's left
 *  (right in the picture), pitch > 0 lifts the chin, roll > 0 leans towards the subject's left shoulder
 *  (clockwise in the picture). */
export interface HeadPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** cm from the camera to the origin of the canonical face (between the ears, at nose-tip height). */
  readonly distance: number;
  /** cm, shift of that origin to the right and up in the picture. */
  readonly x: number;
  readonly y: number;
}

/** Pinhole camera at the origin looking along -z, principal point in the middle of the picture. */
export interface Camera {
  readonly width: number;
  readonly height: number;
  /** Vertical field of view, degrees. */
  readonly fovY: number;
  /** Focal length, px. */
  readonly focal: number;
}

export const cameraOf = (width: number, height: number, fovY: number): Camera => ({
  width,
  height,
  fovY,
  focal: height / 2 / Math.tan((fovY * Math.PI) / 360),
});

const rad = (deg: number): number => (deg * Math.PI) / 180;

/** 3 x 3 rotation, row-major: roll after pitch after yaw, head to camera space. */
export const rotationOf = (pose: HeadPose): Float64Array => {
  const [sy, cy] = [Math.sin(rad(pose.yaw)), Math.cos(rad(pose.yaw))];
  const [sp, cp] = [Math.sin(rad(-pose.pitch)), Math.cos(rad(-pose.pitch))];
  const [sr, cr] = [Math.sin(rad(-pose.roll)), Math.cos(rad(-pose.roll))];
  // Rz(-roll) * Rx(-pitch) * Ry(yaw)
  const m = [cy, 0, sy, sp * sy, cp, -sp * cy, -cp * sy, sp, cp * cy];
  return Float64Array.from([
    cr * m[0]! - sr * m[3]!, cr * m[1]! - sr * m[4]!, cr * m[2]! - sr * m[5]!,
    sr * m[0]! + cr * m[3]!, sr * m[1]! + cr * m[4]!, sr * m[2]! + cr * m[5]!,
    m[6]!, m[7]!, m[8]!,
  ]); // biome-ignore format: rows of a matrix
};

/** 4 x 4, column-major, canonical face (cm) to camera space: the `pose` of a TrackedFace. */
export const poseMatrix = (pose: HeadPose): Float32Array => {
  const r = rotationOf(pose);
  return Float32Array.from([
    r[0]!, r[3]!, r[6]!, 0, r[1]!, r[4]!, r[7]!, 0, r[2]!, r[5]!, r[8]!, 0, pose.x, pose.y, -pose.distance, 1,
  ]); // biome-ignore format: columns of a matrix
};

/** Canonical points to the picture: out = (x px, y px, 1 / depth in 1/cm) each. */
export const projectPoints = (
  points: Float32Array,
  matrix: Float32Array,
  camera: Camera,
  out: Float32Array,
): Float32Array => {
  const m = matrix;
  const [cx, cy, f] = [camera.width / 2, camera.height / 2, camera.focal];
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i]!;
    const y = points[i + 1]!;
    const z = points[i + 2]!;
    const w = -1 / (m[2]! * x + m[6]! * y + m[10]! * z + m[14]!);
    out[i] = cx + f * (m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) * w;
    out[i + 1] = cy - f * (m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) * w;
    out[i + 2] = w;
  }
  return out;
};
