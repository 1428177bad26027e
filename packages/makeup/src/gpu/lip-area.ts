import { type FaceGeometry, LIP_GRID, type Roi } from '../geometry/face-geometry.ts';
import { LIP_FLOATS } from '../geometry/lip-strip.ts';

/** Where the lips of a face lie, and nothing of them outside. Reused from face to face. */
export class LipArea {
  /** px of the picture, not cut off at its edges. */
  readonly box: Roi = { x0: 0, y0: 0, x1: 0, y1: 0 };
  /** Rows of the lips' grid that hold any of them or are read for a pixel of theirs: from <= row < to. A mouth is two to four times wider than
   *  high, the grid is a square. */
  readonly rows = { from: 0, to: LIP_GRID };
  /** Pixels of the picture from which those rows are made, whole px. */
  readonly under: Roi = { x0: 0, y0: 0, x1: 0, y1: 0 };

  /** `width`, `height`: px of the picture. */
  update({ lips, lipGrid }: Pick<FaceGeometry, 'lips' | 'lipGrid'>, width: number, height: number): void {
    const { box, rows, under } = this;
    bounds(lips.vertices, box);
    const { x, y, step } = lipGrid;
    // A pixel is the lips' when its centre is; a row more on both sides for what is read between rows.
    rows.from = Math.max(0, Math.floor((box.y0 - 1 - y) / step) - 1);
    rows.to = Math.min(LIP_GRID, Math.ceil((box.y1 + 1 - y) / step) + 1);
    under.x0 = Math.min(width, Math.max(0, Math.floor(x) - 1));
    under.y0 = Math.min(height, Math.max(0, Math.floor(y + rows.from * step) - 1));
    under.x1 = Math.max(under.x0, Math.min(width, Math.ceil(x + LIP_GRID * step) + 1));
    under.y1 = Math.max(under.y0, Math.min(height, Math.ceil(y + rows.to * step) + 1));
  }
}

const bounds = (v: Float32Array, box: Roi): void => {
  box.x0 = box.y0 = Infinity;
  box.x1 = box.y1 = -Infinity;
  for (let at = 0; at < v.length; at += LIP_FLOATS) {
    box.x0 = Math.min(box.x0, v[at]!);
    box.y0 = Math.min(box.y0, v[at + 1]!);
    box.x1 = Math.max(box.x1, v[at]!);
    box.y1 = Math.max(box.y1, v[at + 1]!);
  }
};
