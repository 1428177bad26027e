import type { SkinReference } from '@carmine/skin';
import type { MatchQuery } from '../matching.ts';
import type { GatePresetName } from './types.ts';

/** How a reading is taken. */
export interface AnalyzeOptions {
  readonly signal?: AbortSignal;
  /** Frames that are read and told as one reading, 1..5. Default 5; a photograph is one frame. */
  readonly burst?: number;
  /** How much a picture must offer. Default 'standard'. */
  readonly preset?: GatePresetName;
  /** true: waits, with guidance in `state.capture`, until the picture is good, and takes the burst by itself; `shutter()` takes it at
   *  once. Default false: takes it at once. A photograph is never waited for. */
  readonly guided?: boolean;
  /** What is known beside the picture: a shade that fits, an earlier reading, a card in a photograph (corners in px of it). */
  readonly reference?: SkinReference;
  /** What the match that follows asks for: `{ fits }` keeps the shade a customer has named for the same face. Default: a foundation
   *  like the skin, and nothing is known. What cannot be matched is told as state.error; the reading stands. */
  readonly match?: MatchQuery;
}
