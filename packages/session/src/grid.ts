/** Looks that can be shown side by side. */
export const MAX_LOOKS = 4;

/** Pictures side by side as the renderer lays them out: 1 x 1, 2 x 1 or 2 x 2, row by row. */
export const gridOf = (looks: number): { readonly columns: number; readonly rows: number } => ({
  columns: looks > 1 ? 2 : 1,
  rows: looks > 2 ? 2 : 1,
});
