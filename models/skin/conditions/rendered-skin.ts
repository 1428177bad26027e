import { type Lab, labToLinear, linearToSrgb8 } from '@carmine/color';
import { FACE_STRIDE, type FaceFrame, fromMessage, packFace } from '@carmine/face';
import { type HeadInput, type HeadRender, renderHead } from '@carmine/head';
import { vectorsAt } from '../../../packages/skin/src/measures/chromophores.ts';
import type { PixelImage } from '../../../packages/skin/src/pixels/image.ts';
import { normalFrom, randomFrom } from '../../../packages/skin/src/testing/random.ts';
import {
  type SkinLayers,
  type SkinRecipe,
  skinLayers,
} from '../../../packages/skin/src/testing/skin-layers.ts';
import { type Camera, encode } from './cameras.ts';

/** Where and how a face is photographed. Light, pose and distance are the head's; the camera adds noise. */
export interface Shot {
  readonly light: NonNullable<HeadInput['light']>;
  /** px of the picture per mm on the face. */
  readonly pxPerMm: number;
  readonly yaw?: number;
  readonly pitch?: number;
  /** Luminance of a white in the picture. */
  readonly exposure?: number;
  readonly noiseSeed?: number;
  /** Shot noise: SD of linear light at white. */
  readonly noise?: number;
  /** What the camera makes of the light; left out: plain sRGB, no sharpening, no JPEG. */
  readonly camera?: Camera;
}

export interface Photo {
  readonly image: PixelImage;
  readonly frame: FaceFrame;
}

const WIDTH_MM = 240;
const cache = new Map<string, HeadRender>();

/** The bare head of one shot: rendered once, then every skin is painted on its truth layers. */
const bare = (shot: Shot): HeadRender => {
  const size = Math.round(WIDTH_MM * shot.pxPerMm);
  const input: HeadInput = {
    width: size,
    height: size,
    fovY: 2 * (180 / Math.PI) * Math.atan(WIDTH_MM / 2 / 600),
    tone: 5,
    pose: { distance: 60, yaw: shot.yaw ?? 0, pitch: shot.pitch ?? 0 },
    light: shot.light,
    texture: { variation: 0 },
    seed: 1,
  };
  const key = JSON.stringify(input);
  let known = cache.get(key);
  if (!known) {
    known = renderHead(input);
    if (cache.size > 8) cache.delete(cache.keys().next().value!);
    cache.set(key, known);
  }
  return known;
};

const layerCache = new Map<string, SkinLayers>();

/** From this many px per mm the layers are drawn twice as fine. */
const FINE_PX = 3.2;

/** The layers of a recipe as drawn for pictures of this resolution; also the truth for detectors. */
export const layersOf = (recipe: SkinRecipe, pxPerMm: number): SkinLayers => {
  const size = pxPerMm > FINE_PX ? 1024 : 512;
  const key = `${size} ${JSON.stringify(recipe)}`;
  const known = layerCache.get(key) ?? skinLayers(recipe, size);
  if (layerCache.size > 6) layerCache.delete(layerCache.keys().next().value!);
  layerCache.set(key, known);
  return known;
};

/** A photograph of a face with this skin: diffuse colour `lab`, layers of `recipe`, in this shot. */
export const photograph = (skin: { readonly lab: Lab; readonly recipe: SkinRecipe }, shot: Shot): Photo => {
  const head = bare(shot);
  const linear = paint(head, skin, shot);
  return { image: develop(linear, head.image.width, shot), frame: jittered(head, shot.noiseSeed ?? 1) };
};

/** Linear light of the picture: albedo x shading + reflection, repainted texel by texel. */
const paint = (
  head: HeadRender,
  { lab, recipe }: { readonly lab: Lab; readonly recipe: SkinRecipe },
  shot: Shot,
): Float32Array => {
  const { truth, masks, colors } = head;
  const layers = layersOf(recipe, shot.pxPerMm);
  const target = labToLinear(lab).map((v) => Math.max(0.004, v));
  const [l, a, b] = lab;
  const lipTarget = labToLinear([l * 0.85, a + 9, b * 0.8]).map((v) => Math.max(0.004, v));
  const toSkin = target.map((v, k) => v / colors.skin[k]!);
  const toLip = lipTarget.map((v, k) => v / colors.lip[k]!);
  const [mel, hb] = vectorsAt(l);
  const unit = Math.hypot(...mel);
  const exposure = head.exposure * (shot.exposure ?? 0.75);
  const out = new Float32Array(truth.albedo.length);
  for (let i = 0; i < truth.depth.length; i++) {
    const lip = masks.lip[i]! / 255;
    const skin = masks.skin[i]! / 255;
    // Neck and ears are the skin's too: `rest` follows it.
    const cover = skin + masks.rest[i]! / 255;
    const [u, v] = [truth.uv[i * 2]!, truth.uv[i * 2 + 1]!];
    const on = (skin > 0 || lip > 0) && u >= 0 && v >= 0 && u <= 1 && v <= 1;
    const [m, h, d, oil] = on
      ? [layers.mel, layers.hb, layers.dark, layers.oil].map((plane) => sample(plane, layers.size, u, v))
      : [0, 0, 0, 0];
    const gain = oil! * luminance(truth.shading, i);
    for (let k = 0; k < 3; k++) {
      const ratio = 1 + cover * (toSkin[k]! - 1) + lip * (toLip[k]! - 1);
      const od = (mel[k]! / unit) * m! + hb[k]! * h! + d!;
      const light = truth.albedo[i * 3 + k]! * ratio * Math.exp(-od) * truth.shading[i * 3 + k]!;
      out[i * 3 + k] = exposure * (light + truth.specular[i * 3 + k]! + gain);
    }
  }
  return out;
};

const luminance = (rgb: Float32Array, i: number): number =>
  0.2126 * rgb[i * 3]! + 0.7152 * rgb[i * 3 + 1]! + 0.0722 * rgb[i * 3 + 2]!;

const sample = (plane: Float32Array, size: number, u: number, v: number): number => {
  const x = Math.min(size - 1.001, Math.max(0, u * size - 0.5));
  const y = Math.min(size - 1.001, Math.max(0, v * size - 0.5));
  const i = Math.floor(y) * size + Math.floor(x);
  const [fx, fy] = [x % 1, y % 1];
  return (
    (plane[i]! * (1 - fx) + plane[i + 1]! * fx) * (1 - fy) +
    (plane[i + size]! * (1 - fx) + plane[i + size + 1]! * fx) * fy
  );
};

/** Lens (binomial 3 x 3), shot noise, and 8-bit sRGB or what the camera makes of it. */
const develop = (linear: Float32Array, width: number, shot: Shot): PixelImage => {
  const random = randomFrom(7919 * (shot.noiseSeed ?? 1) + 5);
  const height = linear.length / 3 / width;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const noise = shot.noise ?? shot.camera?.noise ?? 0.006;
  const exposed = new Float32Array(linear.length);
  const at = (x: number, y: number, k: number): number =>
    linear[(Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * 3 + k]!;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let k = 0; k < 3; k++) {
        const v =
          0.25 * at(x, y, k) +
          0.125 * (at(x - 1, y, k) + at(x + 1, y, k) + at(x, y - 1, k) + at(x, y + 1, k)) +
          0.0625 * (at(x - 1, y - 1, k) + at(x + 1, y - 1, k) + at(x - 1, y + 1, k) + at(x + 1, y + 1, k));
        const sd = Math.hypot(noise * Math.sqrt(Math.max(0, v)), 0.001);
        exposed[(y * width + x) * 3 + k] = Math.max(0, v + sd * normalFrom(random));
      }
  const codes = shot.camera ? encode(exposed, width, shot.camera) : exposed.map(linearToSrgb8);
  for (let i = 0; i < codes.length; i++) data[Math.floor(i / 3) * 4 + (i % 3)] = codes[i]!;
  return { width, height, data };
};

/** The exact landmarks, off by what a tracker is off from frame to frame: .6 px for all, .15 px each. */
const jittered = (head: HeadRender, seed: number): FaceFrame => {
  const truth = head.truthFaceFrame();
  const face = truth.faces[0]!;
  const random = randomFrom(104_729 * seed + 3);
  const landmarks = Float32Array.from(face.landmarks);
  const [dx, dy] = [0.6 * normalFrom(random), 0.6 * normalFrom(random)];
  for (let i = 0; i < landmarks.length; i += 3) {
    landmarks[i]! += (dx + 0.15 * normalFrom(random)) / truth.width;
    landmarks[i + 1]! += (dy + 0.15 * normalFrom(random)) / truth.height;
  }
  const packed = new Float32Array(FACE_STRIDE);
  packFace(packed, 0, { landmarks, pose: face.pose, confidence: 1 });
  const { width, height } = truth;
  return fromMessage({ frameId: 1, captureTime: 0, width, height, inferenceMs: 0, faceCount: 1, packed });
};
