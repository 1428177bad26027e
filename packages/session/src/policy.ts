import type { CarmineError, ErrorCode } from '@carmine/errors';

/** What follows an error inside a running session.
 *  retry: the part is thrown away and made again, at most MAX_RETRIES times a source.
 *  stop: the source ends, phase `error`; a new source may be tried.
 *  go-on: the error is shown in the state; the picture stays.
 *  quiet: an answer to the caller only (cancelled, closed). */
export type Reaction = 'retry' | 'stop' | 'go-on' | 'quiet';

/** A part that fails more often within one source is broken for good. */
export const MAX_RETRIES = 1;

/** The one place that decides. Codes not named here: `stop` when fatal, else `go-on`. */
const REACTIONS: Partial<Record<ErrorCode, Reaction>> = {
  aborted: 'quiet',
  closed: 'quiet',
  // A worker may die of memory pressure in a background tab; once is worth another try.
  'worker-failed': 'retry',
  internal: 'retry',
  // The renderer rebuilds its context by itself.
  'gpu-lost': 'go-on',
  'camera-ended': 'stop',
};

/** The reaction to `error` of a part that was already made again `retries` times for this source. */
export const reactionTo = (error: CarmineError, retries = 0): Reaction => {
  const reaction = REACTIONS[error.code] ?? (error.fatal ? 'stop' : 'go-on');
  return reaction === 'retry' && retries >= MAX_RETRIES ? 'stop' : reaction;
};
