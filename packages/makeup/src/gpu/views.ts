import type { Split } from '../types.ts';

/** Most looks side by side. */
export const MAX_LOOKS = 4;

/** Where the pictures of the looks lie on the canvas, px. */
export interface Layout {
  readonly columns: number;
  readonly rows: number;
  /** Canvas px a source px: 1, or less where the device cannot hold the grid. */
  readonly scale: number;
  /** Size of the canvas. */
  readonly width: number;
  readonly height: number;
  /** Top left corners of the pictures, one a look. */
  readonly corners: readonly (readonly [x: number, y: number])[];
}

/** The grid of `looks` pictures of `width` x `height` px on a device that draws up to `limit` px a side. */
export const layoutOf = (looks: number, width: number, height: number, limit: number): Layout => {
  const columns = looks > 1 ? 2 : 1;
  const rows = looks > 2 ? 2 : 1;
  const scale = Math.min(1, limit / (columns * width), limit / (rows * height));
  const across = Math.max(1, Math.floor(width * scale));
  const down = Math.max(1, Math.floor(height * scale));
  const corners = Array.from(
    { length: looks },
    (_, i) => [(i % columns) * across, Math.floor(i / columns) * down] as const,
  );
  return { columns, rows, scale, width: columns * across, height: rows * down, corners };
};

/** First and last column (excluded) of a picture `width` px wide that may wear product. */
export const wornColumns = (split: Split | undefined, width: number): readonly [number, number] => {
  if (!split || !Number.isFinite(split.at)) return [0, width];
  const border = Math.round(Math.min(1, Math.max(0, split.at)) * width);
  return split.bare === 'left' ? [border, width] : [0, border];
};
