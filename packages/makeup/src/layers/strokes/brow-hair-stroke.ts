import { SIDES } from '@carmine/face';
import { ramp } from '../shapes/ramp.ts';
import type { Stroke, StrokeSink } from '../stroke.ts';
import { browHalf, browMiddle } from './brow-body.ts';
import { BrowFrame } from './brow-frame.ts';
import { chance } from './chance.ts';
import { createHair, HAIR_VERTICES, hairIndices, placeHair } from './hair.ts';

/** Strokes a brow. */
const COUNT = 84;
/** mm: thickness at the root (rendering.md 1.8: .3), length at the front, in the body, at the tail. */
const THICK_MM = 0.26;
const LENGTH_MM = [4.2, 6.8, 4.6] as const;
/** Rows of roots across the brow, in half heights from its middle (+ down). */
const LAYERS = [0.85, 0.3, -0.3] as const;

/** A stroke's root in the brow, and its direction: radians over the brow's own line, + up. */
interface HairPlan {
  readonly at: number;
  readonly v: number;
  readonly angle: number;
  /** Turn of the tip towards the brow's line. */
  readonly turn: number;
  readonly length: number;
  readonly amount: number;
}

/** Hair stands at the front, lies outwards in the body, follows the line at the tail; what grows above grows down into it. */
const angleAt = (t: number, layer: number): number => {
  const low = 1.25 - 0.75 * ramp(0, 0.3, t) - 0.35 * ramp(0.3, 0.9, t);
  const above = ramp(0.4, -0.5, layer) * ramp(0.12, 0.45, t);
  return low - 0.55 * above;
};

const PLANS: readonly HairPlan[] = Array.from({ length: COUNT }, (_, i) => {
  const layer = LAYERS[i % LAYERS.length]! + 0.18 * chance(i, 21);
  const at = Math.min(0.96, Math.max(0.015, (i + 0.5 + 0.8 * chance(i, 22)) / COUNT));
  const length =
    LENGTH_MM[0] +
    (LENGTH_MM[1] - LENGTH_MM[0]) * ramp(0, 0.35, at) +
    (LENGTH_MM[2] - LENGTH_MM[1]) * ramp(0.6, 1, at);
  return {
    at,
    v: browMiddle(at) + layer * browHalf(at),
    angle: angleAt(at, layer) + 0.12 * chance(i, 23),
    turn: 0.35 * (1 - ramp(0.5, 1, at)),
    length: length * (0.88 + 0.16 * chance(i, 24)),
    amount: (0.35 + 0.65 * ramp(0.0, 0.34, at)) * (0.8 + 0.2 * chance(i, 25)),
  };
});

/** Fine strokes in both brows, as a pen draws them: oriented as hair grows there. */
export const browHairStroke = (): Stroke => {
  const perBrow = COUNT * HAIR_VERTICES;
  const brows = SIDES.map((side, n) => ({ frame: new BrowFrame(side), first: n * perBrow }));
  return {
    key: 'brow hair',
    vertexCount: perBrow * 2,
    indices: Uint16Array.from(brows.flatMap(({ first }) => hairIndices(COUNT, first))),
    clipEye: false,
    betweenHair: true,
    place: (face, sink) => {
      for (const { frame, first } of brows) {
        frame.read(face);
        for (let i = 0; i < COUNT; i++) placeOne(frame, PLANS[i]!, first + i * HAIR_VERTICES, sink);
      }
    },
  };
};

const hair = createHair();

const placeOne = (brow: BrowFrame, plan: HairPlan, first: number, sink: StrokeSink): void => {
  const dx = brow.direction(plan.at, 0);
  const dy = brow.direction(plan.at, 1);
  hair.rootX = brow.at(plan.at, plan.v, 0);
  hair.rootY = brow.at(plan.at, plan.v, 1);
  const reach = (angle: number, length: number, axis: 0 | 1): number => {
    const out = Math.cos(angle) * length * brow.perMmOut;
    const up = Math.sin(angle) * length * brow.perMm * brow.side;
    return axis === 0 ? out * dx + up * dy : out * dy - up * dx;
  };
  hair.bendX = hair.rootX + reach(plan.angle, plan.length * 0.55, 0);
  hair.bendY = hair.rootY + reach(plan.angle, plan.length * 0.55, 1);
  hair.tipX = hair.rootX + reach(plan.angle - plan.turn, plan.length, 0);
  hair.tipY = hair.rootY + reach(plan.angle - plan.turn, plan.length, 1);
  hair.thick = THICK_MM * brow.perMm;
  hair.amount = plan.amount * brow.facing(plan.at);
  // Layers overlap: the hairs that share a pixel lie this far apart.
  hair.spacing = (brow.upper.length / COUNT) * 1.5;
  placeHair(hair, brow.perMm, first, sink);
};
