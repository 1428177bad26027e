import { codeBox, readStrip, STRIP } from '../clip/clip.ts';

/** Reads the number of the picture a canvas shows. What it costs is told, since it is a readback of the GPU's. */
export class StripReader {
  readonly #context: CanvasRenderingContext2D;
  looks = 0;
  /** Looks that found no number. */
  unread = 0;
  /** ms spent reading. */
  spent = 0;

  constructor() {
    const canvas = document.createElement('canvas');
    canvas.width = STRIP.width;
    canvas.height = STRIP.height;
    this.#context = canvas.getContext('2d', { willReadFrequently: true })!;
    this.#context.imageSmoothingEnabled = false;
  }

  /** The number on `canvas` now; null: there is none. */
  read(canvas: HTMLCanvasElement): number | null {
    const begun = performance.now();
    const { width, height } = codeBox(canvas.width);
    this.#context.drawImage(canvas, 0, 0, width, height, 0, 0, STRIP.width, STRIP.height);
    const number = readStrip(this.#context.getImageData(0, 0, STRIP.width, STRIP.height).data);
    this.spent += performance.now() - begun;
    this.looks++;
    if (number === null) this.unread++;
    return number;
  }
}
