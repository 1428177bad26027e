import { deltaE2000, type Lab, labToLch, lchToLab } from '@carmine/color';

/** What the customer wants beyond their own skin, in noticeable steps (1 dE00 each). */
export interface Wish {
  /** > 0 lighter, < 0 deeper. -6..6. */
  readonly depth?: number;
  /** > 0 warmer, < 0 cooler. -6..6. */
  readonly warmth?: number;
  /** Even out: covering redness counts too. */
  readonly even?: boolean;
}

/** Length along `move` at which it is `steps` dE00 from `from`; the metric is smooth here, three corrections are exact to .01. */
const lengthOf = (from: Lab, steps: number, move: (t: number) => Lab): number => {
  let t = steps;
  for (let i = 0; i < 3; i++) t *= Math.abs(steps) / deltaE2000(move(t), from);
  return t;
};

/** `lab` made lighter (> 0) or deeper by `steps` noticeable steps; a*, b* stay. */
export const inDepth = (lab: Lab, steps: number): Lab => {
  if (steps === 0) return lab;
  const move = (t: number): Lab => [lab[0] + t, lab[1], lab[2]];
  return move(lengthOf(lab, steps, move));
};

/** `lab` turned warmer (> 0, yellower) or cooler by `steps` noticeable steps; L* and C* stay. Grey has no hue to turn. */
export const inWarmth = (lab: Lab, steps: number): Lab => {
  const [L, C, h] = labToLch(lab);
  if (steps === 0 || C < 2) return lab;
  const move = (t: number): Lab => lchToLab([L, C, h + t]);
  return move(lengthOf(lab, steps, move));
};

/** Signed noticeable steps from `from` to `to` in lightness, hue and chroma: CIEDE2000 of each part alone. */
export interface Steps {
  /** > 0 lighter. */
  readonly depth: number;
  /** > 0 warmer. */
  readonly warmth: number;
  /** > 0 more vivid. */
  readonly colour: number;
}

export const stepsBetween = (to: Lab, from: Lab): Steps => {
  const [l, c, h] = labToLch(from);
  const [l2, c2, h2] = labToLch(to);
  const turn = ((h2 - h + 540) % 360) - 180;
  return {
    depth: Math.sign(l2 - l) * deltaE2000([l2, from[1], from[2]], from),
    warmth: Math.sign(turn) * deltaE2000(lchToLab([l, c, h2]), from),
    colour: Math.sign(c2 - c) * deltaE2000(lchToLab([l, c2, h]), from),
  };
};
