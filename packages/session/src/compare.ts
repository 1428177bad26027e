import { CarmineError } from '@carmine/errors';
import type { Split } from '@carmine/makeup';

/** Before and after at a border: before on the left of it, as the shopper sees the mirror. */
export interface SplitView {
  /** Where the border lies, 0..1 of the picture's width from its left as seen; null: product everywhere. */
  readonly split: number | null;
}

/** The split of the stored picture for one that is seen: a mirror turns sides (CSS only, docs/decisions/0064). */
export const pictureSplit = (split: number | null, mirrored: boolean): Split | null =>
  split === null ? null : mirrored ? { at: 1 - split, bare: 'right' } : { at: split, bare: 'left' };

/** Throws invalid-argument for what is neither null nor 0..1. */
export const checkSplit = (split: unknown): void => {
  if (split === null || (typeof split === 'number' && split >= 0 && split <= 1)) return;
  throw new CarmineError('invalid-argument', {
    message: `compare: split ${String(split)} is neither null nor a number from 0 to 1`,
    details: { field: 'split', value: split },
  });
};
