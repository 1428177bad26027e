import { color as colorField, filmFields, oneOf, record, required } from '../look/fields.ts';
import type { LipstickFinish, LipstickLayer } from '../types.ts';
import type { Film } from './film.ts';
import type { Finish } from './finish.ts';
import { type PearlFinish, pearlOf } from './pearls.ts';
import type { ProductSpec } from './product.ts';

export const LIPSTICK_FINISHES: Readonly<Record<LipstickFinish, Finish>> = {
  sheer: { coverage: 0.07, relief: 1, keep: 1, lobe: 0.15, alpha: 0.3, f0: 0.04, boost: 0.1, wet: 1 },
  satin: { coverage: 0.75, relief: 0.9, keep: 0.6, lobe: 0.25, alpha: 0.35, f0: 0.04, boost: 0.12, wet: 1 },
  cream: { coverage: 0.85, relief: 0.85, keep: 0.45, lobe: 0.15, alpha: 0.42, f0: 0.04, boost: 0.05, wet: 1 },
  matte: { coverage: 0.95, relief: 0.8, keep: 0.15, lobe: 0, alpha: 0.7, f0: 0.03, boost: 0, wet: 1 },
  gloss: { coverage: 0.22, relief: 0.7, keep: 1, lobe: 0.85, alpha: 0.24, f0: 0.04, boost: 0.55, wet: 1.1 },
  metallic: {
    coverage: 0.9,
    relief: 0.8,
    keep: 0.4,
    lobe: 0.35,
    alpha: 0.34,
    f0: 0.04,
    boost: 0.05,
    wet: 1,
    metal: 0.6,
  },
  shimmer: { coverage: 0.6, relief: 0.85, keep: 0.7, lobe: 0.3, alpha: 0.3, f0: 0.04, boost: 0.1, wet: 1 },
  vinyl: { coverage: 0.9, relief: 0.65, keep: 0.9, lobe: 0.7, alpha: 0.26, f0: 0.04, boost: 0.4, wet: 1.08 },
  velvet: {
    coverage: 0.92,
    relief: 0.82,
    keep: 0.2,
    lobe: 0,
    alpha: 0.7,
    f0: 0.03,
    boost: 0,
    wet: 1,
    sheen: 0.05,
  },
};

/** Platelets of the finishes that have them (rendering.md 1.6). */
const PEARLS: Readonly<Partial<Record<LipstickFinish, PearlFinish>>> = {
  shimmer: { strength: 0.35, alpha: 0.4, glints: 0.35 },
  metallic: { strength: 0.3, alpha: 0.35, glints: 0.05, pale: 0.08 },
};

/** Lipstick: one film on the lips, or two that share them (ombre, two-tone). */
export const lipstick: ProductSpec<LipstickLayer> = {
  product: 'lipstick',
  fields: {
    ...filmFields,
    finish: required(oneOf(...Object.keys(LIPSTICK_FINISHES))),
    second: record({ style: required(oneOf('ombre', 'two-tone')), color: required(colorField) }),
  },
  films: (layer) => {
    const finish = LIPSTICK_FINISHES[layer.finish];
    const base = {
      product: 'lipstick',
      coverage: layer.coverage ?? finish.coverage,
      intensity: layer.intensity ?? 1,
      finish,
    } as const;
    const film = (kind: 'all' | 'rim' | 'centre' | 'upper' | 'lower', color: string): Film => ({
      ...base,
      color,
      place: { on: 'lips', shape: { kind } },
      ...pearlOf(color, PEARLS[layer.finish] ?? null),
    });
    if (!layer.second) return [film('all', layer.color)];
    const [first, second] =
      layer.second.style === 'ombre' ? (['rim', 'centre'] as const) : (['upper', 'lower'] as const);
    return [film(first, layer.color), film(second, layer.second.color)];
  },
};
