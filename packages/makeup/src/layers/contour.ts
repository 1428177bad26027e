import { filmFields, someOf } from '../look/fields.ts';
import type { ContourLayer } from '../types.ts';
import { areasShape } from './areas.ts';
import { POWDER } from './finish.ts';
import type { ProductSpec } from './product.ts';
import { softPath } from './shapes/soft-path.ts';

/** Contrast ratio of a contour powder (rendering.md 1.8: .15 to .30). */
const COVERAGE = 0.2;

/** Where shade is laid: under the cheekbone from the ear to below the eye's outer corner, along the jaw from the ear, down the bridge's sides. */
const AREAS = {
  cheeks: softPath([
    { x: 7.4, y: -0.6, radius: 1.25, amount: 0.95 },
    { x: 6.6, y: -1.4, radius: 1.3, amount: 1 },
    { x: 5.7, y: -2.15, radius: 1.15, amount: 0.7 },
    { x: 4.8, y: -2.8, radius: 0.9, amount: 0.15 },
  ]),
  jaw: softPath([
    { x: 7.0, y: -3.6, radius: 1.0, amount: 0.55 },
    { x: 6.7, y: -4.9, radius: 1.35, amount: 1 },
    { x: 5.8, y: -6.4, radius: 1.35, amount: 1 },
    { x: 4.6, y: -7.8, radius: 1.15, amount: 0.8 },
    { x: 2.9, y: -8.9, radius: 0.8, amount: 0.2 },
  ]),
  nose: softPath([
    { x: 1.45, y: 3.75, radius: 0.6, amount: 0.3 },
    { x: 1.05, y: 2.7, radius: 0.5, amount: 0.75 },
    { x: 0.92, y: 1.5, radius: 0.48, amount: 0.85 },
    { x: 0.98, y: 0.5, radius: 0.5, amount: 0.6 },
    { x: 1.1, y: -0.1, radius: 0.45, amount: 0.15 },
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
      finish: { ...POWDER, keep: 0.8 },
    },
  ],
};
