/** A picture that must be closed by its owner. */
export type Frame = VideoFrame | ImageBitmap;

/** A closed or transferred VideoFrame or ImageBitmap has no size left. */
const isOpen = (frame: Frame): boolean => ('codedWidth' in frame ? frame.codedWidth > 0 : frame.width > 0);

/** px of a frame as shown. */
export const frameSize = (frame: Frame): { width: number; height: number } =>
  'displayWidth' in frame
    ? { width: frame.displayWidth, height: frame.displayHeight }
    : { width: frame.width, height: frame.height };

/** Knows every frame the session made, so that a leak is a number a test can see. It owns none of them: each is
 *  closed by whoever holds it. Camera pools stall after a few open frames. */
export class FrameLedger {
  readonly #frames = new Set<Frame>();

  /** Notes `frame` and gives it back. */
  add<F extends Frame>(frame: F): F {
    for (const known of this.#frames) if (!isOpen(known)) this.#frames.delete(known);
    this.#frames.add(frame);
    return frame;
  }

  /** Frames still open on this thread. One handed to a worker is closed here by the transfer. */
  get open(): number {
    let count = 0;
    for (const frame of this.#frames) if (isOpen(frame)) count++;
    return count;
  }
}
