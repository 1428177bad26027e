import type { Crop } from '../crop.ts';
import type { ParsedFace, ParseScene } from '../types.ts';
import { decodeWeights } from './decode-weights.ts';
import { MouthChange } from './mouth-change.ts';
import { MouthMotion, MouthPicture } from './mouth-motion.ts';
import { type MouthView, mouthView, VIEW_HEIGHT, VIEW_WIDTH } from './mouth-view.ts';
import { RingPath } from './ring-path.ts';
import { placeRings, type RingPoints, writeRings } from './rings.ts';
import { SPOKES, Spokes } from './spokes.ts';
import { SteadyOutline } from './steady-outline.ts';
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

/** A face's memory between frames: its mouth as it was seen, and the outlines on it. */
interface Memory {
  readonly rings: readonly [SteadyOutline, SteadyOutline];
  /** Overwritten in turn. */
  readonly pictures: readonly [MouthPicture, MouthPicture];
  readonly change: MouthChange;
  turn: 0 | 1;
  /** ms; NaN: never. */
  seen: number;
}

/** Faces remembered; ms after which one that was not seen is forgotten. */
const MAX_FACES = 8;
const FORGET_MS = 2000;
/** A spoke counts as lost below this probability near its path; a lip is hidden when so many of its spokes are lost. Lips under a band lose .2 to .4 of
 *  theirs, a hard mouth (deep skin, a smile in a beard) as many: what lies in front is the visibility's to tell. */
const LOST = 0.3;
const HIDDEN_SHARE = [0.45, 0.7] as const;
/** Separation at which lip and skin are one colour, and from which the picture is believed. */
const MATCHING = [0.1, 0.3] as const;
/** Mean probability near the outer path: .5 where there are no lips at all, .8 on plain ones. */
const CERTAIN = [0.4, 0.8] as const;
/** mm: an outline this near to where it is found has arrived at the mouth's new form. */
const SETTLED = 0.5;
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
  readonly #nets: readonly [StripNet, StripNet];
  readonly #paths = [new RingPath(), new RingPath()] as const;
  readonly #points: RingPoints = [new Float32Array(SPOKES * 2), new Float32Array(SPOKES * 2)];
  readonly #motion = new MouthMotion();
  readonly #memory = new Map<number, Memory>();

  /** `weights`: of the outer and the inner ring, base64 as in weights.ts; others than the shipped ones serve cross-validation. */
  constructor(weights: readonly [string, string] = [OUTER_WEIGHTS, INNER_WEIGHTS]) {
    this.#nets = [new StripNet(decodeWeights(weights[0])), new StripNet(decodeWeights(weights[1]))];
  }

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
    this.#steady(face.id, scene, crop, view);
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

  /** Keeps the outlines of a film on the mouth: what moves with it moves at once, the rest is eased. */
  #steady(id: number, { mode, cut, captureTime }: ParseScene, crop: Crop, { pxPerMm }: MouthView): void {
    if (mode === 'image') return;
    if (cut) this.#memory.clear();
    let memory = this.#memory.get(id);
    if (!memory) {
      this.#forget(captureTime);
      memory = {
        rings: [new SteadyOutline(), new SteadyOutline()],
        pictures: [new MouthPicture(VIEW_WIDTH, VIEW_HEIGHT), new MouthPicture(VIEW_WIDTH, VIEW_HEIGHT)],
        change: new MouthChange(),
        turn: 0,
        seen: Number.NaN,
      };
      this.#memory.set(id, memory);
    }
    const { rings, pictures, change, turn, seen } = memory;
    const now = pictures[turn];
    now.fill(crop);
    const motion = Number.isNaN(seen) ? null : this.#motion.find(pictures[turn === 0 ? 1 : 0], now);
    const changed = motion ? change.tell(this.#motion, now, motion.fit) : 1;
    const step = { motion, seconds: (captureTime - seen) / 1000, changed };
    let left = 0;
    for (const ring of [0, 1] as const)
      left = Math.max(left, rings[ring].steady(this.#paths[ring], this.#spokes, ring, pxPerMm, step));
    if (!motion || (changed > 0 && left < SETTLED)) change.keep(now);
    memory.turn = turn === 0 ? 1 : 0;
    memory.seen = captureTime;
  }

  /** Makes room for a new face. */
  #forget(now: number): void {
    for (const [id, { seen }] of this.#memory)
      if (Math.abs(now - seen) > FORGET_MS || this.#memory.size >= MAX_FACES) this.#memory.delete(id);
  }
}
