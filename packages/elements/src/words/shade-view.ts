import type { LayerFinish, ProductKind } from '@carmine/makeup';
import type { Shade } from '@carmine/shades';
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
  readonly finish: LayerFinish;
}

const PRODUCT: Readonly<Partial<Record<Shade['type'], ProductKind>>> = {
  lip: 'lipstick',
  foundation: 'foundation',
};

/** The view of a shade, or null for a type the mirror cannot put on. Words fall back to the record's own. */
export const shadeView = (shade: Shade, locale: Locale): ShadeView | null => {
  const product = PRODUCT[shade.type];
  if (!product) return null;
  const words = shade.locale?.[locale];
  return {
    sku: shade.sku,
    product,
    line: shade.line,
    lineName: words?.line ?? shade.line,
    name: words?.name ?? shade.name,
    hex: shade.color.hex,
    finish: shade.finish,
  };
};
