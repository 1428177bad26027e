import { VISIBILITY_SIZE } from '@carmine/face';
import { addTwice, depthwise, type Finish, pointwise } from './kernels.ts';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';
import { type PointName, readWeights, type SeparableName, type VisibilityWeights } from './weights.ts';

const STEM_INPUTS = 31;
/** Sides of the four levels, px. */
const [FULL, HALF, QUARTER, EIGHTH] = [64, 32, 16, 8] as const;

/** The net of models/visibility: what is seen of a face, from normalised colours and the prior of its landmarks.
 *  Plain arrays and loops: the same in a worker, in Node and in a test, and no runtime to load (decision 0120). */
export class VisibilityNet {
  readonly #weights: VisibilityWeights;
  readonly #taps = new Float32Array(FULL * FULL * STEM_INPUTS);
  readonly #depth = new Float32Array(FULL * FULL * 16);
  readonly #small = new Float32Array(HALF * HALF * 16);
  readonly #a = new Float32Array(FULL * FULL * 16);
  readonly #b = new Float32Array(HALF * HALF * 32);
  readonly #c = new Float32Array(QUARTER * QUARTER * 64);
  readonly #d = new Float32Array(EIGHTH * EIGHTH * 96);
  readonly #head = new Float32Array(FULL * FULL * 4);
  readonly #logits = new Float32Array(VISIBILITY_SIZE * VISIBILITY_SIZE);

  private constructor(weights: VisibilityWeights) {
    this.#weights = weights;
  }

  /** @throws CarmineError `model-invalid` when the bytes are not the weight file of this version. */
  static fromWeights(bytes: ArrayBuffer): VisibilityNet {
    return new VisibilityNet(readWeights(bytes));
  }

  /** Logits, VISIBILITY_SIZE squared, above 0: seen. `colors`: `normalise`d; `prior`: `drawPrior`. Reused by the next call. */
  run(colors: Float32Array, prior: Uint8Array): Float32Array {
    const [a, b, c, d] = [this.#a, this.#b, this.#c, this.#d];
    this.#gather(colors, prior);
    this.#point(this.#weights.stem, this.#taps, a, FULL, 'relu');
    this.#block('down1', a, b, FULL);
    this.#block('mid1', b, b, HALF);
    this.#block('down2', b, c, HALF);
    this.#block('mid2a', c, c, QUARTER);
    this.#block('mid2b', c, c, QUARTER);
    this.#block('down3', c, d, QUARTER);
    this.#block('deep1', d, d, EIGHTH);
    this.#context(d);
    this.#block('deep2', d, d, EIGHTH);
    this.#block('deep3', d, d, EIGHTH);
    this.#join('join2', d, c, QUARTER);
    this.#block('up2', c, c, QUARTER);
    this.#join('join1', c, b, HALF);
    this.#block('up1', b, b, HALF);
    this.#join('join0', b, a, FULL);
    this.#block('up0', a, a, FULL);
    this.#point(this.#weights.point.head, a, this.#head, FULL, 'line');
    return this.#spread();
  }

  #point(
    layer: VisibilityWeights['stem'],
    x: Float32Array,
    out: Float32Array,
    side: number,
    finish: Finish,
  ): void {
    pointwise(layer, x, out, { pixels: side * side, finish });
  }

  /** `side` px of x. x = out: the block's output is added to its input. */
  #block(name: SeparableName, x: Float32Array, out: Float32Array, side: number): void {
    const layer = this.#weights.separable[name];
    depthwise(layer, x, this.#depth, side);
    this.#point(layer.point, this.#depth, out, side / layer.stride, x === out ? 'relu-add' : 'relu');
  }

  /** Adds what the level below tells to a level of `side` px. */
  #join(name: PointName, below: Float32Array, out: Float32Array, side: number): void {
    const layer = this.#weights.point[name];
    this.#point(layer, below, this.#small, side / 2, 'line');
    addTwice(this.#small, out, side, layer.outputs);
  }

  /** Adds to every pixel what the mean of all pixels tells. */
  #context(d: Float32Array): void {
    const layer = this.#weights.point.context;
    const [count, channels] = [EIGHTH * EIGHTH, layer.inputs];
    const mean = new Float32Array(channels * 4);
    for (let i = 0; i < count * channels; i++) mean[i % channels]! += d[i]! / count;
    const told = new Float32Array(channels * 4);
    pointwise(layer, mean, told, { pixels: 4, finish: 'relu' });
    for (let i = 0; i < count * channels; i++) d[i]! += told[i % channels]!;
  }

  /** The stem's input: nine taps of three colours at every second pixel, and the prior. */
  #gather(colors: Float32Array, prior: Uint8Array): void {
    const taps = this.#taps.fill(0);
    for (let y = 0; y < PRIOR_SIZE; y++)
      for (let row = y === 0 ? 1 : 0; row < 3; row++) {
        let from = ((2 * y + row - 1) * VISIBILITY_SIZE - 1) * 3;
        let to = y * PRIOR_SIZE * STEM_INPUTS + row * 9;
        for (let x = 0; x < PRIOR_SIZE; x++, from += 6, to += STEM_INPUTS)
          for (let k = x === 0 ? 3 : 0; k < 9; k++) taps[to + k] = colors[from + k]!;
      }
    for (let i = 0; i < PRIOR_SIZE * PRIOR_SIZE; i++)
      for (let k = 0; k < PRIOR_CHANNELS; k++)
        taps[i * STEM_INPUTS + 27 + k] = prior[i * PRIOR_CHANNELS + k]!;
  }

  /** Four logits of each pixel of the head to their places in the map. */
  #spread(): Float32Array {
    for (let y = 0; y < VISIBILITY_SIZE; y++)
      for (let x = 0; x < VISIBILITY_SIZE; x++)
        this.#logits[y * VISIBILITY_SIZE + x] =
          this.#head[((y >> 1) * FULL + (x >> 1)) * 4 + (y & 1) * 2 + (x & 1)]!;
    return this.#logits;
  }
}
