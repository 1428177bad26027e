import { SIDES } from '@carmine/face';
import { ramp } from '../shapes/ramp.ts';
import type { Stroke } from '../stroke.ts';
import { browHalf, browMiddle } from './brow-body.ts';
import { BrowFrame } from './brow-frame.ts';
import { gridIndices } from './grid.ts';

const COLUMNS = 28;
/** Rows across: distance from the middle in half heights, and amount. Crisper below, where an artist draws the line, than above. */
const ACROSS = [
  [-1.5, 0],
  [-1.05, 0.4],
  [-0.6, 0.85],
  [0.1, 1],
  [0.75, 0.95],
  [1.1, 0.45],
  [1.4, 0],
] as const;
/** The front quarter is fainter; the tail ends in a point. */
const along = (t: number): number =>
  (0.15 + 0.85 * ramp(0.02, 0.4, t)) * (1 - 0.35 * ramp(0.6, 1, t)) * ramp(-0.02, 0.06, t) * ramp(1, 0.85, t);

/** Powder in both brows: a soft band that thins to its rims and to its front. */
export const browPowderStroke = (): Stroke => {
  const perBrow = COLUMNS * ACROSS.length;
  const brows = SIDES.map((side, n) => ({ frame: new BrowFrame(side), first: n * perBrow }));
  return {
    key: 'brow powder',
    vertexCount: perBrow * 2,
    indices: Uint16Array.from(brows.flatMap(({ first }) => gridIndices(ACROSS.length, COLUMNS, first))),
    clipEye: false,
    betweenHair: true,
    place: (face, sink) => {
      for (const { frame, first } of brows) {
        frame.read(face);
        for (let row = 0; row < ACROSS.length; row++)
          for (let n = 0; n < COLUMNS; n++) {
            const t = n / (COLUMNS - 1);
            const [d, amount] = ACROSS[row]!;
            const v = browMiddle(t) + d * browHalf(t);
            sink(
              first + row * COLUMNS + n,
              frame.at(t, v, 0),
              frame.at(t, v, 1),
              amount * along(t) * frame.facing(t),
            );
          }
      }
    },
  };
};
