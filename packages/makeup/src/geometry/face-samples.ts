import { LIP_COLUMNS, type LipStrip } from './lip-strip.ts';
import type { SkinMesh } from './skin-mesh.ts';
import { CHEEK_SAMPLES, SKIN_SAMPLES } from './skin-weights.ts';

/** Samples of a row; rows: skin, lips, around the lips, cheeks. */
export const SAMPLE_COLUMNS = 128;
export const SAMPLE_ROWS = 4;
/** Columns at either end of a lip that are no samples, and samples of one lip: the upper's come first. */
const CORNER_COLUMNS = 3;
export const LIP_SAMPLES = LIP_COLUMNS - 2 * CORNER_COLUMNS;

/** Distance of the samples around the lips from their outline, mm. */
const AROUND_MM = 6;
/** Where between the two middle rings the lips are sampled, in turn. */
const ACROSS = [0.1, 0.5, 0.9] as const;

/** Writes where the region statistics of a face are read into `out`, see FaceGeometry.samples. `px`: landmarks; `width`, `height` px. */
export const placeSamples = (
  g: { readonly skin: SkinMesh; readonly lips: LipStrip; readonly pixelsPerMm: number },
  px: Float32Array,
  width: number,
  height: number,
  out: Float32Array,
): void => {
  out.fill(0);
  const put = (row: number, col: number, x: number, y: number, weight: number): void => {
    const at = (row * SAMPLE_COLUMNS + col) * 4;
    const seen = x >= 0 && y >= 0 && x < width && y < height;
    out[at] = x;
    out[at + 1] = y;
    out[at + 2] = seen && weight > 0.5 ? 1 : 0;
  };
  const stride = Math.max(1, SKIN_SAMPLES.length / SAMPLE_COLUMNS);
  for (let i = 0; i < SAMPLE_COLUMNS && i * stride < SKIN_SAMPLES.length; i++) {
    const v = SKIN_SAMPLES[Math.floor(i * stride)]!;
    put(0, i, px[v * 2]!, px[v * 2 + 1]!, g.skin.facing[v]!);
    out[i * 4 + 3] = g.skin.normals[v * 3]!;
  }
  CHEEK_SAMPLES.forEach((v, i) => {
    put(3, i, px[v * 2]!, px[v * 2 + 1]!, g.skin.facing[v]!);
  });
  // The middle of each lip, between the second and third ring, and outside the outer one.
  let col = 0;
  for (let lip = 0; lip < 2; lip++)
    for (let c = CORNER_COLUMNS; c < LIP_COLUMNS - CORNER_COLUMNS; c++) {
      const [o, m, i] = g.lips.curves[lip] as unknown as [Float32Array, Float32Array, Float32Array];
      const t = ACROSS[c % 3]!;
      const mx = m[c * 2]! + (i[c * 2]! - m[c * 2]!) * t;
      const my = m[c * 2 + 1]! + (i[c * 2 + 1]! - m[c * 2 + 1]!) * t;
      put(1, col, mx, my, 1);
      const dx = o[c * 2]! - i[c * 2]!;
      const dy = o[c * 2 + 1]! - i[c * 2 + 1]!;
      const d = (AROUND_MM * g.pixelsPerMm) / (Math.hypot(dx, dy) || 1);
      put(2, col, o[c * 2]! + dx * d, o[c * 2 + 1]! + dy * d, 1);
      col++;
    }
};
