import { filmFields, someOf } from '../look/fields.ts';
import type { HighlighterLayer } from '../types.ts';
import { areasShape } from './areas.ts';
import { POWDER } from './finish.ts';
import { pearlOf } from './pearls.ts';
import type { ProductSpec } from './product.ts';
import { anyOf, softPath } from './shapes/soft-path.ts';

/** Contrast ratio of its body: nearly all of a highlighter is platelets, and more body is chalk on deep skin (decision 0111). */
const COVERAGE = 0.04;
/** Strength of the pearl at that coverage, and the most that more product gives. */
const PEARL = 0.22;
const MOST_PEARL = 0.9;

/** Where light falls first: top of the cheekbones up to the temple, the bridge and the nose's tip, the two peaks of the cupid's bow, below the brow's arch. */
const AREAS = {
  cheekbones: softPath([
    { x: 4.9, y: 0.75, radius: 0.6, amount: 0.3 },
    { x: 5.7, y: 1.15, radius: 0.8, amount: 0.95 },
    { x: 6.4, y: 1.85, radius: 0.8, amount: 1 },
    { x: 6.75, y: 2.9, radius: 0.65, amount: 0.45 },
  ]),
  nose: anyOf(
    softPath([
      { x: 0, y: 3.2, radius: 0.4, amount: 0.25 },
      { x: 0, y: 2.0, radius: 0.42, amount: 0.8 },
      { x: 0, y: 0.6, radius: 0.42, amount: 0.8 },
      { x: 0, y: 0.1, radius: 0.35, amount: 0.2 },
    ]),
    softPath([{ x: 0, y: -0.55, radius: 0.45, amount: 0.85 }]),
  ),
  cupid: softPath([
    { x: 0.0, y: -3.2, radius: 0.3, amount: 0.5 },
    { x: 0.62, y: -3.12, radius: 0.32, amount: 0.9 },
    { x: 1.05, y: -3.22, radius: 0.28, amount: 0.35 },
  ]),
  'brow-bone': softPath([
    { x: 3.4, y: 4.12, radius: 0.35, amount: 0.3 },
    { x: 4.4, y: 4.0, radius: 0.42, amount: 0.8 },
    { x: 5.2, y: 3.55, radius: 0.38, amount: 0.5 },
  ]),
} as const;

/** Highlighter: a little body, much pearl. */
export const highlighter: ProductSpec<HighlighterLayer> = {
  product: 'highlighter',
  fields: {
    ...filmFields,
    areas: someOf('cheekbones', 'nose', 'cupid', 'brow-bone'),
  },
  films: ({ color, coverage = COVERAGE, intensity = 1, areas }) => [
    {
      product: 'highlighter',
      place: { on: 'skin', shape: areasShape('highlighter', AREAS, areas) },
      color,
      coverage,
      intensity,
      finish: { ...POWDER, keep: 1 },
      ...pearlOf(color, {
        strength: Math.min(MOST_PEARL, (PEARL * coverage) / COVERAGE),
        alpha: 0.4,
        glints: 0.1,
      }),
    },
  ],
};
