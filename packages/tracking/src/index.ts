export { createTracker } from './create-tracker.ts';
export type {
  FrameStamp,
  LoadProgress,
  Tracker,
  TrackerDiagnostics,
  TrackerOptions,
  TrackMode,
  TrackSource,
} from './types.ts';
