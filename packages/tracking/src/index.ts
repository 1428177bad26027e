export { createTracker, preloadTracker } from './create-tracker.ts';
export { linkedTracker } from './link.ts';
export type {
  FrameStamp,
  LoadProgress,
  Tracker,
  TrackerDiagnostics,
  TrackerOptions,
  TrackMode,
  TrackSource,
} from './types.ts';
