export type { CarmineEvent } from '@carmine/crm';
export type { MatchResult, Shade } from '@carmine/shades';
export { cameraBar, inAppBrowser } from './camera.ts';
export type { CameraBar } from './camera-errors.ts';
export type { AnalyzeOptions } from './capture/options.ts';
export {
  CAPTURE_HINTS,
  type CaptureEvent,
  type CaptureHint,
  type CaptureStage,
  type CaptureState,
  type GatePresetName,
} from './capture/types.ts';
export type { SplitView } from './compare.ts';
export type { QualityCause } from './governor/governor.ts';
export type { Quality } from './governor/quality-desk.ts';
export { QUALITY_STEPS, type QualityStep } from './governor/steps.ts';
export type { QualityWish } from './governor/wish.ts';
export { gridOf, MAX_LOOKS } from './grid.ts';
export type { LightReport } from './light-report.ts';
export type { MatchQuery } from './matching.ts';
export { type PreloadOptions, preload } from './preload.ts';
export type { Recording, RecordingOptions, RecordingState } from './recording/types.ts';
export * from './saved-looks/index.ts';
export type { SnapshotOptions } from './snapshot.ts';
export { createTryOn } from './try-on.ts';
export type {
  ApplyShadeOptions,
  Diagnostics,
  FaceState,
  Phase,
  Progress,
  SourceKind,
  TryOn,
  TryOnOptions,
  TryOnState,
} from './types.ts';
export { VERSION } from './version.ts';
