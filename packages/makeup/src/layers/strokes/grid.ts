/** Triangle corners of a grid of vertices, row by row from `first` on: two a cell. */
export const gridIndices = (rows: number, columns: number, first = 0): number[] => {
  const out: number[] = [];
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const a = first + row * columns + column;
      const b = a + columns;
      out.push(a, b, a + 1, a + 1, b, b + 1);
    }
  return out;
};
