import { boxShrink } from './box-shrink.ts';
import type { Size } from './detector.ts';
import { sizeOf } from './detector.ts';
import type { TrackSource } from './types.ts';

/** Layouts of memory that every browser which can turn frames into RGBA turns into it. */
const KNOWN_FORMATS = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12', 'RGBA']);

/** Puts the pixels of a video's pictures into memory, where MediaPipe and all that is cut out of them read them: no GPU on the way
 *  (docs/design/tracking-feed.md). Memory is kept from picture to picture. */
export class FramePixels {
  #whole: ImageData | null = null;
  #small: ImageData | null = null;
  #context: OffscreenCanvasRenderingContext2D | null = null;

  /** The pixels of `frame`, every side `shrink` times smaller (a whole number that divides both), 8-bit sRGB. They are the caller's until
   *  `giveBack`. Does not close `frame`. */
  async read(frame: TrackSource, shrink: number): Promise<ImageData> {
    const size = sizeOf(frame);
    const small = { width: size.width / shrink, height: size.height / shrink };
    if (!isPlain(frame)) return this.#drawn(frame, small);
    const whole = takeOr(this.#whole, size);
    this.#whole = null;
    try {
      await frame.copyTo(whole.data, { format: 'RGBA', colorSpace: 'srgb' });
    } catch {
      // A frame whose pixels the browser keeps elsewhere.
      return this.#drawn(frame, small);
    }
    if (shrink === 1) return whole;
    const result = takeOr(this.#small, small);
    this.#small = null;
    boxShrink(whole, shrink, result);
    this.#whole = whole;
    return result;
  }

  /** Hands back what `read` gave, for the next picture. */
  giveBack(pixels: ImageData): void {
    if (this.#whole) this.#small = pixels;
    else this.#whole = pixels;
  }

  #drawn(frame: TrackSource, { width, height }: Size): ImageData {
    this.#context ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    const { canvas } = this.#context;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    this.#context.imageSmoothingQuality = 'medium';
    this.#context.drawImage(frame, 0, 0, width, height);
    return this.#context.getImageData(0, 0, width, height);
  }
}

const takeOr = (kept: ImageData | null, { width, height }: Size): ImageData =>
  kept?.width === width && kept.height === height ? kept : new ImageData(width, height);

/** What newer browsers tell of a frame (WebCodecs, VideoFrame.rotation and flip). */
interface Turned {
  readonly rotation?: number;
  readonly flip?: boolean;
}

/** Whether its memory, taken as RGBA, is the picture as it is shown: known, neither turned nor stretched. A browser that does not know the wish
 *  for RGBA would need another size of memory for it. */
const isPlain = (frame: TrackSource): frame is VideoFrame => {
  if (!('copyTo' in frame) || !frame.visibleRect || !KNOWN_FORMATS.has(frame.format ?? '')) return false;
  const { width, height } = frame.visibleRect;
  const { rotation = 0, flip = false } = frame as Turned;
  if (rotation !== 0 || flip || width !== frame.displayWidth || height !== frame.displayHeight) return false;
  try {
    return frame.allocationSize({ format: 'RGBA' }) === width * height * 4;
  } catch {
    return false;
  }
};
