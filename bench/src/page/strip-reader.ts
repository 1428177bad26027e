import { codeBox, readStrip, STRIP } from '../clip/clip.ts';
import type { Sighting } from '../measure/smoothness.ts';

/** Reads the number of the picture a canvas shows. What it costs is known and told, so that it can be taken off. */
export class StripReader {
  readonly #context: CanvasRenderingContext2D;
  /** Each number at its first sight, ms of performance.now(). */
  readonly seen: Sighting[] = [];
  /** Looks that found no number. */
  unread = 0;
  /** ms spent reading. */
  spent = 0;
  #last = -1;

  constructor() {
    const canvas = document.createElement('canvas');
    canvas.width = STRIP.width;
    canvas.height = STRIP.height;
    this.#context = canvas.getContext('2d', { willReadFrequently: true })!;
    this.#context.imageSmoothingEnabled = false;
  }

  /** Looks at `canvas` now. */
  look(canvas: HTMLCanvasElement): void {
    const at = performance.now();
    const { width, height } = codeBox(canvas.width);
    const target = this.#context;
    target.drawImage(canvas, 0, 0, width, height, 0, 0, STRIP.width, STRIP.height);
    const number = readStrip(target.getImageData(0, 0, STRIP.width, STRIP.height).data);
    if (number === null) this.unread++;
    else if (number !== this.#last) {
      this.#last = number;
      this.seen.push({ frame: number, at });
    }
    this.spent += performance.now() - at;
  }
}
