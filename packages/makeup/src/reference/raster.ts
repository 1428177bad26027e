import { FACE_INDICES, type FaceGeometry, type Roi, VERTEX_FLOATS } from '../geometry/face-geometry.ts';

/** The four attributes of the region masks over a face's region of interest, 8 bits each, as the GPU target holds them:
 *  skin amount, lip amount, doubt, bulge. */
export interface MaskImage {
  readonly roi: Roi;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const ATTRIBUTES = 4;

/** How much the mask's pixel at byte offset `m` may be no skin, 0..1; on the lips the doubt is about the mouth's inside. */
export const doubtOf = (data: Uint8Array, m: number): number => (data[m + 1]! > 0 ? 0 : data[m + 2]! / 255);

/** Rasterises a face's triangles at pixel centres, keeping the larger value of each attribute where they overlap. */
export const rasterise = (g: FaceGeometry): MaskImage => {
  const { roi } = g;
  const width = roi.x1 - roi.x0;
  const height = roi.y1 - roi.y0;
  const mask: MaskImage = {
    roi: { ...roi },
    width,
    height,
    data: new Uint8Array(width * height * ATTRIBUTES),
  };
  for (let t = 0; t < FACE_INDICES.length; t += 3)
    triangle(g.vertices, FACE_INDICES[t]!, FACE_INDICES[t + 1]!, FACE_INDICES[t + 2]!, mask);
  return mask;
};

const triangle = (v: Float32Array, ia: number, ib: number, ic: number, mask: MaskImage): void => {
  const { roi, width, data } = mask;
  const [a, b, c] = [ia * VERTEX_FLOATS, ib * VERTEX_FLOATS, ic * VERTEX_FLOATS];
  const [ax, ay] = [v[a]! - roi.x0, v[a + 1]! - roi.y0];
  const [bx, by] = [v[b]! - roi.x0, v[b + 1]! - roi.y0];
  const [cx, cy] = [v[c]! - roi.x0, v[c + 1]! - roi.y0];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area === 0 || !Number.isFinite(area)) return;
  const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
  const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
  const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
  const y1 = Math.min(mask.height - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const [px, py] = [x + 0.5, y + 0.5];
      const wb = ((px - ax) * (cy - ay) - (py - ay) * (cx - ax)) / area;
      const wc = ((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / area;
      const wa = 1 - wb - wc;
      if (wa < 0 || wb < 0 || wc < 0) continue;
      const o = (y * width + x) * ATTRIBUTES;
      for (let k = 0; k < ATTRIBUTES; k++) {
        const value = Math.round((wa * v[a + 2 + k]! + wb * v[b + 2 + k]! + wc * v[c + 2 + k]!) * 255);
        if (value > data[o + k]!) data[o + k] = value;
      }
    }
};
