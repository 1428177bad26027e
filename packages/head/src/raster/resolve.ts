import { MATERIAL } from '../mesh/materials.ts';
import { template } from '../mesh/template.ts';
import { encode8 } from './encode.ts';
import type { Layers } from './layers.ts';
import { addNoise } from './noise.ts';
import { SAMPLE_SIZE, shadeSample } from './sample.ts';
import type { Scene } from './scene.ts';

export { createLayers, type Layers } from './layers.ts';

/** Sums over a pixel's four samples: albedo x light 0-2, light 3-5, reflection 6-8. */
const sum = new Float64Array(9);
const one = new Float64Array(SAMPLE_SIZE);
const cover = new Uint8Array(10);
const LEFT_EYE = 9;
const ids = new Uint32Array(4);

/** Shades the visible samples into the layers and the picture. */
export const resolve = (scene: Scene, layers: Layers, truth = true): void => {
  const { width, height } = layers;
  const { visibility, exposure } = scene;
  const live = scene.params.quality === 'live';
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const s = y * 2 * visibility.width + x * 2;
      ids[0] = visibility.triangle[s]!;
      ids[1] = visibility.triangle[s + 1]!;
      ids[2] = visibility.triangle[s + visibility.width]!;
      ids[3] = visibility.triangle[s + visibility.width + 1]!;
      shadePixel(scene, x, y, s, live);
      for (let c = 0; c < 3; c++)
        layers.rgba[at * 4 + c] = encode8(exposure * 0.25 * (sum[c]! + sum[6 + c]!));
      layers.rgba[at * 4 + 3] = 255;
      if (truth) writeTruth(layers, at, s, scene);
    }
  addNoise(scene, layers, truth);
};

/** Fills `sum` and `cover` for one pixel. */
const shadePixel = (scene: Scene, x: number, y: number, s: number, live: boolean): void => {
  sum.fill(0);
  cover.fill(0);
  if (live && sameSurface(scene, s)) {
    addSample(scene, ids[0]!, x + 0.5, y + 0.5, s, 4);
    return;
  }
  const row = scene.visibility.width;
  for (let k = 0; k < 4; k++) {
    const [dx, dy] = [k & 1, k >> 1];
    addSample(scene, ids[k]!, x + 0.25 + dx * 0.5, y + 0.25 + dy * 0.5, s + dx + dy * row, 1);
  }
};

/** True when all four samples lie on one smooth piece of one material, so that one shading serves. */
const sameSurface = (scene: Scene, s: number): boolean => {
  if (ids[0] === 0) return ids[1] === 0 && ids[2] === 0 && ids[3] === 0;
  const { materials } = template();
  const material = materials[ids[0]! - 1]!;
  const row = scene.visibility.width;
  const z = scene.visibility.inverseDepth;
  for (let k = 1; k < 4; k++) {
    if (ids[k] === 0 || materials[ids[k]! - 1] !== material) return false;
    if (Math.abs(z[s + (k & 1) + (k >> 1) * row]! / z[s]! - 1) > 0.008) return false;
  }
  const { ink } = scene;
  return ink[s] === 0 && ink[s + 1] === 0 && ink[s + row] === 0 && ink[s + row + 1] === 0;
};

const addSample = (scene: Scene, id: number, x: number, y: number, s: number, times: number): void => {
  let material: number = MATERIAL.background;
  if (id === 0) backdrop(scene, x, y);
  else {
    material = shadeSample(scene, id - 1, x, y, one);
    if (material === MATERIAL.eye && scene.shape.positions[template().triangles[(id - 1) * 3]! * 3]! > 0)
      material = LEFT_EYE;
    const ink = scene.ink[s]!;
    if (ink > 0) inkOver(ink / 255);
  }
  cover[material] = cover[material]! + times;
  for (let c = 0; c < 3; c++) {
    sum[c] = sum[c]! + times * one[c]! * one[3 + c]!;
    sum[3 + c] = sum[3 + c]! + times * one[3 + c]!;
    sum[6 + c] = sum[6 + c]! + times * one[6 + c]!;
  }
};

/** Lashes lie over whatever is behind them. */
const inkOver = (k: number): void => {
  for (let c = 0; c < 3; c++) {
    one[c] = one[c]! * (1 - k) + 0.012 * k;
    one[6 + c] = one[6 + c]! * (1 - k);
  }
};

/** The studio wall: a vertical ramp with a soft pool of light behind the head; not lit by the scene's light. */
const backdrop = (scene: Scene, x: number, y: number): void => {
  const { width, height } = scene.params;
  const [top, bottom] = scene.paints.background;
  const t = y / height;
  const d2 = ((x / width - 0.5) * 1.5) ** 2 + ((t - 0.42) * 1.2) ** 2;
  const pool = 0.9 + 0.16 * Math.exp(-d2 / 0.16);
  for (let c = 0; c < 3; c++) {
    one[c] = Math.min(1, (top[c]! + (bottom[c]! - top[c]!) * t) * pool);
    one[3 + c] = 1 / Math.max(1e-6, scene.exposure);
    one[6 + c] = 0;
  }
};

const writeTruth = (layers: Layers, at: number, s: number, scene: Scene): void => {
  for (let c = 0; c < 3; c++) {
    const light = sum[3 + c]!;
    layers.albedo[at * 3 + c] = light > 1e-9 ? sum[c]! / light : 0;
    layers.shading[at * 3 + c] = light * 0.25;
    layers.specular[at * 3 + c] = sum[6 + c]! * 0.25;
  }
  const z = scene.visibility.inverseDepth;
  const row = scene.visibility.width;
  const near = Math.max(z[s]!, z[s + 1]!, z[s + row]!, z[s + row + 1]!);
  layers.depth[at] = near > 0 ? 1 / near : Number.POSITIVE_INFINITY;
  const onFace = cover[MATERIAL.skin]! + cover[MATERIAL.lip]! >= 2 && isFaceSample();
  layers.uv[at * 2] = onFace ? one[9]! : Number.NaN;
  layers.uv[at * 2 + 1] = onFace ? one[10]! : Number.NaN;
  writeMasks(layers, at);
};

/** The last sample shaded is the one whose uv is kept. */
const isFaceSample = (): boolean => {
  const id = ids[3] || ids[0]!;
  const material = id > 0 ? template().materials[id - 1]! : MATERIAL.background;
  return material === MATERIAL.skin || material === MATERIAL.lip;
};

/** Quarters of a pixel as 0..255: 64 + 64 + 64 + 63. */
const QUARTERS = Uint8Array.of(0, 64, 128, 191, 255);

const writeMasks = ({ masks }: Layers, at: number): void => {
  const parts = [
    [masks.skin, cover[MATERIAL.skin]!],
    [masks.lip, cover[MATERIAL.lip]!],
    [masks.mouth, cover[MATERIAL.mouth]! + cover[MATERIAL.teeth]!],
    [masks.rightEye, cover[MATERIAL.eye]!],
    [masks.leftEye, cover[LEFT_EYE]!],
    [masks.rest, cover[MATERIAL.scalp]! + cover[MATERIAL.ear]! + cover[MATERIAL.waterline]!],
    [masks.background, cover[MATERIAL.background]!],
  ] as const;
  let done = 0;
  for (const [mask, n] of parts) {
    mask[at] = QUARTERS[done + n]! - QUARTERS[done]!;
    done += n;
  }
  masks.teeth[at] = Math.min(masks.mouth[at]!, QUARTERS[cover[MATERIAL.teeth]!]!);
};
