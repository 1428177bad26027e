import { coloursOf, finishOf, type LayerFinish, type LookLayer, type ProductKind } from '@carmine/makeup';
import { layerOf, productOf, type Shade } from '@carmine/shades';
import type { Locale } from '../locales/index.ts';

/** A shade as the parts show it: words in one language and a colour for the swatch. */
export interface ShadeView {
  readonly sku: string;
  readonly product: ProductKind;
  readonly line: string;
  readonly lineName: string;
  readonly name: string;
  /** "#rrggbb". */
  readonly hex: string;
  /** All its colours, where it has more than one: the pans of a palette, a duo. */
  readonly colours: readonly string[];
  /** null: the product has only its own. */
  readonly finish: LayerFinish | null;
}

/** The view of a shade. Words fall back to the record's own. */
export const shadeView = (shade: Shade, locale: Locale): ShadeView => {
  const layer = layerOf(shade) as LookLayer;
  const words = shade.locale?.[locale];
  return {
    sku: shade.sku,
    product: productOf(shade.type),
    line: shade.line,
    lineName: words?.line ?? shade.line,
    name: words?.name ?? shade.name,
    hex: shade.color.hex,
    colours: coloursOf(layer),
    finish: finishOf(layer),
  };
};

/** The CSS background of a swatch: quarters for a palette, halves for a duo, else the colour itself. */
export const swatchOf = ({ hex, colours }: Pick<ShadeView, 'hex' | 'colours'>): string => {
  if (colours.length < 2) return hex;
  const step = 360 / colours.length;
  const parts = colours.map((c, i) => `${c} ${i * step}deg ${(i + 1) * step}deg`);
  return `conic-gradient(from ${colours.length === 2 ? 180 : 0}deg, ${parts.join(', ')})`;
};
