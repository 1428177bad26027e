/** Inverse of a small symmetric positive definite matrix (rows), by Gauss-Jordan: no pivoting is needed for one. */
export const inverseSpd = (matrix: readonly (readonly number[])[]): number[][] => {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let p = 0; p < n; p++) {
    const pivot = rows[p]![p]!;
    rows[p] = rows[p]!.map((v) => v / pivot);
    for (let r = 0; r < n; r++) {
      if (r === p) continue;
      const factor = rows[r]![p]!;
      rows[r] = rows[r]!.map((v, c) => v - factor * rows[p]![c]!);
    }
  }
  return rows.map((row) => row.slice(n));
};
