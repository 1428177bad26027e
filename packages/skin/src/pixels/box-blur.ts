/** One of the three boxes of a blur: texels this far on either side count in full, the next one on either side by `edge`, 0..1. */
export interface Box {
  readonly radius: number;
  readonly edge: number;
}

/** How often a box is passed. */
export const PASSES = 3;

/** The box whose three passes have exactly the variance of a Gaussian (Gwosdek et al. 2011, "extended box filtering"). Boxes of whole texels
 *  jump: 6.53 and 6.54 texels would be blurred by 5.7 and 7.3, and a measure of a band by a fifth (docs/decisions/0296). */
export const boxOf = (sigma: number): Box => {
  const variance = (sigma * sigma) / PASSES;
  const radius = Math.floor((Math.sqrt(1 + 12 * variance) - 1) / 2);
  const width = 2 * radius + 1;
  const edge = (width * (radius * (radius + 1) - 3 * variance)) / (6 * (variance - (radius + 1) ** 2));
  return { radius, edge: Math.min(1, Math.max(0, edge)) };
};

/** Texels that the passes of a box reach to either side. */
export const reachOf = ({ radius }: Box): number => PASSES * (radius + 1);

/** Passes of a box along rows of `width`, then along columns, in place; nothing lies around. */
export const boxBlur = (values: Float32Array, width: number, box: Box): void => {
  blurRows(values, width, box);
  let from: Float32Array = values;
  let to: Float32Array = new Float32Array(values.length);
  for (let pass = 0; pass < PASSES; pass++) {
    blurColumns(from, to, width, box);
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
};

/** Each row through all its passes while it lies near, in two copies of it with nothing on either side. */
const blurRows = (values: Float32Array, width: number, box: Box): void => {
  const pad = box.radius + 2;
  let [from, to] = [0, 0].map(() => new Float32Array(width + 2 * pad)) as [Float32Array, Float32Array];
  for (let base = 0; base < values.length; base += width) {
    for (let x = 0; x < width; x++) from[pad + x] = values[base + x]!;
    for (let pass = 0; pass < PASSES; pass++) {
      blurRow(from, to, pad, box);
      [from, to] = [to, from];
    }
    for (let x = 0; x < width; x++) values[base + x] = from[pad + x]!;
  }
};

const scaleOf = ({ radius, edge }: Box): number => 1 / (2 * radius + 1 + 2 * edge);

const blurRow = (from: Float32Array, to: Float32Array, pad: number, box: Box): void => {
  const { radius, edge } = box;
  const scale = scaleOf(box);
  const end = from.length - pad;
  let sum = 0;
  for (let j = pad; j < pad + radius && j < from.length; j++) sum += from[j]!;
  let enter = pad + radius;
  let leave = pad - radius - 1;
  for (let j = pad; j < end; j++) {
    const before = from[leave]!;
    sum += from[enter]! - before;
    enter++;
    leave++;
    to[j] = (sum + edge * (before + from[enter]!)) * scale;
  }
};

/** All columns side by side, row after row: memory is read in the order it lies. */
const blurColumns = (src: Float32Array, out: Float32Array, width: number, box: Box): void => {
  const { radius, edge } = box;
  const scale = scaleOf(box);
  const sums = new Float64Array(width);
  const nothing = new Float32Array(width);
  const rowAt = (base: number): Float32Array =>
    base < 0 || base >= src.length ? nothing : src.subarray(base, base + width);
  for (let base = -radius * width; base < src.length; base += width) {
    const enter = rowAt(base + radius * width);
    const next = rowAt(base + (radius + 1) * width);
    const leave = rowAt(base - (radius + 1) * width);
    if (base < 0) {
      for (let x = 0; x < width; x++) sums[x]! += enter[x]!;
      continue;
    }
    for (let x = 0; x < width; x++) {
      const before = leave[x]!;
      const sum = sums[x]! + enter[x]! - before;
      sums[x] = sum;
      out[base + x] = (sum + edge * (before + next[x]!)) * scale;
    }
  }
};
