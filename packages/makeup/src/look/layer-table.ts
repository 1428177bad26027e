import { hexToLinear, solveScattering } from '@carmine/color';
import type { Film } from '../layers/film.ts';
import { filmsOf, productSpec } from '../layers/index.ts';
import type { Look, LookLayer, ProductKind } from '../types.ts';
import { MAX_LAYERS } from './look.ts';

/** vec4 rows of one film in the table. */
export const LAYER_ROWS = 5;
/** Masstone limits of the two-flux formulas (rendering.md 1.3). */
const clampMasstone = (r: number): number => Math.min(0.995, Math.max(0.004, r));

/**
 * A look baked for the pixel loop, the same numbers for CPU and GPU. Per layer five vec4:
 * 0 a.rgb, region (0 skin, 1 lips) | 1 b.rgb, evening | 2 q.rgb = b x, presence | 3 relief, keep, lobe, alpha | 4 f0, boost, wet, -.
 * a and b are those of Kubelka-Munk (rendering.md 1.3), x the scattering power of the full film times the intensity.
 */
export interface LayerTable {
  readonly data: Float32Array;
  /** Rows in use, foundation before lipstick. */
  count: number;
  readonly has: Partial<Record<ProductKind, boolean>>;
}

export const createLayerTable = (): LayerTable => ({
  data: new Float32Array(MAX_LAYERS * LAYER_ROWS * 4),
  count: 0,
  has: {},
});

/** Writes `look` into `table`. */
export const bakeLook = (look: Look, table: LayerTable): LayerTable => {
  const films = filmsOf(look.layers);
  table.data.fill(0);
  films.forEach((film, i) => {
    bakeFilm(film, table.data, i * LAYER_ROWS * 4);
  });
  table.count = films.length;
  table.has.lipstick = films.some((f) => f.place.on === 'lips');
  table.has.foundation = films.some((f) => f.place.on === 'skin');
  return table;
};

/** Contrast ratio of a layer, its own or its finish's; 0 for a layer of nothing. */
export const coverageOf = (layer: LookLayer): number =>
  productSpec(layer.product).films(layer)[0]?.coverage ?? 0;

const bakeFilm = (film: Film, out: Float32Array, at: number): void => {
  const { finish, intensity } = film;
  const masstone = hexToLinear(film.color);
  const x = solveScattering(masstone, film.coverage) * intensity;
  for (let i = 0; i < 3; i++) {
    const r = clampMasstone(masstone[i]!);
    const b = (1 - r * r) / (2 * r);
    out[at + i] = (1 + r * r) / (2 * r);
    out[at + 4 + i] = b;
    out[at + 8 + i] = b * x;
  }
  out[at + 3] = film.place.on === 'lips' ? 1 : 0;
  out[at + 7] = film.evening ?? 0;
  // A film thinner than half its thickness shows its finish in part only.
  out[at + 11] = Math.min(1, intensity * 2);
  out.set([finish.relief, finish.keep, finish.lobe, finish.alpha], at + 12);
  out.set([finish.f0, finish.boost, finish.wet, 0], at + 16);
};
