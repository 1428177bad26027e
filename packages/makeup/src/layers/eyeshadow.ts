import { color, type Field, list, number, oneOf, record, required } from '../look/fields.ts';
import type { EyeshadowLayer, EyeshadowZone } from '../types.ts';
import type { ProductSpec } from './product.ts';

const ZONE = record({
  zone: required(oneOf('lid', 'crease', 'outer', 'lower')),
  color: required(color),
  finish: oneOf('matte', 'satin', 'shimmer', 'metallic'),
  coverage: number(0, 1),
  intensity: number(0, 1),
});

const ZONES: Field = {
  read: (value) => {
    const read = list(ZONE, 1, 4).read(value);
    if ('problem' in read) return read;
    const names = (read.value as EyeshadowZone[]).map((z) => z.zone);
    return new Set(names).size === names.length
      ? read
      : { problem: `expected each zone once; got ${names.join(', ')}` };
  },
};

export const eyeshadow: ProductSpec<EyeshadowLayer> = {
  product: 'eyeshadow',
  fields: { zones: required(ZONES), intensity: number(0, 1) },
  films: () => [],
};
