import { filmFields, oneOf, required } from '../look/fields.ts';
import type { FoundationFinish, FoundationLayer } from '../types.ts';
import type { Finish } from './finish.ts';
import type { ProductSpec } from './product.ts';

export const FOUNDATION_FINISHES: Readonly<Record<FoundationFinish, Finish>> = {
  matte: { coverage: 0.6, relief: 0.92, keep: 0.25, lobe: 0, alpha: 0.7, f0: 0.03, boost: 0, wet: 1 },
  natural: { coverage: 0.6, relief: 1, keep: 0.7, lobe: 0, alpha: 0.5, f0: 0.04, boost: 0, wet: 1 },
  dewy: { coverage: 0.6, relief: 0.97, keep: 1.15, lobe: 0.15, alpha: 0.35, f0: 0.04, boost: 0.18, wet: 1 },
};

/**
 * Evening strength of a foundation: how much of the 1.5-8 mm unevenness of the skin it hides. Sheer .15, medium .40,
 * full .65 at contrast ratio .30, .60, .90 (rendering.md 1.7); linear between, 0 without product.
 */
export const eveningStrength = (coverage: number): number =>
  coverage <= 0.3 ? (coverage / 0.3) * 0.15 : Math.min(0.7, 0.15 + ((coverage - 0.3) / 0.6) * 0.5);

/** Foundation: a film over all the face's skin that also evens it. */
export const foundation: ProductSpec<FoundationLayer> = {
  product: 'foundation',
  fields: { ...filmFields, finish: required(oneOf(...Object.keys(FOUNDATION_FINISHES))) },
  films: ({ color, finish: name, coverage, intensity = 1 }) => {
    const finish = FOUNDATION_FINISHES[name];
    const cr = coverage ?? finish.coverage;
    return [
      {
        product: 'foundation',
        place: { on: 'skin', shape: null },
        color,
        coverage: cr,
        intensity,
        finish,
        evening: eveningStrength(cr) * intensity,
      },
    ];
  },
};
