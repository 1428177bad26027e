import { filmFields, oneOf } from '../look/fields.ts';
import type { BronzerLayer } from '../types.ts';
import type { FaceShape } from './face-shape.ts';
import { POWDER_FINISHES, pearlOf } from './pearls.ts';
import type { ProductSpec } from './product.ts';
import { anyOf, softPath } from './shapes/soft-path.ts';

/** Contrast ratio of a bronzer swept on with a large brush (decision 0111). */
const COVERAGE = 0.04;

/** The "3" of a tan: forehead's edge and temple, in under the cheekbone, along the jaw; and a breath across the nose. */
const SUN: FaceShape = {
  key: 'bronzer',
  amount: anyOf(
    softPath([
      { x: 1.5, y: 8.6, radius: 2.5, amount: 0.45 },
      { x: 4.5, y: 7.6, radius: 2.7, amount: 0.75 },
      { x: 6.35, y: 5.7, radius: 2.5, amount: 0.9 },
      { x: 7.0, y: 3.5, radius: 2.1, amount: 0.75 },
      { x: 7.3, y: 1.0, radius: 2.2, amount: 0.9 },
      { x: 6.0, y: -0.2, radius: 2.2, amount: 0.8 },
      { x: 4.6, y: -0.9, radius: 1.8, amount: 0.25 },
    ]),
    softPath([
      { x: 7.2, y: 0.2, radius: 1.9, amount: 0.7 },
      { x: 7.0, y: -2.6, radius: 1.8, amount: 0.5 },
      { x: 6.4, y: -5.1, radius: 2.2, amount: 0.75 },
      { x: 5.3, y: -6.9, radius: 2.1, amount: 0.65 },
      { x: 3.6, y: -8.4, radius: 1.6, amount: 0.2 },
    ]),
    softPath([
      { x: 0, y: 1.4, radius: 1.3, amount: 0.4 },
      { x: 0.9, y: 1.0, radius: 1.4, amount: 0.4 },
      { x: 2.3, y: 0.4, radius: 1.6, amount: 0.3 },
      { x: 4.2, y: 0.0, radius: 1.9, amount: 0.4 },
    ]),
  ),
};

/** Bronzer: warmth where the sun would reach. */
export const bronzer: ProductSpec<BronzerLayer> = {
  product: 'bronzer',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'shimmer'),
  },
  films: ({ color, coverage = COVERAGE, intensity = 1, finish: name = 'satin' }) => {
    const { finish, pearl } = POWDER_FINISHES[name];
    return [
      {
        product: 'bronzer',
        place: { on: 'skin', shape: SUN },
        color,
        coverage,
        intensity,
        finish,
        ...pearlOf(color, pearl),
      },
    ];
  },
};
