/** Radii of three boxes whose variance sums to sigma^2. */
export const boxRadii = (sigma: number): number[] => {
  const ideal = Math.sqrt((12 * sigma * sigma) / 3 + 1);
  let low = Math.floor(ideal);
  if (low % 2 === 0) low--;
  const lows = Math.round((12 * sigma * sigma - 3 * low * low - 12 * low - 9) / (-4 * low - 4));
  return [0, 1, 2].map((k) => Math.max(0, ((k < lows ? low : low + 2) - 1) / 2));
};

/** Box passes of these radii along rows of `width`, then along columns, in place; nothing lies around. */
export const boxBlur = (values: Float32Array, width: number, radii: readonly number[]): void => {
  blurRows(values, width, radii);
  let from: Float32Array = values;
  let to: Float32Array = new Float32Array(values.length);
  for (const radius of radii) {
    blurColumns(from, to, width, radius);
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
};

/** Each row through all its boxes while it lies near, in two copies of it with nothing on either side. */
const blurRows = (values: Float32Array, width: number, radii: readonly number[]): void => {
  const pad = Math.max(0, ...radii) + 1;
  let [from, to] = [0, 0].map(() => new Float32Array(width + 2 * pad)) as [Float32Array, Float32Array];
  for (let base = 0; base < values.length; base += width) {
    for (let x = 0; x < width; x++) from[pad + x] = values[base + x]!;
    for (const radius of radii) {
      blurRow(from, to, pad, radius);
      [from, to] = [to, from];
    }
    for (let x = 0; x < width; x++) values[base + x] = from[pad + x]!;
  }
};

const blurRow = (from: Float32Array, to: Float32Array, pad: number, radius: number): void => {
  const scale = 1 / (2 * radius + 1);
  const end = from.length - pad;
  let sum = 0;
  for (let j = pad; j < pad + radius && j < from.length; j++) sum += from[j]!;
  let enter = pad + radius;
  let leave = pad - radius - 1;
  for (let j = pad; j < end; j++) {
    sum += from[enter]! - from[leave]!;
    to[j] = sum * scale;
    enter++;
    leave++;
  }
};

/** All columns side by side, row after row: memory is read in the order it lies. */
const blurColumns = (src: Float32Array, out: Float32Array, width: number, radius: number): void => {
  const scale = 1 / (2 * radius + 1);
  const sums = new Float64Array(width);
  for (let base = -radius * width; base < src.length; base += width) {
    const enter = base + radius * width;
    const leave = base - (radius + 1) * width;
    if (enter < src.length && leave >= 0) {
      for (let x = 0; x < width; x++) {
        const sum = sums[x]! + src[enter + x]! - src[leave + x]!;
        sums[x] = sum;
        out[base + x] = sum * scale;
      }
      continue;
    }
    if (enter < src.length) for (let x = 0; x < width; x++) sums[x]! += src[enter + x]!;
    if (leave >= 0) for (let x = 0; x < width; x++) sums[x]! -= src[leave + x]!;
    if (base >= 0) for (let x = 0; x < width; x++) out[base + x] = sums[x]! * scale;
  }
};
