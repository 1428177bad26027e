import type { ErrorCode } from '@carmine/errors';

/** Ways on that an error panel offers, best first. `retry` repeats what was asked for. */
export type ErrorAction = 'retry' | 'photo' | 'head';

const PHOTO_FIRST: readonly ErrorAction[] = ['photo', 'head'];
const RETRY_FIRST: readonly ErrorAction[] = ['retry', 'photo', 'head'];
const RETRY_ONLY: readonly ErrorAction[] = ['retry'];

/** Every code has a way on; the table is complete by type, so a new code must choose one. */
export const ERROR_ACTIONS: Readonly<Record<ErrorCode, readonly ErrorAction[]>> = {
  aborted: RETRY_FIRST,
  'asset-corrupt': RETRY_ONLY,
  'asset-missing': RETRY_ONLY,
  'browser-missing': RETRY_ONLY,
  'browser-unsupported': RETRY_ONLY,
  'camera-busy': RETRY_FIRST,
  'camera-denied': ['photo', 'head', 'retry'],
  'camera-ended': RETRY_FIRST,
  'camera-not-found': ['photo', 'head', 'retry'],
  'camera-unsupported': PHOTO_FIRST,
  'catalogue-invalid': RETRY_ONLY,
  closed: RETRY_FIRST,
  'file-unreadable': PHOTO_FIRST,
  'gpu-lost': RETRY_FIRST,
  'gpu-unavailable': RETRY_ONLY,
  'image-too-large': PHOTO_FIRST,
  'image-too-small': PHOTO_FIRST,
  'image-unreadable': PHOTO_FIRST,
  internal: RETRY_FIRST,
  'invalid-argument': RETRY_FIRST,
  'look-invalid': RETRY_ONLY,
  'look-newer': RETRY_ONLY,
  'model-invalid': RETRY_ONLY,
  'no-face': PHOTO_FIRST,
  'recording-unsupported': RETRY_ONLY,
  'shade-unknown': RETRY_ONLY,
  'storage-failed': RETRY_ONLY,
  'unsupported-format': PHOTO_FIRST,
  'video-unreadable': PHOTO_FIRST,
  'worker-failed': RETRY_ONLY,
};
