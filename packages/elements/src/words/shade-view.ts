import { finishOf, type LayerFinish, type LookLayer, type ProductKind } from '@carmine/makeup';
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
  /** null: the product has only its own. */
  readonly finish: LayerFinish | null;
}

/** The view of a shade. Words fall back to the record's own. */
export const shadeView = (shade: Shade, locale: Locale): ShadeView => {
  const words = shade.locale?.[locale];
  return {
    sku: shade.sku,
    product: productOf(shade.type),
    line: shade.line,
    lineName: words?.line ?? shade.line,
    name: words?.name ?? shade.name,
    hex: shade.color.hex,
    finish: finishOf(layerOf(shade) as LookLayer),
  };
};
