import { SPOKES } from './spokes.ts';
import { FACTS, ROWS } from './strips.ts';
import { CHANNELS } from './tissue.ts';

/** Places along a spoke the edge may take: -5.5 .. 5.5 mm in STEP_MM. */
export const PLACES = 23;
/** Channels of the hidden layers; `convolve` names them one by one. */
const WIDTH = 8;
const MIDDLE = 12;
const ROWS_1 = ROWS - 4;
const ROWS_2 = ROWS_1 - 2;
/** Scale of the place given to the last layers, see the training script. */
const PLACE_UNIT = 6;

/** Weights of one ring's network, in the order of `models/lips`: float32, innermost the output channel. */
export interface NetWeights {
  /** 1 x 5 x CHANNELS x 8 (spokes x rows x in x out), bias 8. */
  readonly w1: Float32Array;
  readonly b1: Float32Array;
  /** 3 x 3 x 8 x 8, bias 8; the ring closes on itself. */
  readonly w2: Float32Array;
  readonly b2: Float32Array;
  /** 1 x 5 x 8 x 8, every second row, bias 8. */
  readonly w3: Float32Array;
  readonly b3: Float32Array;
  /** 8 x 12, bias 12; facts and place (place, place squared - 1/2): (FACTS + 2) x 12. */
  readonly w4: Float32Array;
  readonly b4: Float32Array;
  readonly facts: Float32Array;
  /** 12 x 1. */
  readonly w5: Float32Array;
}

/** One layer of taps: where it reads, relative to the spoke and row it writes. */
interface Layer {
  /** Doubles: single floats would be widened at every tap. */
  readonly weights: Float64Array;
  readonly bias: Float32Array;
  readonly inputRows: number;
  readonly rows: number;
  readonly inputs: number;
  /** Spokes to either side, rows, and the step between those. */
  readonly reach: number;
  readonly taps: number;
  readonly step: number;
}

/** A small convolutional network over an unrolled ring: how likely the lip's edge lies at each place of each spoke. Nothing is allocated by `run`. */
export class StripNet {
  /** SPOKES x PLACES natural logarithms of probabilities. */
  readonly scores = new Float32Array(SPOKES * PLACES);
  readonly #layers: readonly [Layer, Layer, Layer];
  readonly #hidden = [ROWS_1, ROWS_2, PLACES].map((rows) => new Float64Array(SPOKES * rows * WIDTH));
  readonly #sums = new Float32Array(MIDDLE);
  readonly #facts = new Float32Array(MIDDLE);
  readonly #weights: NetWeights;

  constructor(weights: NetWeights) {
    const w = weights;
    this.#weights = w;
    this.#layers = [
      {
        weights: Float64Array.from(w.w1),
        bias: w.b1,
        inputRows: ROWS,
        rows: ROWS_1,
        inputs: CHANNELS,
        reach: 0,
        taps: 5,
        step: 1,
      },
      {
        weights: Float64Array.from(w.w2),
        bias: w.b2,
        inputRows: ROWS_1,
        rows: ROWS_2,
        inputs: WIDTH,
        reach: 1,
        taps: 3,
        step: 1,
      },
      {
        weights: Float64Array.from(w.w3),
        bias: w.b3,
        inputRows: ROWS_2,
        rows: PLACES,
        inputs: WIDTH,
        reach: 0,
        taps: 5,
        step: 2,
      },
    ];
  }

  /** `pixels` and `facts` as in Strips. */
  run(pixels: Float32Array, facts: Float32Array): void {
    let input: Float32Array | Float64Array = pixels;
    for (let i = 0; i < 3; i++) {
      const out = this.#hidden[i]!;
      convolve(this.#layers[i]!, input, out);
      input = out;
    }
    for (let k = 0; k < SPOKES; k++) this.#score(k, input, facts);
  }

  #score(k: number, hidden: Float32Array | Float64Array, facts: Float32Array): void {
    const { w4, b4, facts: wf, w5 } = this.#weights;
    const [sums, fixed, scores] = [this.#sums, this.#facts, this.scores];
    for (let o = 0; o < MIDDLE; o++) {
      let sum = b4[o]!;
      for (let f = 0; f < FACTS; f++) sum += facts[k * FACTS + f]! * wf[f * MIDDLE + o]!;
      fixed[o] = sum;
    }
    let top = -Infinity;
    for (let place = 0; place < PLACES; place++) {
      const p = (place - (PLACES >> 1)) / PLACE_UNIT;
      const q = p * p - 0.5;
      for (let o = 0; o < MIDDLE; o++)
        sums[o] = fixed[o]! + p * wf[FACTS * MIDDLE + o]! + q * wf[(FACTS + 1) * MIDDLE + o]!;
      const at = (k * PLACES + place) * WIDTH;
      for (let i = 0; i < WIDTH; i++) {
        const v = hidden[at + i]!;
        if (v > 0) for (let o = 0; o < MIDDLE; o++) sums[o]! += v * w4[i * MIDDLE + o]!;
      }
      let score = 0;
      for (let o = 0; o < MIDDLE; o++) if (sums[o]! > 0) score += sums[o]! * w5[o]!;
      scores[k * PLACES + place] = score;
      top = Math.max(top, score);
    }
    normalise(scores, k * PLACES, top);
  }
}

/** Log-softmax of PLACES scores at `at`, in place. */
const normalise = (scores: Float32Array, at: number, top: number): void => {
  let total = 0;
  for (let i = 0; i < PLACES; i++) total += Math.exp(scores[at + i]! - top);
  const log = top + Math.log(total);
  for (let i = 0; i < PLACES; i++) scores[at + i]! -= log;
};

/** A layer over the whole ring. Eight sums are kept by name: an array of them would be written to memory at every tap. */
const convolve = (layer: Layer, input: Float32Array | Float64Array, out: Float64Array): void => {
  const { weights, bias, inputRows, rows, inputs, reach, taps, step } = layer;
  for (let k = 0; k < SPOKES; k++)
    for (let row = 0; row < rows; row++) {
      let a = bias[0]!;
      let b = bias[1]!;
      let c = bias[2]!;
      let d = bias[3]!;
      let e = bias[4]!;
      let f = bias[5]!;
      let g = bias[6]!;
      let h = bias[7]!;
      let w = 0;
      for (let side = -reach; side <= reach; side++) {
        const spoke = (k + side + SPOKES) % SPOKES;
        for (let tap = 0; tap < taps; tap++) {
          const at = (spoke * inputRows + row + tap * step) * inputs;
          for (let i = 0; i < inputs; i++, w += WIDTH) {
            const v = input[at + i]!;
            a += v * weights[w]!;
            b += v * weights[w + 1]!;
            c += v * weights[w + 2]!;
            d += v * weights[w + 3]!;
            e += v * weights[w + 4]!;
            f += v * weights[w + 5]!;
            g += v * weights[w + 6]!;
            h += v * weights[w + 7]!;
          }
        }
      }
      const to = (k * rows + row) * WIDTH;
      out[to] = Math.max(0, a);
      out[to + 1] = Math.max(0, b);
      out[to + 2] = Math.max(0, c);
      out[to + 3] = Math.max(0, d);
      out[to + 4] = Math.max(0, e);
      out[to + 5] = Math.max(0, f);
      out[to + 6] = Math.max(0, g);
      out[to + 7] = Math.max(0, h);
    }
};
