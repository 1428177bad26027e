/** Which triangle each sample sees. */
export interface VisibilityBuffer {
  readonly width: number;
  readonly height: number;
  /** 1 / depth (1/cm), 0 where nothing is. */
  readonly inverseDepth: Float32Array;
  /** Triangle index + 1; 0 where nothing is. */
  readonly triangle: Uint32Array;
}

export const createVisibility = (width: number, height: number): VisibilityBuffer => ({
  width,
  height,
  inverseDepth: new Float32Array(width * height),
  triangle: new Uint32Array(width * height),
});

export const clearVisibility = (v: VisibilityBuffer): void => {
  v.inverseDepth.fill(0);
  v.triangle.fill(0);
};

/** Rasterises triangles with a depth test; 1/depth is linear in the picture, so depth is perspective-correct.
 *  `screen`: (x, y, 1/depth) per vertex in samples x `scale`. Back faces (clockwise in the picture) are dropped. */
export const rasterise = (
  v: VisibilityBuffer,
  screen: Float32Array,
  triangles: Uint32Array,
  scale: number,
  backFacesToo = false,
): void => {
  const { width, height, inverseDepth, triangle } = v;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]! * 3;
    let b = triangles[t + 1]! * 3;
    let c = triangles[t + 2]! * 3;
    const ax = screen[a]! * scale;
    const ay = screen[a + 1]! * scale;
    let bx = screen[b]! * scale;
    let by = screen[b + 1]! * scale;
    let cx = screen[c]! * scale;
    let cy = screen[c + 1]! * scale;
    let area = (cx - ax) * (by - ay) - (cy - ay) * (bx - ax); // > 0: counter-clockwise with y down
    if (area <= 0) {
      if (!backFacesToo || area === 0) continue;
      [b, c, bx, by, cx, cy, area] = [c, b, cx, cy, bx, by, -area];
    }
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    if (x0 > x1 || y0 > y1) continue;
    const k = 1 / area;
    // Barycentric weights of b and c and their steps; both grow linearly with the sample's place.
    const dxB = -(cy - ay) * k;
    const dyB = (cx - ax) * k;
    const dxC = (by - ay) * k;
    const dyC = -(bx - ax) * k;
    const px = x0 + 0.5 - ax;
    let py = y0 + 0.5 - ay;
    const za = screen[a + 2]!;
    const dzB = screen[b + 2]! - za;
    const dzC = screen[c + 2]! - za;
    for (let y = y0; y <= y1; y++, py++) {
      let wb = px * dxB + py * dyB;
      let wc = px * dxC + py * dyC;
      let at = y * width + x0;
      for (let x = x0; x <= x1; x++, at++) {
        if (wb >= 0 && wc >= 0 && wb + wc <= 1) {
          const z = za + wb * dzB + wc * dzC;
          if (z > inverseDepth[at]!) {
            inverseDepth[at] = z;
            triangle[at] = t / 3 + 1;
          }
        }
        wb += dxB;
        wc += dxC;
      }
    }
  }
};
