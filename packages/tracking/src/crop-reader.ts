import type { Crop, CropPlan } from '@carmine/parsing';
import type { Size } from './detector.ts';
import type { TrackSource } from './types.ts';

/** Reads cut-outs of a still through one small canvas that stays in memory, so that only the cut-out is ever copied: a photograph may be large. */
export class CanvasCropReader {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true })!;
  #source: TrackSource | null = null;
  #scale = 1;

  /** The picture to read from; `size`: px of the frame that plans are made in, of which `source` may be a smaller copy. */
  open(source: TrackSource, size: Size): void {
    const width = 'displayWidth' in source ? source.displayWidth : source.width;
    this.#source = source;
    this.#scale = width / size.width;
  }

  readonly read = (plan: CropPlan): Crop => {
    const { width, height, span, turn, centerX, centerY } = plan;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    const context = this.#context;
    const zoom = width / (span * this.#scale);
    context.resetTransform();
    context.clearRect(0, 0, width, height);
    context.imageSmoothingQuality = 'medium';
    context.translate(width / 2, height / 2);
    context.rotate(-turn);
    context.scale(zoom, zoom);
    context.translate(-centerX * this.#scale, -centerY * this.#scale);
    context.drawImage(this.#source!, 0, 0);
    return { plan, width, height, data: context.getImageData(0, 0, width, height).data };
  };

  /** Lets go of the picture. */
  release(): void {
    this.#source = null;
  }
}
