/** Masked Gaussian blur of a square map: texels with mask 0 neither give nor take. Three box passes (Wells 1986);
 *  sigma in texels. Returns a new array; texels whose neighbourhood is empty are 0. */
export const maskedBlur = (
  values: Float32Array,
  mask: Uint8Array,
  options: { readonly size: number; readonly sigma: number },
): Float32Array => {
  const { size, sigma } = options;
  let num = new Float32Array(values.length);
  let den = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++)
    if (mask[i]) {
      num[i] = values[i]!;
      den[i] = 1;
    }
  for (const radius of boxRadii(sigma)) {
    num = boxBlur(boxBlur(num, size, radius, true), size, radius, false);
    den = boxBlur(boxBlur(den, size, radius, true), size, radius, false);
  }
  return num.map((v, i) => (den[i]! > 1e-4 ? v / den[i]! : 0));
};

/** Radii of three boxes whose variance sums to sigma^2. */
const boxRadii = (sigma: number): number[] => {
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  let low = Math.floor(ideal);
  if (low % 2 === 0) low--;
  const lows = Math.round((12 * sigma * sigma - 3 * low * low - 12 * low - 9) / (-4 * low - 4));
  return [0, 1, 2].map((k) => Math.max(0, ((k < lows ? low : low + 2) - 1) / 2));
};

const boxBlur = (
  src: Float32Array,
  size: number,
  radius: number,
  rows: boolean,
): Float32Array<ArrayBuffer> => {
  const out = new Float32Array(src.length);
  if (radius === 0) {
    out.set(src);
    return out;
  }
  const step = rows ? 1 : size;
  const line = rows ? size : 1;
  const scale = 1 / (2 * radius + 1);
  for (let k = 0; k < size; k++) {
    const base = k * line;
    let sum = 0;
    for (let j = 0; j < Math.min(radius, size); j++) sum += src[base + j * step]!;
    for (let j = 0; j < size; j++) {
      if (j + radius < size) sum += src[base + (j + radius) * step]!;
      if (j - radius - 1 >= 0) sum -= src[base + (j - radius - 1) * step]!;
      out[base + j * step] = sum * scale;
    }
  }
  return out;
};
