import type { ParsedFace, ParseScene } from '../types.ts';
import { decodeWeights } from './decode-weights.ts';
import { mouthView } from './mouth-view.ts';
import { OneEuro } from './one-euro.ts';
import { RingPath } from './ring-path.ts';
import { placeRings, type RingPoints, writeRings } from './rings.ts';
import { SPOKES, Spokes } from './spokes.ts';
import { StripNet } from './strip-net.ts';
import { STEP_MM, Strips } from './strips.ts';
import { Tissue } from './tissue.ts';
import { INNER_WEIGHTS, OUTER_WEIGHTS } from './weights.ts';

const ramp = ([lo, hi]: readonly [number, number], v: number): number =>
  Math.min(1, Math.max(0, (v - lo) / (hi - lo)));

const mean = (values: Float32Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** What was read of a mouth. */
export interface LipReading {
  /** 0..1: how sure the edges are. At 0 the picture was not believed: the lips keep their landmarks. */
  readonly confidence: number;
  /** Widest distance of the lips, mm. */
  readonly opened: number;
  /** Distance of lip and skin colour in standard deviations: under 1 they match. */
  readonly separation: number;
  /** Mean distance the outer edge was moved, mm. */
  readonly moved: number;
}

/** A face's memory between frames: offsets along the spokes, mm. */
interface Memory {
  readonly filters: readonly [OneEuro, OneEuro];
  seen: number;
}

/** Offsets only are steadied, never landmarks (rendering.md 6.2): Hz, and Hz per mm a second. Light: what the landmarks lag behind a moving
 *  head the offsets must make good at once (decision 0115). */
const MIN_CUTOFF = 6;
const BETA = 4;
/** Faces remembered; ms after which one that was not seen is forgotten. */
const MAX_FACES = 8;
const FORGET_MS = 2000;
/** A spoke counts as lost below this probability near its path; a lip is hidden when so many of its spokes are lost. */
const LOST = 0.3;
const HIDDEN_SHARE = [0.3, 0.55] as const;
/** Separation at which lip and skin are one colour, and from which the picture is believed. */
const MATCHING = [0.1, 0.3] as const;
/** Mean probability near the outer path: .5 where there are no lips at all, .8 on plain ones. */
const CERTAIN = [0.4, 0.8] as const;
const LIP = SPOKES / 2;
const NOTHING: LipReading = { confidence: 0, opened: 0, separation: 0, moved: 0 };

/**
 * Finds the lips' edges in the picture and moves the lip rings of a face onto them. One upright cut-out a face and frame, a small network
 * along 40 spokes across each ring, the likeliest closed path. Deterministic; buffers are made once.
 */
export class LipRefiner {
  readonly #spokes = new Spokes();
  readonly #tissue = new Tissue();
  readonly #strips = new Strips();
  readonly #nets = [
    new StripNet(decodeWeights(OUTER_WEIGHTS)),
    new StripNet(decodeWeights(INNER_WEIGHTS)),
  ] as const;
  readonly #paths = [new RingPath(), new RingPath()] as const;
  readonly #points: RingPoints = [new Float32Array(SPOKES * 2), new Float32Array(SPOKES * 2)];
  readonly #memory = new Map<number, Memory>();

  /** Moves the four lip rings of `face.landmarks` in place. Landmarks that cannot be read stay as they are. */
  refine(face: ParsedFace, scene: ParseScene): LipReading {
    const { landmarks } = face;
    const view = mouthView(landmarks, scene.width, scene.height);
    if (!view) return NOTHING;
    const crop = scene.read(view.plan);
    this.#spokes.place(landmarks, scene.width, scene.height, view);
    if (!this.#tissue.learn(crop, this.#spokes, view.pxPerMm)) return NOTHING;
    this.#strips.fill(crop, this.#spokes, this.#tissue, view.pxPerMm);
    for (let ring = 0; ring < 2; ring++) {
      this.#nets[ring]!.run(this.#strips.pixels[ring]!, this.#strips.facts);
      this.#paths[ring]!.find(this.#nets[ring]!.scores);
    }
    const trust = (1 - this.#hidden()) * ramp(MATCHING, this.#tissue.separation);
    for (const { offsets } of this.#paths) for (let k = 0; k < SPOKES; k++) offsets[k]! *= STEP_MM * trust;
    this.#steady(face.id, scene);
    const opened = placeRings(this.#spokes, this.#paths, view.pxPerMm, this.#points);
    writeRings(landmarks, this.#points, view.plan, scene);
    const confidence = trust * ramp(CERTAIN, mean(this.#paths[0].certainty));
    return { confidence, opened, separation: this.#tissue.separation, moved: this.#moved() };
  }

  /** How much of a lip's outer edge cannot be found, 0..1 past the share at which it counts as hidden: something lies in front. */
  #hidden(): number {
    const { certainty } = this.#paths[0];
    let most = 0;
    for (let lip = 0; lip < 2; lip++) {
      let lost = 0;
      for (let k = 0; k <= LIP; k++) if (certainty[(lip * LIP + k) % SPOKES]! < LOST) lost++;
      most = Math.max(most, lost / (LIP + 1));
    }
    return ramp(HIDDEN_SHARE, most);
  }

  #moved(): number {
    let sum = 0;
    for (const offset of this.#paths[0].offsets) sum += Math.abs(offset);
    return sum / SPOKES;
  }

  #steady(id: number, { mode, cut, captureTime }: ParseScene): void {
    if (mode === 'image') return;
    if (cut) this.#memory.clear();
    let memory = this.#memory.get(id);
    if (!memory) {
      this.#forget(captureTime);
      memory = {
        filters: [new OneEuro(SPOKES, MIN_CUTOFF, BETA), new OneEuro(SPOKES, MIN_CUTOFF, BETA)],
        seen: captureTime,
      };
      this.#memory.set(id, memory);
    }
    memory.seen = captureTime;
    memory.filters.forEach((filter, ring) => {
      filter.filter(this.#paths[ring]!.offsets, captureTime);
    });
  }

  /** Makes room for a new face. */
  #forget(now: number): void {
    for (const [id, { seen }] of this.#memory)
      if (Math.abs(now - seen) > FORGET_MS || this.#memory.size >= MAX_FACES) this.#memory.delete(id);
  }
}
