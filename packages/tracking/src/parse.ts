import { FaceParser, LightReader, LipRefiner, VisibilityReader } from '@carmine/parsing';

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

/** Throws `model-invalid` for weights of another version. */
export const createParser = (options: ParseOptions, files: ParseFiles): FaceParser =>
  new FaceParser({
    lips: options.lips ? new LipRefiner() : undefined,
    light: options.light ? new LightReader() : undefined,
    visibility: files.visibility ? VisibilityReader.fromWeights(files.visibility) : undefined,
  });
