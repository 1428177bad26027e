import { codeBox, readStrip, STRIP } from '../clip/clip.ts';
import { lipstickIn, type Place } from '../measure/swim.ts';

/** px of the picture in which lipstick is looked for: its middle is told to a tenth of such a pixel. */
const SMALL = 160;

/** What a look at the canvas found. */
export interface Found {
  readonly number: number | null;
  readonly lips: Place | null;
}

/** Reads the number of the picture a canvas shows, and where its lipstick is. What it costs is told: it is a readback of the GPU's. */
export class StripReader {
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  looks = 0;
  /** Looks that found no number. */
  unread = 0;
  /** ms spent reading. */
  spent = 0;

  constructor() {
    // As high as wide: a picture taller than wide is cut below, where no lips are.
    this.#canvas.width = SMALL;
    this.#canvas.height = STRIP.height + SMALL;
    this.#context = this.#canvas.getContext('2d', { willReadFrequently: true })!;
    this.#context.imageSmoothingEnabled = false;
  }

  read(canvas: HTMLCanvasElement): Found {
    const begun = performance.now();
    const code = codeBox(canvas.width);
    const height = Math.min(SMALL, Math.round((SMALL * canvas.height) / canvas.width));
    const target = this.#context;
    target.drawImage(canvas, 0, 0, code.width, code.height, 0, 0, STRIP.width, STRIP.height);
    target.drawImage(canvas, 0, STRIP.height, SMALL, (SMALL * canvas.height) / canvas.width);
    const number = readStrip(target.getImageData(0, 0, STRIP.width, STRIP.height).data);
    const lips = lipstickIn(target.getImageData(0, STRIP.height, SMALL, height).data, SMALL, height);
    this.spent += performance.now() - begun;
    this.looks++;
    if (number === null) this.unread++;
    return { number, lips };
  }
}
