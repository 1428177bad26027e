import { color, type Field, list, number, oneOf, record, required } from '../look/fields.ts';
import type { EyeshadowLayer, EyeshadowZone, EyeshadowZoneName } from '../types.ts';
import { EYESHADOW_FINISHES } from './eyeshadow-finishes.ts';
import type { Film } from './film.ts';
import { pearlOf } from './pearls.ts';
import type { ProductSpec } from './product.ts';
import { eyeZone } from './shapes/eye-zones.ts';

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

/** The order in which shadows are laid: the lid's colour first, depth over it. */
const ORDER: readonly EyeshadowZoneName[] = ['lid', 'lower', 'crease', 'outer'];
const SHAPES = {
  lid: eyeZone('lid'),
  crease: eyeZone('crease'),
  outer: eyeZone('outer'),
  lower: eyeZone('lower'),
};

const zoneFilm = (zone: EyeshadowZone, all: number): Film => {
  const { finish, pearl } = EYESHADOW_FINISHES[zone.finish ?? 'matte'];
  return {
    product: 'eyeshadow',
    place: { on: 'skin', shape: SHAPES[zone.zone] },
    color: zone.color,
    coverage: zone.coverage ?? finish.coverage,
    intensity: (zone.intensity ?? 1) * all,
    finish,
    ...pearlOf(zone.color, pearl),
  };
};

/** Eyeshadow: one film a zone; their soft edges lie over each other, so that neighbours join. */
export const eyeshadow: ProductSpec<EyeshadowLayer> = {
  product: 'eyeshadow',
  fields: { zones: required(ZONES), intensity: number(0, 1) },
  films: ({ zones, intensity = 1 }) =>
    [...zones]
      .sort((a, b) => ORDER.indexOf(a.zone) - ORDER.indexOf(b.zone))
      .map((zone) => zoneFilm(zone, intensity)),
};
