import { MATERIAL } from '../mesh/materials.ts';
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
export const resolve = (scene: Scene, layers: Layers, truth: boolean): void => {
  const { width, height, rgba } = layers;
  const { visibility, exposure } = scene;
  const seen = visibility.triangle;
  const row = visibility.width;
  const live = scene.params.quality === 'live';
  const scale = exposure * 0.25;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const s = y * 2 * row + x * 2;
      ids[0] = seen[s]!;
      ids[1] = seen[s + 1]!;
      ids[2] = seen[s + row]!;
      ids[3] = seen[s + row + 1]!;
      rgba[at * 4 + 3] = 255;
      if ((ids[0]! | ids[1]! | ids[2]! | ids[3]!) === 0) {
        emptyPixel(scene, layers, at, truth);
        continue;
      }
      shadePixel(scene, x, y, s, at, live);
      rgba[at * 4] = encode8(scale * (sum[0]! + sum[6]!));
      rgba[at * 4 + 1] = encode8(scale * (sum[1]! + sum[7]!));
      rgba[at * 4 + 2] = encode8(scale * (sum[2]! + sum[8]!));
      if (truth) writeTruth(layers, at, s, scene);
    }
  addNoise(scene, layers, truth);
};

/** A pixel that sees only the wall. */
const emptyPixel = (scene: Scene, layers: Layers, at: number, truth: boolean): void => {
  const { codes, linear } = scene.backdrop;
  for (let c = 0; c < 3; c++) layers.rgba[at * 4 + c] = codes[at * 3 + c]!;
  if (!truth) return;
  const light = 1 / Math.max(1e-6, scene.exposure);
  for (let c = at * 3; c < at * 3 + 3; c++) {
    layers.albedo[c] = linear[c]!;
    layers.shading[c] = light;
    layers.specular[c] = 0;
  }
  layers.depth[at] = Number.POSITIVE_INFINITY;
  layers.uv[at * 2] = Number.NaN;
  layers.uv[at * 2 + 1] = Number.NaN;
  cover.fill(0);
  cover[MATERIAL.background] = 4;
  writeMasks(layers, at);
};

/** Fills `sum` and `cover` for one pixel. */
const shadePixel = (scene: Scene, x: number, y: number, s: number, at: number, live: boolean): void => {
  sum.fill(0);
  cover.fill(0);
  if (live && sameSurface(scene, s)) {
    addSample(scene, ids[0]!, x + 0.5, y + 0.5, s, at, 4);
    return;
  }
  const row = scene.visibility.width;
  addSample(scene, ids[0]!, x + 0.25, y + 0.25, s, at, 1);
  addSample(scene, ids[1]!, x + 0.75, y + 0.25, s + 1, at, 1);
  addSample(scene, ids[2]!, x + 0.25, y + 0.75, s + row, at, 1);
  addSample(scene, ids[3]!, x + 0.75, y + 0.75, s + row + 1, at, 1);
};

/** True when all four samples lie on one smooth piece of one material, so that one shading serves. */
const sameSurface = (scene: Scene, s: number): boolean => {
  if (ids[0] === 0) return false;
  const { materials } = scene.template;
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

const addSample = (
  scene: Scene,
  id: number,
  x: number,
  y: number,
  s: number,
  at: number,
  times: number,
): void => {
  let material: number = MATERIAL.background;
  if (id === 0) wall(scene, at);
  else {
    material = shadeSample(scene, id - 1, x, y, one);
    if (material === MATERIAL.eye && scene.shape.positions[scene.template.triangles[(id - 1) * 3]! * 3]! > 0)
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

/** The wall as a sample whose albedo is what is seen. */
const wall = (scene: Scene, at: number): void => {
  const light = 1 / Math.max(1e-6, scene.exposure);
  for (let c = 0; c < 3; c++) {
    one[c] = scene.backdrop.linear[at * 3 + c]!;
    one[3 + c] = light;
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
  const onFace = cover[MATERIAL.skin]! + cover[MATERIAL.lip]! >= 2 && isFaceSample(scene);
  layers.uv[at * 2] = onFace ? one[9]! : Number.NaN;
  layers.uv[at * 2 + 1] = onFace ? one[10]! : Number.NaN;
  writeMasks(layers, at);
};

/** The last sample shaded is the one whose uv is kept. */
const isFaceSample = (scene: Scene): boolean => {
  const id = ids[3] || ids[0]!;
  const material = id > 0 ? scene.template.materials[id - 1]! : MATERIAL.background;
  return material === MATERIAL.skin || material === MATERIAL.lip;
};

/** Quarters of a pixel as 0..255: 64 + 64 + 64 + 63. */
const QUARTERS = Uint8Array.of(0, 64, 128, 191, 255);

/** Cover counts to masks whose rounded quarters add up to 255. */
const writeMasks = ({ masks }: Layers, at: number): void => {
  let done = 0;
  done = put(masks.skin, at, done, cover[MATERIAL.skin]!);
  done = put(masks.lip, at, done, cover[MATERIAL.lip]!);
  done = put(masks.mouth, at, done, cover[MATERIAL.mouth]! + cover[MATERIAL.teeth]!);
  done = put(masks.rightEye, at, done, cover[MATERIAL.eye]!);
  done = put(masks.leftEye, at, done, cover[LEFT_EYE]!);
  done = put(
    masks.rest,
    at,
    done,
    cover[MATERIAL.scalp]! + cover[MATERIAL.ear]! + cover[MATERIAL.waterline]!,
  );
  put(masks.background, at, done, cover[MATERIAL.background]!);
  masks.teeth[at] = Math.min(masks.mouth[at]!, QUARTERS[cover[MATERIAL.teeth]!]!);
};

const put = (mask: Uint8Array, at: number, done: number, quarters: number): number => {
  mask[at] = QUARTERS[done + quarters]! - QUARTERS[done]!;
  return done + quarters;
};
