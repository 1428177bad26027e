import { MATERIAL } from './materials.ts';
import { type Part, polarGrid, sheet } from './part.ts';

const TEETH_ACROSS = 10;

/** Width shares of ten teeth from one side to the other (central incisors widest). */
const toothPhase = (u: number): number => {
  const s = u * 2 - 1;
  return ((Math.sign(s) * Math.abs(s) ** 1.06 + 1) / 2) * TEETH_ACROSS;
};

/** Dental arch: depth behind the front teeth at x, cm. */
const arch = (x: number): number => 0.34 * x * x;

const row = (gum: number, edge: number, front: number, half: number): Part =>
  sheet(80, 8, MATERIAL.teeth, (u, v) => {
    const phase = toothPhase(u);
    const f = phase - Math.floor(phase);
    const round = 1 - (2 * f - 1) ** 4;
    const x = (u * 2 - 1) * half;
    const tip = gum > edge ? 1 - v : v;
    const y = gum > edge ? edge + (gum - edge) * v : gum + (edge - gum) * v;
    const shorten = tip ** 2 * (0.06 * (1 - round) + 0.05 * Math.abs(u * 2 - 1)) * Math.sign(gum - edge);
    return {
      p: [x, y + shorten, front - arch(x) + 0.1 * round * (1 - 0.5 * tip)],
      uv: [f, tip],
    };
  });

/** Upper teeth (fixed to the skull). uv = (place across one tooth 0..1, 0 at the gum to 1 at the edge). */
export const buildUpperTeeth = (): Part => row(-3.1, -4.5, 4.6, 2.2);
/** Lower teeth (hang on the jaw). */
export const buildLowerTeeth = (): Part => row(-5.6, -4.72, 4.3, 2.0);

/** Tongue (hangs on the jaw). uv.x = 0: flesh, lit. */
export const buildTongue = (): Part =>
  polarGrid(10, 24, MATERIAL.mouth, (r, a) => {
    const [x, back] = [Math.cos(a) * r * 1.75, Math.sin(a) * r];
    const groove = 0.12 * Math.exp(-((x / 0.25) ** 2));
    return {
      p: [x, -5.5 + 0.75 * Math.sqrt(Math.max(0, 1 - r * r)) - groove + back * 0.1, 2.7 - back * 1.5],
      uv: [0.15, 0],
    };
  });

/** Dark throat behind it all, a bowl whose sides reach forward beside the teeth. uv.x = 1: unlit. */
export const buildCavity = (): Part =>
  sheet(12, 8, MATERIAL.mouth, (u, v) => {
    const side = u * 2 - 1;
    const y = -7.3 + v * 5.4;
    const beside = Math.exp(-(((y + 4.5) / 1.5) ** 2));
    return {
      p: [side * (2.1 + 1.1 * beside), y, 0.9 + 0.4 * beside + 1.7 * beside * Math.abs(side) ** 3],
      uv: [1, 0],
    };
  });
