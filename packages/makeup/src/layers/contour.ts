import { filmFields, someOf } from '../look/fields.ts';
import type { ContourLayer } from '../types.ts';
import { areasShape } from './areas.ts';
import { POWDER } from './finish.ts';
import type { ProductSpec } from './product.ts';
import { softPath } from './shapes/soft-path.ts';

/** Contrast ratio of a contour powder, blended out (decision 0111): a dark powder of .2 takes half of a fair skin's light. */
const COVERAGE = 0.05;

/** Where shade is laid: under the cheekbone from the ear to below the eye's outer corner, along the jaw from the ear, down the bridge's sides. */
const AREAS = {
  cheeks: softPath([
    { x: 7.4, y: -0.6, radius: 1.5, amount: 0.95 },
    { x: 6.6, y: -1.35, radius: 1.6, amount: 1 },
    { x: 5.7, y: -2.05, radius: 1.5, amount: 0.7 },
    { x: 4.7, y: -2.75, radius: 1.2, amount: 0.12 },
  ]),
  jaw: softPath([
    { x: 6.7, y: -3.5, radius: 1.3, amount: 0.4 },
    { x: 6.4, y: -4.8, radius: 1.9, amount: 0.95 },
    { x: 5.5, y: -6.3, radius: 2.0, amount: 1 },
    { x: 4.3, y: -7.65, radius: 1.7, amount: 0.8 },
    { x: 2.6, y: -8.7, radius: 1.1, amount: 0.2 },
  ]),
  nose: softPath([
    { x: 1.5, y: 3.7, radius: 0.75, amount: 0.3 },
    { x: 1.12, y: 2.7, radius: 0.65, amount: 0.75 },
    { x: 1.0, y: 1.5, radius: 0.62, amount: 0.85 },
    { x: 1.05, y: 0.5, radius: 0.6, amount: 0.6 },
    { x: 1.15, y: -0.1, radius: 0.5, amount: 0.12 },
  ]),
} as const;

/** Contour: a cool dark powder where shadow models the face. It darkens the skin's colour and leaves the picture's own light where it is. */
export const contour: ProductSpec<ContourLayer> = {
  product: 'contour',
  fields: {
    ...filmFields,
    areas: someOf('cheeks', 'jaw', 'nose'),
  },
  films: ({ color, coverage = COVERAGE, intensity = 1, areas }) => [
    {
      product: 'contour',
      place: { on: 'skin', shape: areasShape('contour', AREAS, areas) },
      color,
      coverage,
      intensity,
      finish: { ...POWDER, keep: 0.6 },
    },
  ],
};
