/** The public door: headless try-on, looks, shades and events. Registers nothing, touches no DOM, loads no model;
 *  `carmine/define` registers the elements. Safe to import in Node. */
export type {
  CarmineEventMap,
  CarmineEventName,
  CarmineTryOn,
  Locale,
} from '@carmine/elements';
export { CarmineError, ERROR_CODES, type ErrorCode } from '@carmine/errors';
export type {
  Backend,
  FoundationFinish,
  LipstickFinish,
  Look,
  LookLayer,
  ProductKind,
} from '@carmine/makeup';
export { EMPTY_LOOK, parseLook, serializeLook } from '@carmine/makeup';
export {
  type AnalyzeOptions,
  CAPTURE_HINTS,
  type CameraBar,
  type CaptureEvent,
  type CaptureHint,
  type CaptureState,
  type CarmineEvent,
  cameraBar,
  createMemoryStore,
  createSavedLook,
  createTryOn,
  type Diagnostics,
  type GatePresetName,
  inAppBrowser,
  type LightReport,
  type LookStore,
  type MatchQuery,
  openLookStore,
  type Phase,
  type PreloadOptions,
  type Progress,
  parseSavedLook,
  preload,
  type Recording,
  type RecordingOptions,
  type RecordingState,
  readSavedLookFile,
  renameLook,
  type SavedLook,
  type SnapshotOptions,
  type SourceKind,
  type SplitView,
  savedLookFile,
  serializeSavedLook,
  type TryOn,
  type TryOnOptions,
  type TryOnState,
  VERSION,
} from '@carmine/session';
export {
  type Match,
  type MatchResult,
  matchFoundation,
  type ParsedCatalogue,
  parseCatalogue,
  type RowError,
  type Shade,
} from '@carmine/shades';
export type { Measure, SkinColor, SkinReport } from '@carmine/skin';
