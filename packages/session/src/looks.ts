import { CarmineError } from '@carmine/errors';
import type { Look, LookLayer, ProductKind } from '@carmine/makeup';
import { layerOf, type Shade } from '@carmine/shades';
import type { ApplyShadeOptions } from './types.ts';

/** The shade with this sku. Throws shade-unknown. */
export const findShade = (catalogue: readonly Shade[], sku: string): Shade => {
  const shade = catalogue.find((s) => s.sku === sku);
  if (shade) return shade;
  throw new CarmineError('shade-unknown', {
    message: `shade "${sku}" is not in the catalogue of ${catalogue.length} shades`,
    details: { sku },
  });
};

/** A shade as a layer of a look. An option that is none of the product's is kept as given: parseLook refuses it. */
export const shadeLayer = (shade: Shade, options: ApplyShadeOptions = {}): LookLayer =>
  layerOf(shade, options) as LookLayer;

/** The look with `layer` in place of all layers of its product. An intensity chosen before stays when the layer
 *  brings none: changing the shade is no wish to change the amount. */
export const wear = (look: Look, layer: LookLayer): Look => {
  const before = look.layers.find((l) => l.product === layer.product);
  const intensity = layer.intensity ?? before?.intensity;
  const worn = intensity === undefined ? layer : { ...layer, intensity };
  return { version: 1, layers: [...look.layers.filter((l) => l.product !== layer.product), worn] };
};

/** The look with another amount of `product`. Throws invalid-argument outside 0..1 or when it is not worn. */
export const withIntensity = (look: Look, product: ProductKind, intensity: number): Look => {
  if (!(typeof intensity === 'number' && intensity >= 0 && intensity <= 1))
    throw new CarmineError('invalid-argument', {
      message: `intensity: ${intensity} is not a number from 0 to 1`,
      details: { field: 'intensity', value: intensity },
    });
  if (!look.layers.some((l) => l.product === product))
    throw new CarmineError('invalid-argument', {
      message: `intensity: no ${product} is worn`,
      details: { field: 'product', value: product },
    });
  return {
    version: 1,
    layers: look.layers.map((l) => (l.product === product ? { ...l, intensity } : l)),
  };
};

/** The look without `product`, or the empty look. */
export const without = (look: Look, product?: ProductKind): Look => ({
  version: 1,
  layers: product ? look.layers.filter((l) => l.product !== product) : [],
});
