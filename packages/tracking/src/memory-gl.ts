/** Numbers of WebGL's constants that are asked for (Khronos WebGL 2.0 specification, 3.7). */
const VENDOR = 0x1f00;
const RENDERER = 0x1f01;
const VERSION = 0x1f02;
const MAX_VERTEX_ATTRIBS = 0x8869;
const SHADING_LANGUAGE_VERSION = 0x8b8c;

const TOLD: Readonly<Record<number, string | number>> = {
  [VENDOR]: 'memory',
  [RENDERER]: 'memory',
  [VERSION]: 'WebGL 2.0',
  [SHADING_LANGUAGE_VERSION]: 'WebGL GLSL ES 3.00',
  [MAX_VERTEX_ATTRIBS]: 16,
};

const nothing = (): void => {};

/**
 * Stands in for WebGL2 in MediaPipe's CPU graph (tasks-vision 1.1.0). That graph takes a picture by `texImage2D`, reads it straight back with
 * `readPixels` and draws nothing in between, so pixels that are already in memory would go to the GPU and back for nothing, behind all that
 * is being drawn there. Here they stay: the texture is the ImageData itself. Any call that is not listed fails loudly, and the pinned
 * version's calls are held by tests.
 */
class MemoryGl {
  readonly TEXTURE_2D = 0x0de1;
  readonly RGBA = 0x1908;
  readonly UNSIGNED_BYTE = 0x1401;
  #picture: ImageData | null = null;
  #reader: OffscreenCanvasRenderingContext2D | null = null;

  readonly getParameter = (name: number): string | number | null => TOLD[name] ?? null;
  readonly getSupportedExtensions = (): string[] => [];
  readonly getExtension = (): null => null;
  readonly getError = (): number => 0;
  readonly getContextAttributes = () => ({ alpha: true, antialias: false, powerPreference: 'default' });
  readonly isContextLost = (): boolean => false;

  readonly createTexture = (): object => ({});
  readonly deleteTexture = nothing;
  readonly activeTexture = nothing;
  readonly bindTexture = nothing;
  readonly texParameteri = nothing;
  readonly createFramebuffer = (): object => ({});
  readonly deleteFramebuffer = nothing;
  readonly bindFramebuffer = nothing;
  readonly framebufferTexture2D = nothing;
  readonly fenceSync = (): object => ({});
  readonly deleteSync = nothing;
  readonly flush = nothing;
  readonly finish = nothing;

  /** texImage2D(target, level, internalformat, format, type, source). Keeps the source's pixels, not a copy, until the next one. */
  readonly texImage2D = (
    ...[, , , , , source]: [number, number, number, number, number, ReadSource]
  ): void => {
    this.#picture = source instanceof ImageData ? source : this.#read(source);
  };

  /** The whole picture, RGBA bytes, rows from the top, as MediaPipe asks for it. */
  readonly readPixels = (
    ...[, , width, height, , , into, at]: [number, number, number, number, number, number, Uint8Array, number]
  ): void => {
    const picture = this.#picture;
    if (!picture || width !== picture.width || height !== picture.height)
      throw new TypeError('readPixels: not the picture that was given');
    into.set(picture.data, at);
  };

  #read(source: Exclude<ReadSource, ImageData>): ImageData {
    const { width, height } =
      'displayWidth' in source ? { width: source.displayWidth, height: source.displayHeight } : source;
    const canvas = source instanceof OffscreenCanvas ? source : this.#drawn(source, width, height);
    return canvas.getContext('2d')!.getImageData(0, 0, width, height);
  }

  #drawn(source: ImageBitmap | VideoFrame, width: number, height: number): OffscreenCanvas {
    this.#reader ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const { canvas } = this.#reader;
    [canvas.width, canvas.height] = [width, height];
    this.#reader.drawImage(source, 0, 0);
    return canvas;
  }
}

type ReadSource = ImageData | OffscreenCanvas | ImageBitmap | VideoFrame;

/** A canvas for MediaPipe that has no other context than the stand-in. Nothing to close. */
export const memoryCanvas = (): OffscreenCanvas => {
  const gl = new MemoryGl();
  return { width: 1, height: 1, getContext: () => gl } as unknown as OffscreenCanvas;
};
