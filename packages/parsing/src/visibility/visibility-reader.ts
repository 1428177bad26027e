import { headAngles, VISIBILITY_SIZE, type VisibilityMap } from '@carmine/face';
import type { CropPlan } from '../crop.ts';
import type { VisibilityPart } from '../face-parser.ts';
import type { ParsedFace, ParseScene } from '../types.ts';
import { HairlineReader } from './hairline.ts';
import { VisibilityNet } from './net.ts';
import { normalise } from './normalise.ts';
import { OverLips } from './over-lips.ts';
import { drawPrior, PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';
import { refine } from './refine.ts';
import { SteadyHairline, SteadyMap } from './steady.ts';
import { Strands } from './strands.ts';
import { ThinThings } from './thin.ts';
import { visibilityCrop, visibilityToMap } from './visibility-crop.ts';

const TEXELS = VISIBILITY_SIZE * VISIBILITY_SIZE;
/** In video a face is looked at every so many frames unless told otherwise: the net takes about 13 ms (decision 0120). */
const EVERY = 3;
/** Degrees of yaw over which the map fades to all seen: it was trained on faces to 75 degrees and holds to about 70 (decision 0191). */
const TURNED = { from: 65, to: 75 } as const;
/** A face not met for this long is forgotten, ms. */
const FORGET_MS = 2000;

interface Memory {
  readonly steady: SteadyMap;
  readonly hairline: SteadyHairline;
  data: Uint8Array;
  time: number;
  /** Frames until the net runs again. */
  rest: number;
  /** ms, when it ran last. */
  ran: number;
}

/** Tells what stands in front of a face: hands, cups, hair, glasses, masks. One net for any number of faces. */
export class VisibilityReader implements VisibilityPart {
  readonly #net: VisibilityNet;
  readonly #strands = new Strands();
  readonly #thin = new ThinThings();
  readonly #overLips = new OverLips();
  readonly #hairline = new HairlineReader();
  readonly #every: number;
  readonly #memory = new Map<number, Memory>();
  readonly #colors = new Float32Array(TEXELS * 3);
  readonly #prior = new Uint8Array(PRIOR_SIZE * PRIOR_SIZE * PRIOR_CHANNELS);

  /** `every`: frames of video from one run of the net to the next. */
  constructor(net: VisibilityNet, { every = EVERY }: { every?: number } = {}) {
    this.#net = net;
    this.#every = every;
  }

  /** @throws CarmineError `model-invalid`: `bytes` is not models/visibility.bin of this version. */
  static fromWeights(bytes: ArrayBuffer, options: { every?: number } = {}): VisibilityReader {
    return new VisibilityReader(VisibilityNet.fromWeights(bytes), options);
  }

  /** The face's map. In video the net runs every few frames; between, the last map is moved with the face. The array may be
   *  overwritten by the next call for the same face. */
  see(face: ParsedFace, scene: ParseScene): VisibilityMap {
    const plan = visibilityCrop(face, scene);
    const toMap = visibilityToMap(plan);
    if (scene.mode === 'image') {
      const map = { data: this.#look(face, scene, plan), toMap };
      return { ...map, hairline: this.#hairline.read(face, scene, map, plan.turn) ?? undefined };
    }
    if (scene.cut) this.#memory.clear();
    this.#forget(scene.captureTime);
    const memory = this.#memory.get(face.id) ?? this.#meet(face.id);
    const passed = Math.abs(scene.captureTime - memory.ran);
    if (memory.rest <= 0 && !(passed < (scene.every?.visibility ?? 0))) {
      memory.data = memory.steady.take(this.#look(face, scene, plan), scene.captureTime);
      if (memory.hairline.due(scene.captureTime)) {
        const hairline = this.#hairline.read(face, scene, { data: memory.data, toMap }, plan.turn);
        memory.hairline.take(hairline, scene.captureTime);
      }
      memory.rest = this.#every;
      memory.ran = scene.captureTime;
    }
    memory.rest--;
    memory.time = scene.captureTime;
    return { data: memory.data, toMap, hairline: memory.hairline.value };
  }

  /** Runs the net; a new array each time. */
  #look(face: ParsedFace, scene: ParseScene, plan: CropPlan): Uint8Array {
    drawPrior(face, scene, plan, this.#prior);
    const { data } = scene.read(plan);
    normalise(data, this.#prior, this.#colors);
    const logits = this.#net.run(this.#colors, this.#prior);
    this.#strands.tell(data, this.#prior, logits);
    this.#thin.tell(this.#colors, this.#prior, logits);
    this.#overLips.tell(data, this.#prior, logits);
    const map = refine(logits, this.#prior, { out: new Uint8Array(TEXELS), sure: this.#overLips.sure });
    const away = (Math.abs(headAngles(face.pose).yaw) - TURNED.from) / (TURNED.to - TURNED.from);
    if (away > 0) for (let i = 0; i < TEXELS; i++) map[i]! += (255 - map[i]!) * Math.min(1, away);
    return map;
  }

  /** New faces are looked at at once. */
  #meet(id: number): Memory {
    const memory = {
      steady: new SteadyMap(),
      hairline: new SteadyHairline(),
      data: new Uint8Array(TEXELS).fill(255),
      time: 0,
      rest: 0,
      ran: Number.NaN,
    };
    this.#memory.set(id, memory);
    return memory;
  }

  #forget(now: number): void {
    for (const [id, memory] of this.#memory)
      if (memory.time > 0 && Math.abs(now - memory.time) > FORGET_MS) this.#memory.delete(id);
  }
}
