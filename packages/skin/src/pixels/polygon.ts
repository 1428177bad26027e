/** Calls `visit` for every pixel centre inside the rings (x, y pairs, px; even-odd rule) of a width x height raster. */
export const fillRings = (
  rings: readonly Float32Array[],
  size: { readonly width: number; readonly height: number },
  visit: (x: number, y: number) => void,
): void => {
  const [top, bottom] = rowRange(rings, size.height);
  const xs: number[] = [];
  for (let y = top; y < bottom; y++) {
    crossings(rings, y + 0.5, xs);
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const from = Math.max(0, Math.ceil(xs[i]! - 0.5));
      const to = Math.min(size.width - 1, Math.ceil(xs[i + 1]! - 0.5) - 1);
      for (let x = from; x <= to; x++) visit(x, y);
    }
  }
};

const rowRange = (rings: readonly Float32Array[], height: number): [number, number] => {
  let lo = Number.POSITIVE_INFINITY;
  let hi = Number.NEGATIVE_INFINITY;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i += 2) {
      lo = Math.min(lo, ring[i]!);
      hi = Math.max(hi, ring[i]!);
    }
  if (!(hi > lo)) return [0, 0];
  return [Math.max(0, Math.floor(lo)), Math.min(height, Math.ceil(hi))];
};

const crossings = (rings: readonly Float32Array[], y: number, xs: number[]): void => {
  xs.length = 0;
  for (const ring of rings) {
    const n = ring.length / 2;
    for (let i = 0, j = n - 1; i < n; j = i++) {
      const yi = ring[i * 2 + 1]!;
      const yj = ring[j * 2 + 1]!;
      if (yi > y === yj > y) continue;
      const xi = ring[i * 2]!;
      xs.push(xi + ((y - yi) / (yj - yi)) * (ring[j * 2]! - xi));
    }
  }
};

/** The ring drawn towards its centroid: 1 keeps it, 0 collapses it. */
export const shrinkRing = (ring: Float32Array, factor: number): Float32Array => {
  let cx = 0;
  let cy = 0;
  const n = ring.length / 2;
  for (let i = 0; i < n; i++) {
    cx += ring[i * 2]! / n;
    cy += ring[i * 2 + 1]! / n;
  }
  return ring.map((v, i) => (i % 2 ? cy : cx) + factor * (v - (i % 2 ? cy : cx)));
};
