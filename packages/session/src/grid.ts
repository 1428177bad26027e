import type { TryOnState } from './types.ts';

/** Looks that can be shown side by side. */
export const MAX_LOOKS = 4;

/** Width / height at most of each picture of a live source side by side: a webcam's wide picture would leave the faces small. */
const TILE_ASPECT = 3 / 4;

/** Pictures side by side as the renderer lays them out: 1 x 1, 2 x 1 or 2 x 2, row by row. */
export const gridOf = (looks: number): { readonly columns: number; readonly rows: number } => ({
  columns: looks > 1 ? 2 : 1,
  rows: looks > 2 ? 2 : 1,
});

/** What the render host is to cut wider pictures to; null: pictures are shown whole, as files always are. */
export const tileAspect = ({ looks, source }: Pick<TryOnState, 'looks' | 'source'>): number | null =>
  looks.length > 1 && (source === 'camera' || source === 'head') ? TILE_ASPECT : null;

/** px of all pictures together. */
export const shownSize = (
  state: Pick<TryOnState, 'looks' | 'source' | 'width' | 'height'>,
): { readonly width: number; readonly height: number } => {
  const { columns, rows } = gridOf(state.looks.length);
  const aspect = tileAspect(state);
  const width = aspect ? Math.min(state.width, Math.round((state.height * aspect) / 2) * 2) : state.width;
  return { width: width * columns, height: state.height * rows };
};
