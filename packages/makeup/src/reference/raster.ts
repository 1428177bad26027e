import { EYE_FLOATS, EYE_INDICES } from '../geometry/eye-strip.ts';
import type { FaceGeometry, Roi } from '../geometry/face-geometry.ts';
import { LIP_FLOATS, LIP_INDICES } from '../geometry/lip-strip.ts';
import { SKIN_FLOATS, SKIN_INDICES } from '../geometry/skin-mesh.ts';
import { edge } from '../model/smooth.ts';

/** The four attributes of the region masks over a face's region of interest, 8 bits each, as the GPU target holds them:
 *  skin amount, lip coverage, doubt, coverage of the open eye. */
export interface MaskImage {
  readonly roi: Roi;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const ATTRIBUTES = 4;

/** How much the mask's pixel at byte offset `m` may be no skin, 0..1; on the lips the doubt is about the mouth's inside, in the eyes about lids. */
export const doubtOf = (data: Uint8Array, m: number): number => (data[m + 1]! > 0 ? 0 : data[m + 2]! / 255);

/** Triangles of vertices that begin with x, y px. */
export interface Triangles {
  readonly vertices: Float32Array;
  /** Floats a vertex. */
  readonly floats: number;
  readonly indices: ArrayLike<number>;
}

/** Gets a pixel of a triangle: its index within the region of interest, and the weights of the three corners at float offsets a, b, c. */
export type PixelSink = (
  pixel: number,
  a: number,
  b: number,
  c: number,
  wa: number,
  wb: number,
  wc: number,
) => void;

/** Visits the pixel centres inside each triangle. */
export const rasterTriangles = (mesh: Triangles, roi: Roi, sink: PixelSink): void => {
  const { vertices: v, floats, indices } = mesh;
  const width = roi.x1 - roi.x0;
  const height = roi.y1 - roi.y0;
  for (let t = 0; t < indices.length; t += 3) {
    const [a, b, c] = [indices[t]! * floats, indices[t + 1]! * floats, indices[t + 2]! * floats];
    const [ax, ay] = [v[a]! - roi.x0, v[a + 1]! - roi.y0];
    const [bx, by] = [v[b]! - roi.x0, v[b + 1]! - roi.y0];
    const [cx, cy] = [v[c]! - roi.x0, v[c + 1]! - roi.y0];
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    if (area === 0 || !Number.isFinite(area)) continue;
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) {
        const [px, py] = [x + 0.5, y + 0.5];
        const wb = ((px - ax) * (cy - ay) - (py - ay) * (cx - ax)) / area;
        const wc = ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / area;
        const wa = 1 - wb - wc;
        if (wa >= 0 && wb >= 0 && wc >= 0) sink(y * width + x, a, b, c, wa, wb, wc);
      }
  }
};

/** Rasterises a face's regions at pixel centres, keeping the larger value of each attribute where triangles overlap. */
export const rasterise = (g: FaceGeometry): MaskImage => {
  const roi = { ...g.roi };
  const [width, height] = [roi.x1 - roi.x0, roi.y1 - roi.y0];
  const data = new Uint8Array(width * height * ATTRIBUTES);
  const keep = (at: number, value: number): void => {
    const code = Math.round(value * 255);
    if (code > data[at]!) data[at] = code;
  };
  const s = g.skin.vertices;
  rasterTriangles(
    { vertices: s, floats: SKIN_FLOATS, indices: SKIN_INDICES },
    roi,
    (p, a, b, c, wa, wb, wc) => {
      keep(p * 4, s[a + 3]! * wa + s[b + 3]! * wb + s[c + 3]! * wc);
      keep(p * 4 + 2, s[a + 4]! * wa + s[b + 4]! * wb + s[c + 4]! * wc);
    },
  );
  const l = g.lips.vertices;
  rasterTriangles(
    { vertices: l, floats: LIP_FLOATS, indices: LIP_INDICES },
    roi,
    (p, a, b, c, wa, wb, wc) => {
      const out = l[a + 2]! * wa + l[b + 2]! * wb + l[c + 2]! * wc;
      const into = l[a + 3]! * wa + l[b + 3]! * wb + l[c + 3]! * wc;
      keep(p * 4 + 1, edge(out, g.lipEdge) * edge(into, g.lipEdge));
      keep(p * 4 + 2, l[a + 7]! * wa + l[b + 7]! * wb + l[c + 7]! * wc);
    },
  );
  const e = g.eyes.vertices;
  rasterTriangles(
    { vertices: e, floats: EYE_FLOATS, indices: EYE_INDICES },
    roi,
    (p, a, b, c, wa, wb, wc) => {
      keep(p * 4 + 3, edge(e[a + 2]! * wa + e[b + 2]! * wb + e[c + 2]! * wc, g.eyeEdge));
      keep(p * 4 + 2, e[a + 3]! * wa + e[b + 3]! * wb + e[c + 3]! * wc);
    },
  );
  return { roi, width, height, data };
};
