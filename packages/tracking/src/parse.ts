import { FaceParser, FaceRegister, LightReader, LipRefiner } from '@carmine/parsing';

/** Which parts of the pixels are read besides the landmarks. */
export interface ParseOptions {
  /** On video, landmarks put on the skin where the filter lags behind it. */
  readonly register: boolean;
  /** Lip outlines from the picture. */
  readonly lips: boolean;
  /** The light on the face. */
  readonly light: boolean;
  /** What lies in front of the face. */
  readonly visibility: boolean;
}

export const PARSE_ALL: ParseOptions = { register: true, lips: true, light: true, visibility: true };
export const PARSE_NOTHING: ParseOptions = { register: false, lips: false, light: false, visibility: false };

export const createParser = (options: ParseOptions): FaceParser =>
  new FaceParser({
    register: options.register ? new FaceRegister() : undefined,
    lips: options.lips ? new LipRefiner() : undefined,
    light: options.light ? new LightReader() : undefined,
  });
