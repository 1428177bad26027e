import { type Box, boxBlur, boxOf, reachOf } from './box-blur.ts';
import { doubled, halved, halvedMask } from './pyramid.ts';
import { cut, type Window, windowOf } from './window.ts';

/** Masked Gaussian blur of a map of `size` columns: texels with mask 0 neither give nor take. Three box passes (Wells 1986);
 *  sigma in texels. Returns a new array; texels whose neighbourhood is empty are 0. */
export const maskedBlur = (
  values: Float32Array,
  mask: Uint8Array,
  options: { readonly size: number; readonly sigma: number },
): Float32Array => {
  const { size, sigma } = options;
  const out = new Float32Array(values.length);
  const box = boxOf(sigma);
  const area = areaOf(mask, size, reachOf(box));
  if (!area) return out;
  const { left, top, width, height } = area;
  const soft = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0, i = (top + y) * size + left; x < width; x++, i++)
      if (mask[i]) soft[y * width + x] = values[i]!;
  boxBlur(soft, width, box);
  const weight = weightOf(mask, size, { box, area });
  for (let y = 0, j = 0; y < height; y++)
    for (let x = 0, i = (top + y) * size + left; x < width; x++, i++, j++)
      if (weight[j]! > 1e-4) out[i] = soft[j]! / weight[j]!;
  return out;
};

/** What is kept of a mask: a map is blurred many times through the same one. `bounds` null: it is empty. */
interface Known {
  readonly bounds: Window | null;
  readonly weights: Map<string, Float32Array>;
}

const masks = new WeakMap<Uint8Array, Known>();

const knownOf = (mask: Uint8Array, size: number): Known => {
  const known = masks.get(mask) ?? { bounds: windowOf(mask, size, 0), weights: new Map() };
  masks.set(mask, known);
  return known;
};

/** Where a mask is and `reach` texels around it; null when it is empty. */
const areaOf = (mask: Uint8Array, size: number, reach: number): Window | null => {
  const { bounds } = knownOf(mask, size);
  if (!bounds) return null;
  const left = Math.max(0, bounds.left - reach);
  const top = Math.max(0, bounds.top - reach);
  return {
    left,
    top,
    width: Math.min(size, bounds.left + bounds.width + reach) - left,
    height: Math.min(mask.length / size, bounds.top + bounds.height + reach) - top,
  };
};

/** The blurred mask in its area. */
const weightOf = (
  mask: Uint8Array,
  size: number,
  { box, area }: { readonly box: Box; readonly area: Window },
): Float32Array => {
  const { weights } = knownOf(mask, size);
  const key = `${box.radius} ${box.edge}`;
  const known = weights.get(key);
  if (known) return known;
  const seen = cut(mask, size, area);
  const made = new Float32Array(seen.length);
  for (let i = 0; i < seen.length; i++) if (seen[i]) made[i] = 1;
  boxBlur(made, area.width, box);
  weights.set(key, made);
  return made;
};

/** Below this sigma, texels, a map is blurred as it is. */
const FINE = 2.4;

/** As `maskedBlur`, of a square map of even size, but broad blurs are made on maps of half the size as often as sigma allows and
 *  read back bilinearly: a sixteenth of the time where it matters, the same to a few hundredths of the blurred detail. */
export const broadBlur = (
  values: Float32Array,
  mask: Uint8Array,
  { size, sigma }: { readonly size: number; readonly sigma: number },
): Float32Array => {
  if (sigma < FINE || size % 2) return maskedBlur(values, mask, { size, sigma });
  const small = halves.get(mask) ?? halvedMask(mask, size);
  halves.set(mask, small);
  const half = halved(values, mask, size);
  return doubled(broadBlur(half, small, { size: size / 2, sigma: sigma / 2 }), size / 2);
};

/** Halves of masks, kept so that their weights are. */
const halves = new WeakMap<Uint8Array, Uint8Array>();
