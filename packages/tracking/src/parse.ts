import { FaceParser, LightReader, type LipPart, LipRefiner, VisibilityReader } from '@carmine/parsing';

/** Which parts of the pixels are read besides the landmarks. */
export interface ParseOptions {
  /** Lip outlines from the picture. */
  readonly lips: boolean;
  /** The light on the face. */
  readonly light: boolean;
  /** What lies in front of the face. */
  readonly visibility: boolean;
}

export const PARSE_ALL: ParseOptions = { lips: true, light: true, visibility: true };
export const PARSE_NOTHING: ParseOptions = { lips: false, light: false, visibility: false };

/** What the parts need besides code. */
export interface ParseFiles {
  /** Weights of the visibility net. */
  readonly visibility: ArrayBuffer | null;
}

/** Reads lips while somebody needs their edges. What it remembers of a mouth holds for a second (parsing/src/lips/steady-outline.ts), so a
 *  pause is as a face that was out of sight. */
export class LipSwitch implements LipPart {
  readonly #part: LipPart;
  on = true;

  constructor(part: LipPart = new LipRefiner()) {
    this.#part = part;
  }

  /** null: nobody needs it. A single picture is always read. */
  refine(...[face, scene]: Parameters<LipPart['refine']>): unknown {
    return this.on || scene.mode === 'image' ? this.#part.refine(face, scene) : null;
  }
}

/** Throws `model-invalid` for weights of another version. */
export const createParser = (
  options: ParseOptions,
  files: ParseFiles,
): { parser: FaceParser; lips: LipSwitch | undefined } => {
  const lips = options.lips ? new LipSwitch() : undefined;
  const parser = new FaceParser({
    lips,
    light: options.light ? new LightReader() : undefined,
    visibility: files.visibility ? VisibilityReader.fromWeights(files.visibility) : undefined,
  });
  return { parser, lips };
};
