import type { FaceGeometry, Roi } from '../geometry/face-geometry.ts';
import { LIP_FLOATS, LIP_INDICES } from '../geometry/lip-strip.ts';
import { SKIN_FLOATS, SKIN_INDICES } from '../geometry/skin-mesh.ts';
import { STROKE_FLOATS, type StrokeMesh } from '../geometry/stroke-mesh.ts';
import { rasterTriangles } from './raster.ts';

/** `out` where there are no lips: far from any. */
const NO_LIPS = -100;

const size = (roi: Roi): number => (roi.x1 - roi.x0) * (roi.y1 - roi.y0);

/** Where each pixel of the region of interest lies on the canonical face: u, v, normal x, y; the nearest surface counts. */
export const faceChart = (g: FaceGeometry, roi: Roi): Float32Array => {
  const out = new Float32Array(size(roi) * 4);
  const depth = new Float32Array(size(roi)).fill(2);
  const v = g.skin.vertices;
  rasterTriangles(
    { vertices: v, floats: SKIN_FLOATS, indices: SKIN_INDICES },
    roi,
    (p, a, b, c, wa, wb, wc) => {
      const z = v[a + 2]! * wa + v[b + 2]! * wb + v[c + 2]! * wc;
      if (z >= depth[p]!) return;
      depth[p] = z;
      for (let k = 0; k < 4; k++)
        out[p * 4 + k] = v[a + 5 + k]! * wa + v[b + 5 + k]! * wb + v[c + 5 + k]! * wc;
    },
  );
  return out;
};

/** Where each pixel lies on the lips and beside them: out mm, side mm, across, along (see LipStrip). The last triangle counts. */
export const lipChart = (g: FaceGeometry, roi: Roi): Float32Array => {
  const out = new Float32Array(size(roi) * 4);
  for (let p = 0; p < out.length; p += 4) out[p] = NO_LIPS;
  const v = g.lips.vertices;
  rasterTriangles(
    { vertices: v, floats: LIP_FLOATS, indices: LIP_INDICES },
    roi,
    (p, a, b, c, wa, wb, wc) => {
      out[p * 4] = v[a + 2]! * wa + v[b + 2]! * wb + v[c + 2]! * wc;
      for (let k = 1; k < 4; k++)
        out[p * 4 + k] = v[a + 3 + k]! * wa + v[b + 3 + k]! * wb + v[c + 3 + k]! * wc;
    },
  );
  return out;
};

/** Amounts of the strokes, 8 bits in four channels; the larger counts. */
export const strokeMask = (mesh: StrokeMesh, roi: Roi): Uint8Array => {
  const out = new Uint8Array(size(roi) * 4);
  const v = mesh.vertices;
  const triangles = { vertices: v, floats: STROKE_FLOATS, indices: mesh.indices };
  rasterTriangles(triangles, roi, (p, a, b, c, wa, wb, wc) => {
    for (let k = 0; k < 4; k++) {
      const code = Math.round((v[a + 2 + k]! * wa + v[b + 2 + k]! * wb + v[c + 2 + k]! * wc) * 255);
      if (code > out[p * 4 + k]!) out[p * 4 + k] = code;
    }
  });
  return out;
};
