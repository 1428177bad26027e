import type { DetectedFace, Size } from './detector.ts';
import type { TrackSource } from './types.ts';

/** Placeholder: filled after measuring. */
export const searchSmallFaces = (
  source: TrackSource,
  _size: Size,
  _maxFaces: number,
  detect: (picture: TrackSource | OffscreenCanvas) => DetectedFace[],
): DetectedFace[] => detect(source);
