export type { CarmineEvent, MatchQuery, MatchResult, Shade } from './ports.ts';
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
