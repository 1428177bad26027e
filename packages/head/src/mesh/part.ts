/** A small mesh that hangs on the head: rest positions in canonical space (cm), uv of its own, one material. */
export interface Part {
  readonly positions: Float32Array;
  readonly uv: Float32Array;
  readonly triangles: Uint32Array;
  readonly material: number;
}

/** One vertex of a part. */
export interface PartVertex {
  readonly p: readonly [number, number, number];
  readonly uv: readonly [number, number];
}

const fromVertices = (vertices: readonly PartVertex[], triangles: number[], material: number): Part => ({
  positions: Float32Array.from(vertices.flatMap((v) => v.p)),
  uv: Float32Array.from(vertices.flatMap((v) => v.uv)),
  triangles: Uint32Array.from(triangles),
  material,
});

/** Disc of `rings` x `spokes` around one centre vertex; `at(r 0..1, angle rad)` gives each vertex. Counter-clockwise
 *  seen from +z when angle turns from x to y. */
export const polarGrid = (
  rings: number,
  spokes: number,
  material: number,
  at: (r: number, angle: number) => PartVertex,
): Part => {
  const vertices: PartVertex[] = [at(0, 0)];
  const triangles: number[] = [];
  for (let i = 1; i <= rings; i++)
    for (let s = 0; s < spokes; s++) vertices.push(at(i / rings, (s / spokes) * 2 * Math.PI));
  const id = (i: number, s: number): number => (i === 0 ? 0 : 1 + (i - 1) * spokes + (s % spokes));
  for (let s = 0; s < spokes; s++) {
    triangles.push(0, id(1, s), id(1, s + 1));
    for (let i = 1; i < rings; i++)
      triangles.push(id(i, s), id(i + 1, s), id(i + 1, s + 1), id(i, s), id(i + 1, s + 1), id(i, s + 1));
  }
  return fromVertices(vertices, triangles, material);
};

/** Sheet of `columns` x `rows` cells; `at(u 0..1, v 0..1)`. Counter-clockwise when u runs along x and v along y. */
export const sheet = (
  columns: number,
  rows: number,
  material: number,
  at: (u: number, v: number) => PartVertex,
): Part => {
  const vertices: PartVertex[] = [];
  const triangles: number[] = [];
  for (let j = 0; j <= rows; j++) for (let i = 0; i <= columns; i++) vertices.push(at(i / columns, j / rows));
  const id = (i: number, j: number): number => j * (columns + 1) + i;
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++)
      triangles.push(id(i, j), id(i + 1, j), id(i + 1, j + 1), id(i, j), id(i + 1, j + 1), id(i, j + 1));
  return fromVertices(vertices, triangles, material);
};
