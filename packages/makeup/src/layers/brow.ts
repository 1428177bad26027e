import { filmFields, oneOf } from '../look/fields.ts';
import type { BrowLayer } from '../types.ts';
import { POWDER } from './finish.ts';
import type { ProductSpec } from './product.ts';
import type { Stroke } from './stroke.ts';
import { browHairStroke } from './strokes/brow-hair-stroke.ts';
import { browPowderStroke } from './strokes/brow-powder-stroke.ts';
import { joined } from './strokes/joined.ts';

/** Contrast ratio of brow powder (rendering.md 1.8: .4 to .7), and how much denser a pen's line is. */
const COVERAGE = 0.45;
const PEN = 1.7;
/** Powder under drawn hairs, as a share of their amount: a little less than powder alone. */
const UNDER_HAIR = 0.5;

const POWDERED = browPowderStroke();
const DRAWN = browHairStroke();
const STYLES: Readonly<Record<NonNullable<BrowLayer['style']>, Stroke>> = {
  powder: POWDERED,
  hair: DRAWN,
  both: joined('brow powder and hair', [
    { stroke: POWDERED, share: UNDER_HAIR },
    { stroke: DRAWN, share: 1 },
  ]),
};

/** Brows: powder between the hairs, fine strokes like hairs, or both. `coverage` is the powder's; a pen's line is denser. */
export const brow: ProductSpec<BrowLayer> = {
  product: 'brow',
  fields: {
    ...filmFields,
    style: oneOf('powder', 'hair', 'both'),
  },
  films: ({ color, coverage = COVERAGE, intensity = 1, style = 'both' }) => [
    {
      product: 'brow',
      place: { on: 'stroke', stroke: STYLES[style] },
      color,
      coverage: style === 'powder' ? coverage : Math.min(1, coverage * PEN),
      intensity,
      finish: { ...POWDER, keep: 0.5, relief: 0.95 },
    },
  ],
};
