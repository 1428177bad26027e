import { filmFields, oneOf, someOf } from '../look/fields.ts';
import type { ConcealerLayer } from '../types.ts';
import type { Film } from './film.ts';
import { eveningStrength, FOUNDATION_FINISHES } from './foundation.ts';
import type { ProductSpec } from './product.ts';
import { UNDER_EYE } from './shapes/under-eye.ts';

/** Contrast ratio of a concealer (rendering.md 1.7: .7 to .9), blended out. */
const COVERAGE = 0.7;
/** How much shading it lifts where it is full (rendering.md 1.7). */
const LIFT = 0.4;

/** Concealer: an evening film under the eyes that lifts the tear trough's shadow; on spots, evening alone. */
export const concealer: ProductSpec<ConcealerLayer> = {
  product: 'concealer',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'natural', 'dewy'),
    areas: someOf('under-eye', 'spots'),
  },
  films: ({
    color,
    coverage = COVERAGE,
    intensity = 1,
    finish: name = 'natural',
    areas = ['under-eye', 'spots'],
  }) => {
    const evening = eveningStrength(coverage) * intensity;
    const base = { product: 'concealer', color, intensity, evening } as const;
    const finish = FOUNDATION_FINISHES[name];
    const underEye: Film = {
      ...base,
      place: { on: 'skin', shape: UNDER_EYE },
      coverage,
      finish,
      lift: LIFT * intensity,
    };
    // Spots are dabbed one by one: over the face as a whole lies no film, only its unevenness is hidden.
    const spots: Film = { ...base, place: { on: 'skin', shape: null }, coverage: 0, finish };
    return areas.flatMap((area) => (area === 'spots' ? spots : underEye));
  },
};
