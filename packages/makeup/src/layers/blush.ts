import { filmFields, oneOf } from '../look/fields.ts';
import type { BlushLayer } from '../types.ts';
import type { FaceShape } from './face-shape.ts';
import { POWDER_FINISHES, pearlOf } from './pearls.ts';
import type { ProductSpec } from './product.ts';
import { anyOf, softPath } from './shapes/soft-path.ts';

/** Contrast ratio of a blush as a light hand lays it (decision 0111). */
const COVERAGE = 0.04;

/**
 * apple: on the cheek's fullest point, below the outer half of the iris, never lower than the nose nor nearer to it than two fingers, and
 * blended back over the cheekbone. lifted: along the top of the cheekbone to the temple, for a longer, higher face.
 */
const PLACEMENTS: Readonly<Record<NonNullable<BlushLayer['placement']>, FaceShape>> = {
  apple: {
    key: 'blush apple',
    amount: anyOf(
      softPath([{ x: 4.65, y: -0.1, radius: 2.5, amount: 1 }]),
      softPath([
        { x: 4.7, y: 0, radius: 2.4, amount: 0.97 },
        { x: 6.3, y: 0.9, radius: 1.9, amount: 0.5 },
        { x: 7.1, y: 1.4, radius: 1.2, amount: 0.15 },
      ]),
    ),
  },
  lifted: {
    key: 'blush lifted',
    amount: softPath([
      { x: 3.9, y: -0.3, radius: 1.4, amount: 0.35 },
      { x: 4.9, y: 0.1, radius: 2.0, amount: 0.85 },
      { x: 5.9, y: 0.75, radius: 2.1, amount: 1 },
      { x: 6.7, y: 1.6, radius: 1.9, amount: 0.7 },
      { x: 7.1, y: 2.9, radius: 1.2, amount: 0.2 },
    ]),
  },
};

/** Blush: a thin coloured powder on the cheeks. On deep skin a thin film of a mid colour is faint, as it is worn; more `coverage` is more product. */
export const blush: ProductSpec<BlushLayer> = {
  product: 'blush',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'shimmer'),
    placement: oneOf('apple', 'lifted'),
  },
  films: ({ color, coverage = COVERAGE, intensity = 1, finish: name = 'satin', placement = 'apple' }) => {
    const { finish, pearl } = POWDER_FINISHES[name];
    return [
      {
        product: 'blush',
        place: { on: 'skin', shape: PLACEMENTS[placement] },
        color,
        coverage,
        intensity,
        finish,
        ...pearlOf(color, pearl),
      },
    ];
  },
};
