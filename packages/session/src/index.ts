export type { CarmineEvent } from '@carmine/crm';
export type { MatchResult, Shade } from '@carmine/shades';
export { cameraBar, inAppBrowser } from './camera.ts';
export type { CameraBar } from './camera-errors.ts';
export type { MatchQuery } from './matching.ts';
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
