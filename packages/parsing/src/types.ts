import type { CropReader } from './crop.ts';

/** A face to look at. Parsing writes the refined lip rings into `landmarks`. */
export interface ParsedFace {
  /** 478 x (x, y, z) as in TrackedFace. */
  readonly landmarks: Float32Array | number[];
  readonly pose: ArrayLike<number>;
  /** As in TrackedFace: keeps what is remembered of each face apart. */
  readonly id: number;
}

/** The frame it is seen in. */
export interface ParseScene {
  /** px of the tracked picture, in which `read` takes its plans. */
  readonly width: number;
  readonly height: number;
  readonly read: CropReader;
  /** ms, clock of the source. */
  readonly captureTime: number;
  /** 'image': by itself, nothing remembered; 'video': offsets and light are steadied over time. */
  readonly mode: 'video' | 'image';
  /** true: the frame does not follow the one before (scene cut, first frame): memory is dropped. */
  readonly cut?: boolean;
  /** ms of `captureTime` from one look of a part to its next, at least, in video; left out: as often as it is worth. */
  readonly every?: { readonly visibility: number; readonly light: number };
}
