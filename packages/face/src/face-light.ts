/** What a picture tells of the light on one face. Light is linear; each part has its own confidence, 0..1, 0 = not told. */
export interface FaceLight {
  /** Linear RGB of the illuminant, Y-normalised (white = 1, 1, 1). */
  readonly illuminant: readonly [number, number, number];
  readonly illuminantConfidence: number;
  /** Image luminance of a white diffuser lit like the face: 1 = well exposed. */
  readonly exposure: number;
  readonly exposureConfidence: number;
  /** Direction to the dominant light, unit; x picture's right, y up, z to the viewer. */
  readonly direction: readonly [number, number, number];
  readonly directionConfidence: number;
  /** Share of the light that comes from everywhere, 0 hard .. 1 even. */
  readonly ambient: number;
  /** Standard deviation of the camera's noise at the skin's level, linear. */
  readonly noise: number;
}

/** Floats of a packed FaceLight. */
export const FACE_LIGHT_FLOATS = 16;

/** Writes `light` into FACE_LIGHT_FLOATS numbers; `readFaceLight` gives it back. */
export const packFaceLight = (light: FaceLight, out: Float32Array, at = 0): void => {
  out.set(light.illuminant, at);
  out[at + 3] = light.illuminantConfidence;
  out[at + 4] = light.exposure;
  out[at + 5] = light.exposureConfidence;
  out.set(light.direction, at + 6);
  out[at + 9] = light.directionConfidence;
  out[at + 10] = light.ambient;
  out[at + 11] = light.noise;
};

/** The light of a face; where nothing was told white, well exposed and from the front, with confidence 0. */
export const readFaceLight = (f: ArrayLike<number>, at = 0): FaceLight => ({
  illuminant: f[at + 3]! > 0 ? [f[at]!, f[at + 1]!, f[at + 2]!] : [1, 1, 1],
  illuminantConfidence: f[at + 3]!,
  exposure: f[at + 5]! > 0 ? f[at + 4]! : 1,
  exposureConfidence: f[at + 5]!,
  direction: f[at + 9]! > 0 ? [f[at + 6]!, f[at + 7]!, f[at + 8]!] : [0, 0, 1],
  directionConfidence: f[at + 9]!,
  ambient: f[at + 10]!,
  noise: f[at + 11]!,
});
