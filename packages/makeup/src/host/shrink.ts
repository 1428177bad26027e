import type { DrawSource } from '../types.ts';

type Size = readonly [width: number, height: number];

/** A size whose long side is no more than `longSide`; null where it is not larger. */
export const fitted = ([width, height]: Size, longSide: number): Size | null => {
  const scale = longSide / Math.max(width, height);
  if (!(scale < 1)) return null;
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
};

/** Makes frames smaller on a canvas of its own, so that everything after is made for fewer pixels. */
export class Shrink {
  #canvas: OffscreenCanvas | null = null;
  #context: OffscreenCanvasRenderingContext2D | null = null;

  /** `source` with a long side of at most `longSide` px, the caller's to close; null: it is no larger, or this browser cannot. */
  take(source: DrawSource, longSide: number | null): VideoFrame | null {
    if (!longSide || typeof VideoFrame === 'undefined' || typeof OffscreenCanvas === 'undefined') return null;
    const live = 'displayWidth' in source;
    const size: Size = live ? [source.displayWidth, source.displayHeight] : [source.width, source.height];
    const small = fitted(size, longSide);
    const canvas = small && this.#sized(small);
    if (!canvas || !this.#context) return null;
    this.#context.drawImage(source, 0, 0, canvas.width, canvas.height);
    return new VideoFrame(canvas, { timestamp: live ? source.timestamp : 0 });
  }

  #sized([width, height]: Size): OffscreenCanvas {
    if (!this.#canvas) {
      this.#canvas = new OffscreenCanvas(width, height);
      this.#context = this.#canvas.getContext('2d', { alpha: false });
    }
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    if (this.#context) this.#context.imageSmoothingQuality = 'medium';
    return this.#canvas;
  }
}
