import { EYE_RINGS, type FaceLight, type Side, type VisibilityMap } from '@carmine/face';
import type { ParsedFace, ParseScene } from '../types.ts';
import { seenAt } from '../visibility/seen-at.ts';
import { CropView } from './crop-view.ts';
import { type Shading, ShadingFit } from './direction.ts';
import { Evidence } from './evidence.ts';
import { FaceMemory } from './memory.ts';
import { NoiseReader } from './noise.ts';
import { eyePlan, facePlan, type Points, pointX, pointY } from './plans.ts';
import { type Belief, believe } from './posterior.ts';
import { ScleraReader, type White } from './sclera.ts';
import { SKIN_POINTS, SkinReading } from './skin-points.ts';
import { DARK, exposureConfidence, faceLight, illuminantConfidence, type Told } from './told.ts';

/** Faces remembered at a time. */
const FACES = 16;

/**
 * What the picture tells of the light on a face: its colour, how well it is exposed, where it comes from, how noisy the camera is. Reads three small
 * cut-outs a face (the face, both eyes). Deterministic; keeps its buffers.
 *
 * A confidence is a chance: of the illuminant being within 5 degrees (angle of linear RGB), of the exposure being within a quarter stop. What is
 * told is already the mean over what is possible: unsure light is nearly white and well exposed, so it can be used as it is.
 */
export class LightReader {
  readonly #view = new CropView();
  readonly #skin = new SkinReading();
  readonly #fit = new ShadingFit(SKIN_POINTS.length);
  readonly #sclera = new ScleraReader();
  readonly #noiseOf = new NoiseReader();
  readonly #evidence = new Evidence();
  readonly #whites: { readonly right: White; readonly left: White } = { right: noWhite(), left: noWhite() };
  readonly #shading: Shading = { x: 0, y: 0, z: 1, sure: 0, ambient: 1, explained: 0 };
  readonly #belief: Belief = {
    exposure: 0,
    exposureVariance: 1,
    red: 0,
    blue: 0,
    redVariance: 1,
    blueVariance: 1,
    coloured: 0,
  };
  readonly #faces = new Map<number, FaceMemory>();

  /** What `visibility` says is covered tells nothing: a mask is no skin, dark glasses are no whites. */
  read(face: ParsedFace, scene: ParseScene, visibility: VisibilityMap | null = null): FaceLight {
    const noise = this.#look(face, scene, visibility);
    if (scene.mode === 'image') return noise === null ? DARK : faceLight(this.#told(), this.#shading, noise);
    const memory = this.#memoryOf(face.id, scene);
    if (noise !== null) {
      const told = memory.follow(this.#evidence.skin, this.#told(), this.#shading, noise, scene.captureTime);
      return faceLight(told, memory.shading, memory.noise);
    }
    return memory.known ? faceLight(memory.fade(scene.captureTime), memory.shading, memory.noise) : DARK;
  }

  /** Forgets all faces. */
  reset(): void {
    this.#faces.clear();
  }

  /** Reads one frame into the fields; returns the camera's noise, or null where no skin is to be seen. */
  #look(face: ParsedFace, scene: ParseScene, visibility: VisibilityMap | null): number | null {
    const points: Points = { landmarks: face.landmarks, width: scene.width, height: scene.height };
    const plan = facePlan(points);
    if (!plan) return null;
    this.#view.use(scene.read(plan));
    this.#skin.read(this.#view, points, face.pose, visibility);
    this.#evidence.readSkin(this.#skin);
    if (this.#evidence.skin.weight === 0) return null;
    const noise = this.#lookAtEyes(points, scene, visibility);
    this.#evidence.readWhites(this.#skin, this.#whites);
    this.#fit.fit(this.#skin, this.#evidence.level, this.#shading);
    believe(this.#evidence.skin, this.#evidence.white, this.#belief);
    return noise;
  }

  #lookAtEyes(points: Points, scene: ParseScene, visibility: VisibilityMap | null): number {
    let noise = Number.POSITIVE_INFINITY;
    for (const side of ['right', 'left'] as const) {
      const white = this.#whites[side];
      white.count = 0;
      const plan = eyePlan(points, side);
      if (!plan) continue;
      const crop = scene.read(plan);
      this.#view.use(crop);
      if (eyeSeen(visibility, points, side)) this.#sclera.read(crop, this.#view, points, side, white);
      const own = this.#noiseOf.read(crop);
      if (own < noise) noise = own;
    }
    return Number.isFinite(noise) ? noise : 0;
  }

  #told(): Told {
    const b = this.#belief;
    return {
      exposure: b.exposure,
      red: b.red,
      blue: b.blue,
      illuminantConfidence: illuminantConfidence(b),
      exposureConfidence: exposureConfidence(b),
    };
  }

  #memoryOf(id: number, scene: ParseScene): FaceMemory {
    if (scene.cut) this.#faces.delete(id);
    const known = this.#faces.get(id);
    if (known && !known.stale(scene.captureTime)) return known;
    const made = new FaceMemory();
    this.#faces.set(id, made);
    for (const [other, memory] of this.#faces)
      if (other !== id && (memory.stale(scene.captureTime) || this.#faces.size > FACES))
        this.#faces.delete(other);
    return made;
  }
}

/** Whether the middle between an eye's corners is seen. */
const eyeSeen = (visibility: VisibilityMap | null, points: Points, side: Side): boolean => {
  const [inner, outer] = [EYE_RINGS[side][8]!, EYE_RINGS[side][0]!];
  const middle = (of: typeof pointX) => (of(points, inner) + of(points, outer)) / 2;
  return seenAt(visibility, middle(pointX), middle(pointY));
};

const noWhite = (): White => ({ count: 0, level: 0, red: 0, blue: 0, spread: 0, openness: 0 });
