import { type LookLayer, PRODUCT_FINISHES, type ProductKind } from '@carmine/makeup';
import type { ProductMessageKey } from '../locales/product-keys.ts';
import type { LayerChange } from '../wardrobe.ts';

type Field = keyof LayerChange;

/** One of a few words. */
export interface ChoiceControl {
  readonly kind: 'choice';
  readonly field: Field;
  readonly label: ProductMessageKey;
  readonly values: readonly string[];
  /** `${words}${value}` is the text of a value. */
  readonly words: 'finish.' | 'placement.' | 'style.';
  /** What counts where the layer says nothing: the default told in the makeup types. */
  readonly fallback: string;
}
/** A number with a slider. */
export interface RangeControl {
  readonly kind: 'range';
  readonly field: Field;
  readonly label: ProductMessageKey;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** share: 0..1 shown as percent. times: 1 = natural. */
  readonly unit: 'share' | 'mm' | 'times';
  readonly fallback: number;
}
export interface SwitchControl {
  readonly kind: 'switch';
  readonly field: 'lower';
  readonly label: ProductMessageKey;
  readonly fallback: boolean;
}
export type Control = ChoiceControl | RangeControl | SwitchControl;

const finish = (product: ProductKind, fallback = ''): ChoiceControl => ({
  kind: 'choice',
  field: 'finish',
  label: 'finish.label',
  values: PRODUCT_FINISHES[product],
  words: 'finish.',
  fallback,
});
const share = (field: 'intensity' | 'coverage', fallback: number): RangeControl => ({
  kind: 'range',
  field,
  label: `${field}.label`,
  min: 0,
  max: 1,
  step: 0.05,
  unit: 'share',
  fallback,
});
const AMOUNT = share('intensity', 1);
const range = (
  field: 'width' | 'wing' | 'length' | 'volume',
  [min, max, step]: readonly [number, number, number],
  fallback: number,
): RangeControl => ({
  kind: 'range',
  field,
  label: `${field}.label`,
  min,
  max,
  step,
  unit: field === 'width' || field === 'wing' ? 'mm' : 'times',
  fallback,
});
const words = (field: 'placement' | 'style', values: readonly string[], fallback: string): ChoiceControl => ({
  kind: 'choice',
  field,
  label: `${field}.label`,
  values,
  words: `${field}.`,
  fallback,
});
const lower = (fallback: boolean): SwitchControl => ({
  kind: 'switch',
  field: 'lower',
  label: 'lower.label',
  fallback,
});

/** What can be changed of each product, the most asked for first. Ranges and defaults are those of the layer types of @carmine/makeup. */
export const CONTROLS: Readonly<Record<ProductKind, readonly Control[]>> = {
  foundation: [finish('foundation'), AMOUNT, share('coverage', 0.6)],
  concealer: [finish('concealer', 'natural'), AMOUNT, share('coverage', 0.8)],
  blush: [AMOUNT, finish('blush', 'satin'), words('placement', ['apple', 'lifted'], 'apple')],
  contour: [AMOUNT],
  bronzer: [AMOUNT, finish('bronzer', 'satin')],
  highlighter: [AMOUNT],
  eyeshadow: [AMOUNT],
  eyeliner: [
    AMOUNT,
    range('width', [0.3, 4, 0.1], 1.2),
    range('wing', [0, 15, 0.5], 0),
    finish('eyeliner', 'satin'),
    lower(false),
  ],
  mascara: [AMOUNT, range('length', [0.5, 2, 0.1], 1.2), range('volume', [0.5, 2, 0.1], 1), lower(true)],
  brow: [AMOUNT, words('style', ['powder', 'hair', 'both'], 'both')],
  lipstick: [finish('lipstick'), AMOUNT, share('coverage', 0.75)],
  'lip-liner': [AMOUNT, range('width', [0.5, 4, 0.1], 1.6), finish('lip-liner', 'matte')],
};

/** What a control stands at. */
export const standsAt = <T>(layer: LookLayer, { field, fallback }: { field: Field; fallback: T }): T =>
  ((layer as unknown as Record<string, T | undefined>)[field] ?? fallback) as T;
