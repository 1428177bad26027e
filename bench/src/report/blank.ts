import type { Run } from './schema.ts';

/** A run of which nothing is known yet. */
export const blankRun = (of: Pick<Run, 'subject' | 'round' | 'clip' | 'fps' | 'pageWorkMs'>): Run => ({
  ...of,
  faults: [],
  facts: {},
  startup: { coldMs: null, warmMs: null },
  bytes: null,
  frames: null,
  intervalMs: null,
  jitterMs: null,
  dropped: null,
  jank: null,
  captureToDisplayMs: null,
  stages: { track: null, draw: null },
  readerMs: null,
  page: null,
  swim: null,
  series: [],
});
