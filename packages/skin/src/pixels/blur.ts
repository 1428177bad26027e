/** Masked Gaussian blur of a map of `size` columns: texels with mask 0 neither give nor take. Three box passes (Wells 1986);
 *  sigma in texels. Returns a new array; texels whose neighbourhood is empty are 0. */
export const maskedBlur = (
  values: Float32Array,
  mask: Uint8Array,
  options: { readonly size: number; readonly sigma: number },
): Float32Array => {
  const { size, sigma } = options;
  const masked = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) if (mask[i]) masked[i] = values[i]!;
  const out = spread(masked, size, sigma);
  const weight = weightOf(mask, size, sigma);
  for (let i = 0; i < out.length; i++) out[i] = weight[i]! > 1e-4 ? out[i]! / weight[i]! : 0;
  return out;
};

/** Blurred masks already made: a map is blurred many times through the same mask. */
const weights = new WeakMap<Uint8Array, Map<string, Float32Array>>();

const weightOf = (mask: Uint8Array, size: number, sigma: number): Float32Array => {
  const known = weights.get(mask) ?? new Map<string, Float32Array>();
  weights.set(mask, known);
  const key = boxRadii(sigma).join();
  const made =
    known.get(key) ??
    spread(
      Float32Array.from(mask, (m) => (m ? 1 : 0)),
      size,
      sigma,
    );
  known.set(key, made);
  return made;
};

/** Three box passes along rows, then along columns. */
const spread = (values: Float32Array, size: number, sigma: number): Float32Array => {
  const radii = boxRadii(sigma).filter((r) => r > 0);
  let from = values.slice();
  let to = new Float32Array(values.length);
  for (const pass of [blurRows, blurColumns])
    for (const radius of radii) {
      pass(from, to, size, radius);
      [from, to] = [to, from];
    }
  return from;
};

/** Radii of three boxes whose variance sums to sigma^2. */
const boxRadii = (sigma: number): number[] => {
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  let low = Math.floor(ideal);
  if (low % 2 === 0) low--;
  const lows = Math.round((12 * sigma * sigma - 3 * low * low - 12 * low - 9) / (-4 * low - 4));
  return [0, 1, 2].map((k) => Math.max(0, ((k < lows ? low : low + 2) - 1) / 2));
};

const blurRows = (src: Float32Array, out: Float32Array, size: number, radius: number): void => {
  const scale = 1 / (2 * radius + 1);
  const r = Math.min(radius, size - 1);
  for (let base = 0; base < src.length; base += size) {
    let sum = 0;
    for (let j = 0; j < r; j++) sum += src[base + j]!;
    const inner = Math.max(r + 1, size - r);
    let j = 0;
    for (; j <= r && j + r < size; j++) {
      sum += src[base + j + r]!;
      out[base + j] = sum * scale;
    }
    for (; j < inner && j + r < size; j++) {
      sum += src[base + j + r]! - src[base + j - r - 1]!;
      out[base + j] = sum * scale;
    }
    for (; j < size; j++) {
      if (j > r) sum -= src[base + j - r - 1]!;
      out[base + j] = sum * scale;
    }
  }
};

/** All columns side by side, row after row: memory is read in the order it lies. */
const blurColumns = (src: Float32Array, out: Float32Array, size: number, radius: number): void => {
  const scale = 1 / (2 * radius + 1);
  const height = src.length / size;
  const sums = new Float64Array(size);
  for (let y = -radius; y < height; y++) {
    const [enter, leave] = [(y + radius) * size, (y - radius - 1) * size];
    if (enter < src.length) for (let x = 0; x < size; x++) sums[x]! += src[enter + x]!;
    if (leave >= 0) for (let x = 0; x < size; x++) sums[x]! -= src[leave + x]!;
    if (y >= 0) for (let x = 0; x < size; x++) out[y * size + x] = sums[x]! * scale;
  }
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
  const half = halved(values, mask, size);
  return doubled(broadBlur(half.values, half.mask, { size: size / 2, sigma: sigma / 2 }), size / 2);
};

const halves = new WeakMap<Uint8Array, Uint8Array>();

/** Mean of the texels seen of each four. The mask is kept, so that its weights are. */
const halved = (
  values: Float32Array,
  mask: Uint8Array,
  size: number,
): { readonly values: Float32Array; readonly mask: Uint8Array } => {
  const n = size / 2;
  const out = new Float32Array(n * n);
  const small = halves.get(mask) ?? new Uint8Array(n * n);
  halves.set(mask, small);
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const i = 2 * y * size + 2 * x;
      const [a, b, c, d] = [mask[i]! && 1, mask[i + 1]! && 1, mask[i + size]! && 1, mask[i + size + 1]! && 1];
      const seen = a + b + c + d;
      if (!seen) continue;
      const sum = a * values[i]! + b * values[i + 1]! + c * values[i + size]! + d * values[i + size + 1]!;
      out[y * n + x] = sum / seen;
      small[y * n + x] = 1;
    }
  return { values: out, mask: small };
};

/** Twice the size, bilinear. */
const doubled = (values: Float32Array, n: number): Float32Array => {
  const out = new Float32Array(4 * n * n);
  const size = 2 * n;
  for (let y = 0; y < size; y++) {
    const y0 = Math.max(0, (y - 1) >> 1);
    const y1 = Math.min(n - 1, y0 + (y > 0 ? 1 : 0));
    const fy = y & 1 ? 0.25 : 0.75;
    for (let x = 0; x < size; x++) {
      const x0 = Math.max(0, (x - 1) >> 1);
      const x1 = Math.min(n - 1, x0 + (x > 0 ? 1 : 0));
      const fx = x & 1 ? 0.25 : 0.75;
      const top = values[y0 * n + x0]! * (1 - fx) + values[y0 * n + x1]! * fx;
      const low = values[y1 * n + x0]! * (1 - fx) + values[y1 * n + x1]! * fx;
      out[y * size + x] = top * (1 - fy) + low * fy;
    }
  }
  return out;
};
