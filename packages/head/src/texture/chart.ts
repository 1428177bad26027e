import { CANONICAL_POSITIONS, CANONICAL_TRIANGLES, CANONICAL_UV, LIP_TRIANGLES } from '@carmine/face';

/** The canonical UV square resolved to the face's surface. */
export interface FaceChart {
  readonly size: number;
  /** size x size x 3, canonical position of each texel, cm; NaN-free: covered says where it holds. */
  readonly position: Float32Array;
  /** 1 where a triangle of the mesh covers the texel, 2 on the lips, 0 outside. */
  readonly covered: Uint8Array;
}

const charts = new Map<number, FaceChart>();

/** The chart of this size; kept. Includes the triangles that close eyes and mouth, so that no edge bleeds. */
export const faceChart = (size: number): FaceChart => {
  const known = charts.get(size);
  if (known) return known;
  const chart = { size, position: new Float32Array(size * size * 3), covered: new Uint8Array(size * size) };
  const lips = new Set(LIP_TRIANGLES);
  for (let t = 0; t < CANONICAL_TRIANGLES.length / 3; t++) fill(chart, t, lips.has(t) ? 2 : 1);
  charts.set(size, chart);
  return chart;
};

const fill = (chart: FaceChart, t: number, label: number): void => {
  const { size } = chart;
  const v = [0, 1, 2].map((k) => CANONICAL_TRIANGLES[t * 3 + k]!);
  const [ax, bx, cx] = v.map((i) => CANONICAL_UV[i * 2]! * size) as [number, number, number];
  const [ay, by, cy] = v.map((i) => CANONICAL_UV[i * 2 + 1]! * size) as [number, number, number];
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  if (area === 0) return;
  const grow = 1e-3;
  for (
    let y = Math.max(0, Math.floor(Math.min(ay, by, cy) - 1));
    y <= Math.min(size - 1, Math.max(ay, by, cy));
    y++
  )
    for (
      let x = Math.max(0, Math.floor(Math.min(ax, bx, cx) - 1));
      x <= Math.min(size - 1, Math.max(ax, bx, cx));
      x++
    ) {
      const wb = ((x + 0.5 - ax) * (cy - ay) - (y + 0.5 - ay) * (cx - ax)) / area;
      const wc = ((y + 0.5 - ay) * (bx - ax) - (x + 0.5 - ax) * (by - ay)) / area;
      if (wb < -grow || wc < -grow || wb + wc > 1 + grow) continue;
      const at = y * size + x;
      chart.covered[at] = label;
      for (let c = 0; c < 3; c++) {
        const [a, b, d] = v.map((i) => CANONICAL_POSITIONS[i * 3 + c]!) as [number, number, number];
        chart.position[at * 3 + c] = a + wb * (b - a) + wc * (d - a);
      }
    }
};
