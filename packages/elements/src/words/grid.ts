import type { TryOnState } from '@carmine/session';

/** How looks side by side lie on the canvas: a copy of the session's grid.ts, which loads with the first wish only. */
export const gridOf = (looks: number): { readonly columns: number; readonly rows: number } => ({
  columns: looks > 1 ? 2 : 1,
  rows: looks > 2 ? 2 : 1,
});

/** px of all pictures together; those of a live source are cut to 3:4 where they are wider. */
export const shownSize = ({
  looks,
  source,
  width,
  height,
}: TryOnState): { width: number; height: number } => {
  const { columns, rows } = gridOf(looks.length);
  const cut = looks.length > 1 && (source === 'camera' || source === 'head');
  return { width: (cut ? Math.min(width, height * 0.75) : width) * columns, height: height * rows };
};
