/** Anything that must be closed by its owner: VideoFrame, ImageBitmap. */
export interface Closable {
  close(): void;
}

/** Keeps each frame until the landmarks that were measured on it arrive, so that both are drawn together.
 *  Owns what it holds: a frame put in is closed by the tickets unless `take` hands it out. */
export class FrameTickets<F extends Closable> {
  readonly #held = new Map<number, F>();
  readonly #capacity: number;

  /** capacity: frames held at most; the oldest is closed when one more comes. A tracker with one frame in
   *  flight and one waiting needs 2; camera pools stall when many are held. */
  constructor(capacity = 3) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#held.size;
  }

  put(frameId: number, frame: F): void {
    this.#held.get(frameId)?.close();
    this.#held.set(frameId, frame);
    for (const [id, old] of this.#held) {
      if (this.#held.size <= this.#capacity) break;
      old.close();
      this.#held.delete(id);
    }
  }

  /** The frame with this id, or undefined when it is gone. The caller now owns it. Older frames are closed:
   *  a result for a newer frame makes them useless. */
  take(frameId: number): F | undefined {
    const frame = this.#held.get(frameId);
    for (const [id, old] of this.#held) {
      if (id > frameId) continue;
      if (id !== frameId) old.close();
      this.#held.delete(id);
    }
    return frame;
  }

  clear(): void {
    for (const frame of this.#held.values()) frame.close();
    this.#held.clear();
  }
}
