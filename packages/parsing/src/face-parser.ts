import type { FaceLight, VisibilityMap } from '@carmine/face';
import type { ParsedFace, ParseScene } from './types.ts';

/** Moves the lip rings of `face.landmarks` onto the lips that are seen. */
export interface LipPart {
  refine(face: ParsedFace, scene: ParseScene): unknown;
}
/** `visibility`: what stands in front of the face is not its skin. null: not looked at. */
export interface LightPart {
  read(face: ParsedFace, scene: ParseScene, visibility?: VisibilityMap | null): FaceLight;
}
/** null: not looked at. The map may be overwritten by the next call for the same face. */
export interface VisibilityPart {
  see(face: ParsedFace, scene: ParseScene): VisibilityMap | null;
}

/** What can be read of a face besides its landmarks; a part left out is not read. */
export interface FaceParts {
  readonly lips?: LipPart | undefined;
  readonly light?: LightPart | undefined;
  readonly visibility?: VisibilityPart | undefined;
}

export interface FaceReading {
  readonly light: FaceLight | null;
  readonly visibility: VisibilityMap | null;
}

/** Light as it was read, and when, ms. */
interface ReadLight {
  readonly light: FaceLight;
  readonly at: number;
}

/** Faces whose light is kept at a time. */
const FACES = 16;

/** Everything the pixels say about a face, in the order in which one part helps the next. */
export class FaceParser {
  readonly #parts: FaceParts;
  /** The last reading of each face. */
  readonly #lights = new Map<number, ReadLight>();

  constructor(parts: FaceParts) {
    this.#parts = parts;
  }

  /** Reads a face; its lip rings are refined in place. */
  parse(face: ParsedFace, scene: ParseScene): FaceReading {
    const { lips, visibility } = this.#parts;
    const seen = visibility?.see(face, scene) ?? null;
    const told = this.#light(face, scene, seen);
    lips?.refine(face, scene);
    return { light: told, visibility: seen };
  }

  /** Light changes in seconds: where it is read less often, what was told holds until then. */
  #light(face: ParsedFace, scene: ParseScene, seen: VisibilityMap | null): FaceLight | null {
    const { light } = this.#parts;
    if (!light) return null;
    const every = scene.mode === 'video' && !scene.cut ? (scene.every?.light ?? 0) : 0;
    const last = this.#lights.get(face.id);
    if (every > 0 && last && Math.abs(scene.captureTime - last.at) < every) return last.light;
    const told = light.read(face, scene, seen);
    if (!last && this.#lights.size >= FACES) this.#lights.clear();
    this.#lights.set(face.id, { light: told, at: scene.captureTime });
    return told;
  }
}
