import type { Stroke, StrokeFace } from '../layers/stroke.ts';
import { snap } from './snap.ts';

/** Floats of a vertex: x, y px, amount in each of the four channels. */
export const STROKE_FLOATS = 6;

/** The strokes of a look as one mesh: stroke c writes its amount to channel c, the larger counts where triangles overlap. */
export class StrokeMesh {
  readonly vertices: Float32Array;
  readonly indices: Uint32Array;
  readonly #strokes: readonly Stroke[];

  constructor(strokes: readonly Stroke[]) {
    this.#strokes = strokes;
    this.vertices = new Float32Array(strokes.reduce((n, s) => n + s.vertexCount, 0) * STROKE_FLOATS);
    const indices: number[] = [];
    let first = 0;
    for (const stroke of strokes) {
      for (const i of stroke.indices) indices.push(first + i);
      first += stroke.vertexCount;
    }
    this.indices = Uint32Array.from(indices);
  }

  /** Places every vertex on a face. Allocates nothing. */
  update(face: StrokeFace): void {
    this.#first = 0;
    this.#channel = 0;
    for (const stroke of this.#strokes) {
      stroke.place(face, this.#sink);
      this.#first += stroke.vertexCount;
      this.#channel++;
    }
  }
  #first = 0;
  #channel = 0;

  /** Makes room for the strokes in the pixels a face may change. `width`, `height`: px of the picture. */
  grow(roi: { x0: number; y0: number; x1: number; y1: number }, width: number, height: number): void {
    for (let at = 0; at < this.vertices.length; at += STROKE_FLOATS) {
      // What a stroke hides it may put anywhere.
      if (!this.#lies(at)) continue;
      const x = this.vertices[at]!;
      const y = this.vertices[at + 1]!;
      roi.x0 = Math.max(0, Math.min(roi.x0, Math.floor(x) - 1));
      roi.y0 = Math.max(0, Math.min(roi.y0, Math.floor(y) - 1));
      roi.x1 = Math.min(width, Math.max(roi.x1, Math.ceil(x) + 1));
      roi.y1 = Math.min(height, Math.max(roi.y1, Math.ceil(y) + 1));
    }
  }

  /** Whether the vertex at a place in `vertices` has any amount. */
  #lies(at: number): boolean {
    for (let k = at + 2; k < at + STROKE_FLOATS; k++) if (this.vertices[k]! > 0) return true;
    return false;
  }

  readonly #sink = (vertex: number, x: number, y: number, amount: number): void => {
    const at = (this.#first + vertex) * STROKE_FLOATS;
    this.vertices[at] = snap(x);
    this.vertices[at + 1] = snap(y);
    this.vertices[at + 2 + this.#channel] = amount;
  };
}
