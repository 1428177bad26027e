/** Pictures side by side as the session shows them: 1 x 1, 2 x 1, 2 x 2. A copy of its gridOf: the session loads with the first wish only. */
export const gridOf = (looks: number): { readonly columns: number; readonly rows: number } => ({
  columns: looks > 1 ? 2 : 1,
  rows: looks > 2 ? 2 : 1,
});
