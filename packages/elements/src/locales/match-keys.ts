import type { LipFamily, ReasonKey } from '@carmine/shades';

/** Reasons of wishes, of the jaw, and of where a shade's colour comes from. */
type NewReason = Extract<
  ReasonKey,
  | `wish.${string}`
  | `jaw.${string}`
  | 'reading.light'
  | 'reading.fits'
  | 'reading.fits-not'
  | 'data.mapped'
  | 'data.estimated'
  | 'neighbour.similar'
>;

/** Words of the shade matches. */
export type MatchKey =
  | `reason.${NewReason}`
  | 'abstain.low-confidence'
  | `family.${Extract<LipFamily, 'plum'>}`
  | `match.light.${'warm' | 'neutral' | 'cool'}`
  | 'match.similar'
  | 'match.tabs'
  | 'match.you'
  | 'match.aim'
  | 'match.worn-on'
  | 'match.bottle'
  | 'match.lip'
  | 'match.lip-worn'
  | 'match.bullet'
  | `match.wish.${'label' | 'match' | 'lighter' | 'deeper' | 'warmer' | 'cooler' | 'even' | 'brighten'}`
  | 'match.sure'
  | 'match.sure.label'
  | 'match.more'
  | 'match.exact'
  | `match.fit.${'label' | 'lead' | 'none'}`
  | `match.question.${'title' | 'lead' | 'pick' | 'undo'}`
  | `match.lips.${'lead' | 'none' | 'goal' | 'nude' | 'contrast' | 'family' | 'sure' | 'close'}`;

export type MatchMessages = Readonly<Record<MatchKey, string>>;
