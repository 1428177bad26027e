/** A linear map from coarse to fine vertices in compressed rows: fine[i] = sum weight[k] * coarse[index[k]]. */
export interface SparseMap {
  readonly rows: number;
  readonly start: Uint32Array;
  readonly index: Uint32Array;
  readonly weight: Float32Array;
}

/** One Loop step: the finer triangles, the smooth map for positions and the straight map for UV.
 *  Fine vertex i < coarse count is coarse vertex i; the rest are edge midpoints. Triangle t becomes 4t..4t+3. */
export interface Refinement {
  readonly triangles: Uint32Array;
  readonly vertexCount: number;
  readonly smooth: SparseMap;
  readonly linear: SparseMap;
}

interface Edge {
  readonly id: number;
  readonly a: number;
  readonly b: number;
  readonly opposite: number[];
}

type Row = [number, number][];

/** dim-component vertex data through a map. */
export const applyMap = (map: SparseMap, from: Float32Array, dim: number, to: Float32Array): Float32Array => {
  const { start, index, weight } = map;
  if (dim === 3) return applyMap3(map, from, to);
  for (let i = 0; i < map.rows; i++)
    for (let c = 0; c < dim; c++) {
      let sum = 0;
      for (let k = start[i]!; k < start[i + 1]!; k++) sum += weight[k]! * from[index[k]! * dim + c]!;
      to[i * dim + c] = sum;
    }
  return to;
};

const applyMap3 = (map: SparseMap, from: Float32Array, to: Float32Array): Float32Array => {
  const { start, index, weight } = map;
  for (let i = 0; i < map.rows; i++) {
    let x = 0;
    let y = 0;
    let z = 0;
    for (let k = start[i]!; k < start[i + 1]!; k++) {
      const w = weight[k]!;
      const at = index[k]! * 3;
      x += w * from[at]!;
      y += w * from[at + 1]!;
      z += w * from[at + 2]!;
    }
    to[i * 3] = x;
    to[i * 3 + 1] = y;
    to[i * 3 + 2] = z;
  }
  return to;
};

const pack = (rows: readonly Row[]): SparseMap => {
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((r, i) => {
    start[i + 1] = start[i]! + r.length;
  });
  const flat = rows.flat();
  return {
    rows: rows.length,
    start,
    index: Uint32Array.from(flat, (e) => e[0]),
    weight: Float32Array.from(flat, (e) => e[1]),
  };
};

const edgesOf = (triangles: Uint32Array): Map<number, Edge> => {
  const edges = new Map<number, Edge>();
  for (let t = 0; t < triangles.length; t += 3)
    for (let k = 0; k < 3; k++) {
      const a = triangles[t + k]!;
      const b = triangles[t + ((k + 1) % 3)]!;
      const key = edgeKey(a, b);
      const edge = edges.get(key) ?? { id: edges.size, a, b, opposite: [] };
      edge.opposite.push(triangles[t + ((k + 2) % 3)]!);
      edges.set(key, edge);
    }
  return edges;
};

const edgeKey = (a: number, b: number): number => (a < b ? a * 1048576 + b : b * 1048576 + a);

interface Rings {
  /** Neighbours of each vertex. */
  readonly inner: number[][];
  /** The two boundary neighbours, or none for an inner vertex. */
  readonly rim: number[][];
}

const ringsOf = (count: number, edges: Map<number, Edge>): Rings => {
  const inner: number[][] = Array.from({ length: count }, () => []);
  const rim: number[][] = Array.from({ length: count }, () => []);
  for (const { a, b, opposite } of edges.values()) {
    inner[a]!.push(b);
    inner[b]!.push(a);
    if (opposite.length > 1) continue;
    rim[a]!.push(b);
    rim[b]!.push(a);
  }
  return { inner, rim };
};

/** Loop's weight of one neighbour (C. Loop, 1987, eq. 3.4). */
const loopBeta = (n: number): number => (0.625 - (0.375 + 0.25 * Math.cos((2 * Math.PI) / n)) ** 2) / n;

const mixRow = (v: number, ring: readonly number[], w: number): Row => [
  [v, 1 - w * ring.length],
  ...ring.map((r): [number, number] => [r, w]),
];

/** One step of Loop subdivision; borders follow the cubic B-spline of their own points. */
export const refine = (triangles: Uint32Array, count: number): Refinement => {
  const edges = edgesOf(triangles);
  const { inner, rim } = ringsOf(count, edges);
  const smooth: Row[] = Array.from({ length: count }, (_, v) =>
    rim[v]!.length === 2 ? mixRow(v, rim[v]!, 1 / 8) : mixRow(v, inner[v]!, loopBeta(inner[v]!.length)),
  );
  const linear: Row[] = Array.from({ length: count }, (_, v): Row => [[v, 1]]);
  for (const { a, b, opposite } of edges.values()) {
    linear.push([[a, 0.5], [b, 0.5]]); // biome-ignore format: one row
    smooth.push(
      opposite.length === 2
        ? [[a, 0.375], [b, 0.375], [opposite[0]!, 0.125], [opposite[1]!, 0.125]] // biome-ignore format: one row
        : [[a, 0.5], [b, 0.5]], // biome-ignore format: one row
    );
  }
  const fine = new Uint32Array(triangles.length * 4);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = triangles.subarray(t, t + 3) as unknown as [number, number, number];
    const mid = (p: number, q: number): number => count + edges.get(edgeKey(p, q))!.id;
    const [ab, bc, ca] = [mid(a, b), mid(b, c), mid(c, a)];
    fine.set([a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca], t * 4);
  }
  return { triangles: fine, vertexCount: smooth.length, smooth: pack(smooth), linear: pack(linear) };
};

/** Map that moves every vertex to its place on the limit surface (Loop's limit mask; 1/6, 2/3, 1/6 on borders). */
export const limitMap = (triangles: Uint32Array, count: number): SparseMap => {
  const { inner, rim } = ringsOf(count, edgesOf(triangles));
  return pack(
    Array.from({ length: count }, (_, v) => {
      if (rim[v]!.length === 2) return mixRow(v, rim[v]!, 1 / 6);
      const n = inner[v]!.length;
      return mixRow(v, inner[v]!, 1 / (n + 3 / (8 * loopBeta(n))));
    }),
  );
};

/** Control points whose limit surface passes through `targets` (the first `fixed` vertices; the others stay as they
 *  are). Plain relaxation: the limit mask is diagonally strong, 24 rounds leave under 1e-4 of a vertex distance. */
export const fitControls = (
  limit: SparseMap,
  targets: Float32Array,
  fixed: number,
  out: Float32Array = targets.slice(),
  rounds = 24,
): Float32Array => {
  out.set(targets);
  const there = new Float32Array(targets.length);
  for (let r = 0; r < rounds; r++) {
    applyMap(limit, out, 3, there);
    for (let i = 0; i < fixed * 3; i++) out[i] = out[i]! + 1.15 * (targets[i]! - there[i]!);
  }
  return out;
};

/** Area-weighted unit vertex normals. */
export const vertexNormals = (
  triangles: Uint32Array,
  positions: Float32Array,
  out: Float32Array = new Float32Array(positions.length),
): Float32Array => {
  out.fill(0);
  const p = positions;
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]! * 3;
    const b = triangles[t + 1]! * 3;
    const c = triangles[t + 2]! * 3;
    const ux = p[b]! - p[a]!;
    const uy = p[b + 1]! - p[a + 1]!;
    const uz = p[b + 2]! - p[a + 2]!;
    const vx = p[c]! - p[a]!;
    const vy = p[c + 1]! - p[a + 1]!;
    const vz = p[c + 2]! - p[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (let k = 0; k < 3; k++) {
      const v = triangles[t + k]! * 3;
      out[v] = out[v]! + nx;
      out[v + 1] = out[v + 1]! + ny;
      out[v + 2] = out[v + 2]! + nz;
    }
  }
  for (let i = 0; i < out.length; i += 3) {
    const l = 1 / (Math.sqrt(out[i]! ** 2 + out[i + 1]! ** 2 + out[i + 2]! ** 2) || 1);
    out[i] = out[i]! * l;
    out[i + 1] = out[i + 1]! * l;
    out[i + 2] = out[i + 2]! * l;
  }
  return out;
};
