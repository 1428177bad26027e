export const mean = (list: readonly number[]): number => list.reduce((s, v) => s + v, 0) / list.length;

const variance = (list: readonly number[]): number => {
  const m = mean(list);
  return list.reduce((s, v) => s + (v - m) ** 2, 0) / (list.length - 1);
};

/** Agreement of repeats: ICC(3,1) of the two-way mixed model (Shrout & Fleiss 1979) and the standard error of one reading, which
 *  keeps the shifts between conditions in. Rows are faces, columns repeats; rows with a gap are left out. */
export const repeatability = (
  rows: readonly (readonly (number | undefined)[])[],
): { readonly icc: number; readonly sem: number; readonly faces: number } => {
  const full = rows.filter((r): r is readonly number[] => r.every((v) => v !== undefined));
  const [n, k] = [full.length, full[0]?.length ?? 0];
  if (n < 3 || k < 2) return { icc: Number.NaN, sem: Number.NaN, faces: n };
  const grand = mean(full.flat());
  const rowMeans = full.map(mean);
  const columnMeans = Array.from({ length: k }, (_, j) => mean(full.map((r) => r[j]!)));
  const between = (k * rowMeans.reduce((s, m) => s + (m - grand) ** 2, 0)) / (n - 1);
  let residual = 0;
  full.forEach((r, i) => {
    r.forEach((v, j) => {
      residual += (v - rowMeans[i]! - columnMeans[j]! + grand) ** 2;
    });
  });
  const error = residual / ((n - 1) * (k - 1));
  const icc = (between - error) / (between + (k - 1) * error);
  return { icc, sem: Math.sqrt(mean(full.map(variance))), faces: n };
};

const ranks = (list: readonly number[]): number[] => {
  const sorted = [...list].sort((a, b) => a - b);
  return list.map((v) => (sorted.indexOf(v) + sorted.lastIndexOf(v)) / 2);
};

export const pearson = (x: readonly number[], y: readonly number[]): number => {
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  x.forEach((v, i) => {
    xy += (v - mx) * (y[i]! - my);
    xx += (v - mx) ** 2;
    yy += (y[i]! - my) ** 2;
  });
  return xx && yy ? xy / Math.sqrt(xx * yy) : 0;
};

/** Rank correlation, ties at their mean rank. */
export const spearman = (x: readonly number[], y: readonly number[]): number => pearson(ranks(x), ranks(y));
