import { filmFields, oneOf } from '../look/fields.ts';
import type { BrowLayer } from '../types.ts';
import type { Film } from './film.ts';
import { POWDER } from './finish.ts';
import type { ProductSpec } from './product.ts';
import { browHairStroke } from './strokes/brow-hair-stroke.ts';
import { browPowderStroke } from './strokes/brow-powder-stroke.ts';

/** Contrast ratio of brow powder (rendering.md 1.8: .4 to .7), and how much denser a pen's line is. */
const COVERAGE = 0.45;
const PEN = 1.7;

const POWDERED = browPowderStroke();
const DRAWN = browHairStroke();

/** Brows: powder between the hairs, fine strokes like hairs, or both. */
export const brow: ProductSpec<BrowLayer> = {
  product: 'brow',
  fields: {
    ...filmFields,
    style: oneOf('powder', 'hair', 'both'),
  },
  films: ({ color, coverage = COVERAGE, intensity = 1, style = 'both' }) => {
    const base = {
      product: 'brow',
      color,
      intensity,
      finish: { ...POWDER, keep: 0.5, relief: 0.95 },
    } as const;
    const powder: Film = { ...base, place: { on: 'stroke', stroke: POWDERED }, coverage };
    const hair: Film = {
      ...base,
      place: { on: 'stroke', stroke: DRAWN },
      coverage: Math.min(1, coverage * PEN),
    };
    if (style === 'both') return [{ ...powder, coverage: coverage * 0.8 }, hair];
    return [style === 'powder' ? powder : hair];
  },
};
