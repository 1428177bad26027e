import type {
  EyeshadowFinish,
  FoundationFinish,
  LinerFinish,
  LipstickFinish,
  LookLayer,
  ProductKind,
} from '../types.ts';

/** Any finish a product can be laid on with. */
export type LayerFinish = LipstickFinish | FoundationFinish | EyeshadowFinish | LinerFinish;

const POWDERS = ['matte', 'satin', 'shimmer'] as const;
const LINERS = ['matte', 'satin', 'gloss'] as const;
const BASES = ['matte', 'natural', 'dewy'] as const;

/** The finishes of each product in the order they are offered; none where a product has only its own. Eyeshadow has one a zone. */
export const PRODUCT_FINISHES: Readonly<Record<ProductKind, readonly LayerFinish[]>> = {
  foundation: BASES,
  concealer: BASES,
  contour: [],
  bronzer: POWDERS,
  blush: POWDERS,
  highlighter: [],
  eyeshadow: [...POWDERS, 'metallic'],
  brow: [],
  eyeliner: LINERS,
  mascara: [],
  'lip-liner': LINERS,
  lipstick: ['sheer', 'satin', 'cream', 'matte', 'velvet', 'gloss', 'vinyl', 'shimmer', 'metallic'],
};

/** What a layer is laid on with when it says nothing: the defaults told in types.ts. */
const DEFAULT_FINISH: Readonly<Partial<Record<ProductKind, LayerFinish>>> = {
  'lip-liner': 'matte',
  concealer: 'natural',
  blush: 'satin',
  bronzer: 'satin',
  eyeliner: 'satin',
};

/** The finish of a layer, its own or the product's default; null where it has none, or one a zone. */
export const finishOf = (layer: LookLayer): LayerFinish | null =>
  ('finish' in layer ? layer.finish : undefined) ?? DEFAULT_FINISH[layer.product] ?? null;

/** The masstones of a layer, "#rrggbb": one, two of a lipstick with a second shade, or one a zone. */
export const coloursOf = (layer: LookLayer): readonly string[] => {
  if (layer.product === 'eyeshadow') return layer.zones.map((zone) => zone.color);
  const second = layer.product === 'lipstick' ? layer.second?.color : undefined;
  return second ? [layer.color, second] : [layer.color];
};
