import { labToHex } from '@carmine/color';
import type {
  EYESHADOW_FINISHES,
  EYESHADOW_ZONES,
  FOUNDATION_FINISHES,
  LINER_FINISHES,
  LIP_FINISHES,
} from './catalogue/schema.ts';
import type { Shade, ShadeType } from './catalogue/shade.ts';
import { wornMasstone } from './film.ts';

/** A product as a look names it: the type of the record, but for lips. */
export type WornProduct = Exclude<ShadeType, 'lip'> | 'lipstick';
export type AnyFinish =
  | (typeof LIP_FINISHES)[number]
  | (typeof FOUNDATION_FINISHES)[number]
  | (typeof EYESHADOW_FINISHES)[number]
  | (typeof LINER_FINISHES)[number];

/** One pan of a palette as worn. */
export interface WornZone {
  readonly zone: (typeof EYESHADOW_ZONES)[number];
  /** "#rrggbb". */
  readonly color: string;
  readonly finish?: (typeof EYESHADOW_FINISHES)[number];
  readonly coverage?: number;
  readonly intensity?: number;
}

/** How a shade is put on where it is not as the record says. null leaves a field of the record out. Units: mm for width and wing. */
export interface LayerOptions {
  /** For a palette: of every pan. */
  readonly finish?: AnyFinish;
  /** Contrast ratio of the film, 0..1. For a palette: of every pan. */
  readonly coverage?: number;
  /** Amount laid on, 0..1. */
  readonly intensity?: number;
  /** Lipstick: another second shade, or none. */
  readonly second?: { readonly style: 'ombre' | 'two-tone'; readonly color: string } | null;
  /** Blush. */
  readonly placement?: 'apple' | 'lifted';
  /** Concealer, contour, highlighter. */
  readonly areas?: readonly string[];
  /** Eyeliner 0.3..4, lip liner 0.5..4. */
  readonly width?: number;
  /** Eyeliner 0..15. */
  readonly wing?: number;
  /** Eyeliner, mascara: also below. */
  readonly lower?: boolean;
  /** Mascara 0.5..2, 1 = natural. */
  readonly length?: number;
  readonly volume?: number;
  /** Brow. */
  readonly style?: 'powder' | 'hair' | 'both';
  /** Eyeshadow: these instead of the palette's pans. */
  readonly zones?: readonly WornZone[];
  /** true: as just applied, before it oxidises. By default the settled colour, the one that is matched. */
  readonly fresh?: boolean;
}

/** A layer of a look, as @carmine/makeup reads it: siblings do not import each other, parseLook there checks every field. */
export interface ShadeLayer extends Omit<LayerOptions, 'second' | 'fresh'> {
  readonly product: WornProduct;
  /** Masstone "#rrggbb"; a palette has one a zone. */
  readonly color?: string;
  readonly second?: { readonly style: 'ombre' | 'two-tone'; readonly color: string };
}

/** Fields that a record and a layer call the same. */
const SHARED = [
  'finish',
  'placement',
  'areas',
  'width',
  'wing',
  'lower',
  'length',
  'volume',
  'style',
] as const;

export const productOf = (type: ShadeType): WornProduct => (type === 'lip' ? 'lipstick' : type);

const zonesOf = (shade: Shade & { type: 'eyeshadow' }, o: LayerOptions): readonly WornZone[] => {
  const pans = shade.pans.map(
    ({ zone, hex, finish, cr }): WornZone => ({
      zone,
      color: hex.toLowerCase(),
      finish,
      coverage: cr ?? shade.coverage.cr,
    }),
  );
  return (o.zones ?? pans).map(
    (zone) =>
      ({
        ...zone,
        ...(o.finish === undefined ? {} : { finish: o.finish }),
        ...(o.coverage === undefined ? {} : { coverage: o.coverage }),
      }) as WornZone,
  );
};

const secondOf = (shade: Shade, o: LayerOptions): Pick<ShadeLayer, 'second'> => {
  if (o.second) return { second: o.second };
  if (o.second === null || shade.type !== 'lip' || !shade.second) return {};
  const { style, hex } = shade.second;
  return { second: { style, color: hex.toLowerCase() } };
};

/** The masstone as it is drawn, "#rrggbb": that of the match. The record's own hex where nothing changes on the skin. */
const masstoneOf = (shade: Shade, fresh: boolean): string =>
  shade.oxidation && !fresh ? labToHex(wornMasstone(shade)) : shade.color.hex;

/** A shade as a layer of a look, for every type of record. An option the product does not know is passed on: parseLook refuses it by name. */
export const layerOf = (shade: Shade, options: LayerOptions = {}): ShadeLayer => {
  const { intensity } = options;
  const amount = intensity === undefined ? {} : { intensity };
  const product = productOf(shade.type);
  if (shade.type === 'eyeshadow') return { product, zones: zonesOf(shade, options), ...amount };
  const own = shade as Partial<Record<(typeof SHARED)[number], unknown>>;
  const shared = SHARED.map((field) => [field, options[field] ?? own[field]] as const);
  return {
    product,
    color: masstoneOf(shade, options.fresh ?? false),
    ...Object.fromEntries(shared.filter(([, value]) => value !== undefined)),
    coverage: options.coverage ?? shade.coverage.cr,
    ...secondOf(shade, options),
    ...(options.zones ? { zones: options.zones } : {}),
    ...amount,
  };
};
