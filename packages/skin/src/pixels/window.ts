/** A rectangle of a square map, cut out to be blurred for itself: work goes with its area, not the face's. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Box of a mask with a margin, texels; null when the mask is empty. */
export const windowOf = (mask: Uint8Array, size: number, margin: number): Window | null => {
  let [left, right, top, bottom] = [size, -1, size, -1];
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const [x, y] = [i % size, Math.floor(i / size)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return null;
  const [x0, y0] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  return {
    left: x0,
    top: y0,
    width: Math.min(size - 1, right + margin) - x0 + 1,
    height: Math.min(size - 1, bottom + margin) - y0 + 1,
  };
};

/** The values of a window, row by row. */
export const cut = <T extends Float32Array | Uint8Array>(values: T, size: number, at: Window): T => {
  const out = values.slice(0, at.width * at.height) as T;
  for (let y = 0; y < at.height; y++) {
    const from = (at.top + y) * size + at.left;
    out.set(values.subarray(from, from + at.width), y * at.width);
  }
  return out;
};
