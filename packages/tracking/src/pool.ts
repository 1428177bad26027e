import { FACE_STRIDE } from '@carmine/face';

const KEPT = 3;

/** A few result buffers that travel to the page and come back, so that tracking does not allocate one a frame. */
export class BufferPool {
  readonly #free: Float32Array[] = [];
  readonly #floats: number;

  constructor(faces: number) {
    this.#floats = Math.max(1, faces) * FACE_STRIDE;
  }

  take(): Float32Array {
    return this.#free.pop() ?? new Float32Array(this.#floats);
  }

  /** Takes a buffer back; one of another size or a transferred one is left to the garbage collector. */
  give(buffer: Float32Array): void {
    if (buffer.length === this.#floats && this.#free.length < KEPT) this.#free.push(buffer);
  }
}
