import { MODULE } from '../generated/box-blur-wasm.ts';
import { kernelOf } from './kernel.ts';

/** What box-blur.wat exports; addresses and strides in bytes. */
const kernel = kernelOf<{
  blur(
    plane: number,
    stride: number,
    height: number,
    width: number,
    tall: number,
    first: number,
    second: number,
    radius: number,
    edge: number,
    scale: number,
  ): void;
}>(MODULE);

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
  const plan = planOf(width, values.length / width, box);
  const { run, room } = kernel();
  const { floats } = room(4 * plan.floats);
  floats.fill(0, plan.height * plan.stride, plan.floats);
  copyIn(values, floats, plan);
  const { stride, height, tall, first, second } = plan;
  const { radius, edge } = box;
  const scale = 1 / (2 * radius + 1 + 2 * edge);
  run.blur(0, 4 * stride, height, width, tall, 4 * first, 4 * second, radius, edge, scale);
  copyOut(floats, values, plan);
};

/** Where things lie in the kernel's memory, in floats: the plane from 0 on, its sides filled up to multiples of four, then two strips of four rows
 *  or columns with room for the box on both sides. */
interface Plan {
  readonly width: number;
  readonly tall: number;
  readonly stride: number;
  readonly height: number;
  /** First steps of the strips. */
  readonly first: number;
  readonly second: number;
  readonly floats: number;
}

const LANES = 4;
const filledUp = (n: number): number => Math.ceil(n / LANES) * LANES;

const planOf = (width: number, tall: number, { radius }: Box): Plan => {
  const [stride, height] = [filledUp(width), filledUp(tall)];
  const around = LANES * (radius + 2);
  const strip = LANES * Math.max(stride, height) + 2 * around;
  const first = stride * height + around;
  return { width, tall, stride, height, first, second: first + strip, floats: stride * height + 2 * strip };
};

const copyIn = (values: Float32Array, floats: Float32Array, { width, tall, stride, height }: Plan): void => {
  if (stride === width) floats.set(values);
  else
    for (let y = 0; y < tall; y++) {
      floats.set(values.subarray(y * width, (y + 1) * width), y * stride);
      floats.fill(0, y * stride + width, (y + 1) * stride);
    }
  floats.fill(0, tall * stride, height * stride);
};

const copyOut = (floats: Float32Array, values: Float32Array, { width, tall, stride }: Plan): void => {
  if (stride === width) values.set(floats.subarray(0, values.length));
  else for (let y = 0; y < tall; y++) values.set(floats.subarray(y * stride, y * stride + width), y * width);
};
