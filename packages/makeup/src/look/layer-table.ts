import { hexToLinear, solveScattering } from '@carmine/color';
import type { Look, LookLayer, ProductKind } from '../types.ts';
import { eveningStrength, FOUNDATION_FINISHES, LIPSTICK_FINISHES } from './finishes.ts';
import { MAX_LAYERS } from './look.ts';

/** vec4 rows of one layer in the table. */
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
  readonly has: Record<ProductKind, boolean>;
}

export const createLayerTable = (): LayerTable => ({
  data: new Float32Array(MAX_LAYERS * LAYER_ROWS * 4),
  count: 0,
  has: { lipstick: false, foundation: false },
});

/** Writes `look` into `table`. Layers with no coverage or no intensity are left out. */
export const bakeLook = (look: Look, table: LayerTable): LayerTable => {
  const worn = look.layers.filter((l) => (l.intensity ?? 1) > 0 && coverageOf(l) > 0);
  const ordered = [
    ...worn.filter((l) => l.product === 'foundation'),
    ...worn.filter((l) => l.product === 'lipstick'),
  ];
  table.data.fill(0);
  ordered.forEach((layer, i) => {
    bakeLayer(layer, table.data, i * LAYER_ROWS * 4);
  });
  table.count = ordered.length;
  table.has.lipstick = ordered.some((l) => l.product === 'lipstick');
  table.has.foundation = ordered.some((l) => l.product === 'foundation');
  return table;
};

const finishOf = (layer: LookLayer) =>
  layer.product === 'lipstick' ? LIPSTICK_FINISHES[layer.finish] : FOUNDATION_FINISHES[layer.finish];

/** Contrast ratio of a layer, its own or its finish's. */
export const coverageOf = (layer: LookLayer): number => layer.coverage ?? finishOf(layer).coverage;

const bakeLayer = (layer: LookLayer, out: Float32Array, at: number): void => {
  const finish = finishOf(layer);
  const coverage = coverageOf(layer);
  const intensity = layer.intensity ?? 1;
  const masstone = hexToLinear(layer.color);
  const x = solveScattering(masstone, coverage) * intensity;
  for (let i = 0; i < 3; i++) {
    const r = clampMasstone(masstone[i]!);
    const b = (1 - r * r) / (2 * r);
    out[at + i] = (1 + r * r) / (2 * r);
    out[at + 4 + i] = b;
    out[at + 8 + i] = b * x;
  }
  out[at + 3] = layer.product === 'lipstick' ? 1 : 0;
  out[at + 7] = layer.product === 'foundation' ? eveningStrength(coverage) * intensity : 0;
  // A film thinner than half its thickness shows its finish in part only.
  out[at + 11] = Math.min(1, intensity * 2);
  out.set([finish.relief, finish.keep, finish.lobe, finish.alpha], at + 12);
  out.set([finish.f0, finish.boost, finish.wet, 0], at + 16);
};
