import { EYE_RINGS, type Side } from '@carmine/face';
import { type PixelImage, readLinear } from '../pixels/image.ts';
import type { FaceReading } from '../reading.ts';

const SIDES: readonly Side[] = ['left', 'right'];
/** Samples a mm of skin; a picture that holds less is read px by px. */
const PER_MM = 1.3;
/** Half of the box read around an eye, in widths of the eye: lid, lashes, iris and the brow's lower edge. */
const BOX = { x: 0.75, y: 0.5 } as const;
/** Half the length of the blur that differences are held against, samples. */
const HALF = 4;
/** Where a sample of more than a px is read, samples off its middle. */
const WITHIN = [
  [-0.25, -0.25],
  [0.25, -0.25],
  [-0.25, 0.25],
  [0.25, 0.25],
] as const;

/** Blur 0 (sharp) .. 1 of the eyes: how much of the neighbour differences outlives a 9-tap box blur (Crete-Roffet, Dolmiere, Ladret,
 *  Nicolas, HVEI 2007). Differences count squared: lids, lashes and the rim of the iris tell, which every face has. Skin tells nothing
 *  of sharpness: where it is smooth there is none to see, and how much shows in it depends on its tone (docs/decisions/0250). NaN where no
 *  eye lies in the picture. */
export const blurOf = ({ image, face, pxPerMm }: FaceReading): number => {
  const step = Math.max(1, pxPerMm / PER_MM);
  let [sharp, lost] = [0, 0];
  for (const side of SIDES) {
    const grid = samples(image, boxOf(face.landmarks, side, image), step);
    for (const along of [1, grid.width]) {
      const kept = outlives(grid, along);
      sharp += kept.all;
      lost += kept.lost;
    }
  }
  return sharp > 0 ? 1 - lost / sharp : Number.NaN;
};

interface Box {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** The box around one eye, px. */
const boxOf = (landmarks: Float32Array, side: Side, image: PixelImage): Box => {
  const xs = EYE_RINGS[side].map((v) => landmarks[v * 3]! * image.width);
  const ys = EYE_RINGS[side].map((v) => landmarks[v * 3 + 1]! * image.height);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const width = right - left;
  return {
    x: (left + right) / 2,
    y: (Math.min(...ys) + Math.max(...ys)) / 2,
    halfWidth: BOX.x * width,
    halfHeight: BOX.y * width,
  };
};

/** Roots of linear green, NaN outside the picture; `edge` rows and columns around the box are there for the blur. */
interface Grid {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

const EDGE = HALF + 1;
const pixel = { r: 0, g: 0, b: 0, bad: false };

const samples = (image: PixelImage, box: Box, step: number): Grid => {
  const half = (px: number): number => Math.round(px / step) + EDGE;
  const [nx, ny] = [half(box.halfWidth), half(box.halfHeight)];
  const grid = { width: 2 * nx + 1, height: 2 * ny + 1 };
  const values = new Float32Array(grid.width * grid.height);
  const within = step > 1 ? WITHIN : ([[0, 0]] as const);
  for (let j = 0; j < grid.height; j++)
    for (let i = 0; i < grid.width; i++) {
      let [sum, n] = [0, 0];
      for (const [dx, dy] of within) {
        if (!readLinear(image, box.x + (i - nx + dx) * step, box.y + (j - ny + dy) * step, pixel)) continue;
        sum += pixel.g;
        n++;
      }
      values[j * grid.width + i] = n ? Math.sqrt(sum / n) : Number.NaN;
    }
  return { ...grid, values };
};

/** Squared differences of neighbours `along` apart, and what of them the blur takes away. */
const outlives = ({ width, height, values }: Grid, along: number): { all: number; lost: number } => {
  let [all, lost] = [0, 0];
  for (let j = EDGE; j < height - EDGE; j++)
    for (let i = EDGE; i < width - EDGE; i++) {
      const at = j * width + i;
      const original = (values[at]! - values[at - along]!) ** 2;
      const blurred = ((values[at + HALF * along]! - values[at - EDGE * along]!) / (2 * HALF + 1)) ** 2;
      if (!Number.isFinite(original + blurred)) continue;
      all += original;
      lost += Math.max(0, original - blurred);
    }
  return { all, lost };
};
