import type { WornShade } from '@carmine/elements';
import type { TryOnState } from '@carmine/session';
import { type Locale, type ProductId, productOf, shadeBySku } from './products.ts';

export type LookId = 'day' | 'evening' | 'bridal' | 'bold';
type Depth = 'light' | 'medium' | 'deep';
/** A sku for each depth, or one for all; with how much of it. */
type Slot = readonly [skus: string | Readonly<Record<Depth, string>>, intensity?: number];

/** A full face by the house's artist. The foundation is the customer's own, so it is none of the slots. */
export interface CuratedLook {
  readonly id: LookId;
  /** From the skin up. */
  readonly slots: readonly Slot[];
}

const by = (light: string, medium: string, deep: string): Readonly<Record<Depth, string>> => ({
  light,
  medium,
  deep,
});

export const LOOKS: readonly CuratedLook[] = [
  {
    id: 'day',
    slots: [
      [by('PR-02', 'PR-05', 'PR-09'), 0.7],
      [by('FS-01', 'FS-04', 'FS-04'), 0.6],
      [by('FR-02', 'FR-04', 'FR-06'), 0.6],
      ['LV-03', 0.8],
      [by('CL-02', 'CL-09', 'CL-20'), 0.8],
    ],
  },
  {
    id: 'evening',
    slots: [
      [by('HS-01', 'HS-03', 'HS-06'), 0.7],
      [by('PR-03', 'PR-06', 'PR-11'), 0.8],
      [by('FL-01', 'FL-03', 'FL-06'), 0.6],
      [by('FS-04', 'FS-06', 'FS-06'), 1],
      [by('FR-04', 'FR-05', 'FR-06'), 0.8],
      ['IS-01', 1],
      ['LV-02', 1],
      [by('ML-06', 'ML-06', 'ML-08'), 0.7],
      [by('SA-04', 'SA-04', 'SA-06'), 1],
    ],
  },
  {
    id: 'bridal',
    slots: [
      [by('PR-02', 'PR-04', 'PR-07'), 0.9],
      [by('FL-02', 'FL-04', 'FL-05'), 0.7],
      [by('FS-01', 'FS-04', 'FS-04'), 0.7],
      [by('FR-02', 'FR-04', 'FR-05'), 0.7],
      ['IS-03', 0.9],
      ['LV-01', 1],
      [by('ML-05', 'ML-05', 'ML-07'), 0.6],
      [by('CL-07', 'CL-10', 'CL-19'), 0.9],
    ],
  },
  {
    id: 'bold',
    slots: [
      [by('HS-02', 'HS-03', 'HS-06'), 0.8],
      [by('PR-05', 'PR-07', 'PR-11'), 0.8],
      [by('FL-02', 'FL-04', 'FL-06'), 0.7],
      [by('FS-07', 'FS-07', 'FS-08'), 0.8],
      [by('FR-05', 'FR-05', 'FR-06'), 1],
      ['IS-02', 1],
      ['LV-02', 1],
      [by('ML-06', 'ML-06', 'ML-07'), 1],
      [by('SA-01', 'SA-01', 'SA-02'), 1],
    ],
  },
];

/** What is known of the face: a reading, or the foundation chosen; else the middle. */
interface Known {
  readonly mirror: TryOnState | null;
  readonly chosen: Readonly<Partial<Record<ProductId, string>>>;
}

/** L* of the skin above which the light shades are taken, below which the deep ones: the depth families light and tan of the catalogue. */
const LIGHT_FROM = 62;
const DEEP_BELOW = 44;

const foundationOf = ({ mirror, chosen }: Known): string => {
  const best = mirror?.match?.abstained === false ? mirror.match.matches[0]?.sku : undefined;
  return chosen['bare-silk'] || chosen['velvet-hour'] || best || '';
};

export const depthOf = (known: Known): Depth => {
  const L = known.mirror?.report?.skin?.lab[0] ?? shadeBySku(foundationOf(known))?.color.lab[0];
  if (L === undefined) return 'medium';
  return L >= LIGHT_FROM ? 'light' : L < DEEP_BELOW ? 'deep' : 'medium';
};

/** The look for this customer: its shades for their depth, over their own foundation where one is known. */
export const lookFor = ({ slots }: CuratedLook, known: Known): WornShade[] => {
  const depth = depthOf(known);
  const own = foundationOf(known);
  const worn = slots.map(([skus, intensity = 1]) => ({
    sku: typeof skus === 'string' ? skus : skus[depth],
    intensity,
  }));
  return own ? [{ sku: own }, ...worn] : worn;
};

export const priceOf = (shades: readonly WornShade[], locale: Locale): number =>
  shades.reduce((sum, { sku }) => sum + (productOf(sku)?.price[locale] ?? 0), 0);
