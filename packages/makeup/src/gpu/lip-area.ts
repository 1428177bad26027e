import { type FaceGeometry, LIP_GRID, type Roi } from '../geometry/face-geometry.ts';
import { LIP_FLOATS } from '../geometry/lip-strip.ts';

/** Where the lips of a face lie, and nothing of them outside. Reused from face to face. */
export class LipArea {
  /** px of the picture, not cut off at its edges. */
  readonly box: Roi = { x0: 0, y0: 0, x1: 0, y1: 0 };
  /** Texels of the lips' grid that hold any of them or are read for a pixel of theirs. A mouth is two to four times wider than high, the grid is a
   *  square; and small lips fill little of it. */
  readonly part: Roi = { x0: 0, y0: 0, x1: LIP_GRID, y1: LIP_GRID };
  /** Pixels of the picture from which those texels are made, whole px. */
  readonly under: Roi = { x0: 0, y0: 0, x1: 0, y1: 0 };

  /** `width`, `height`: px of the picture. */
  update({ lips, lipGrid }: Pick<FaceGeometry, 'lips' | 'lipGrid'>, width: number, height: number): void {
    const { box, part, under } = this;
    bounds(lips.vertices, box);
    const { x, y, step } = lipGrid;
    // A pixel is the lips' when its centre is; a texel more on each side for what is read between texels.
    part.x0 = Math.max(0, Math.floor((box.x0 - 1 - x) / step) - 1);
    part.y0 = Math.max(0, Math.floor((box.y0 - 1 - y) / step) - 1);
    part.x1 = Math.min(LIP_GRID, Math.ceil((box.x1 + 1 - x) / step) + 1);
    part.y1 = Math.min(LIP_GRID, Math.ceil((box.y1 + 1 - y) / step) + 1);
    under.x0 = Math.min(width, Math.max(0, Math.floor(x + part.x0 * step) - 1));
    under.y0 = Math.min(height, Math.max(0, Math.floor(y + part.y0 * step) - 1));
    under.x1 = Math.max(under.x0, Math.min(width, Math.ceil(x + part.x1 * step) + 1));
    under.y1 = Math.max(under.y0, Math.min(height, Math.ceil(y + part.y1 * step) + 1));
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
