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

/** Everything the pixels say about a face, in the order in which one part helps the next. */
export class FaceParser {
  readonly #parts: FaceParts;

  constructor(parts: FaceParts) {
    this.#parts = parts;
  }

  /** Reads a face; its lip rings are refined in place. */
  parse(face: ParsedFace, scene: ParseScene): FaceReading {
    const { lips, light, visibility } = this.#parts;
    const seen = visibility?.see(face, scene) ?? null;
    const told = light?.read(face, scene, seen) ?? null;
    lips?.refine(face, scene);
    return { light: told, visibility: seen };
  }
}
