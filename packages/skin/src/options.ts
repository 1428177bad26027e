import type { FaceFrame } from '@carmine/face';
import type { GatePresetName } from './gates/presets.ts';
import type { SkinMaps } from './maps/skin-maps.ts';
import type { SkinReference } from './reference/types.ts';
import type { SkinReport } from './types.ts';

/** Bytes loaded so far, over all files of the analyser; `loaded` never falls. */
export interface LoadProgress {
  readonly part: 'skin';
  readonly file: string;
  readonly loaded: number;
  readonly total: number;
}

export interface SkinAnalyzerOptions {
  /** Folder of the SDK's files, absolute or relative to the page: docs/design/contracts.md. */
  readonly assetBase: string | URL;
  /** `auto`: a worker where there is one, else on this thread. Default `auto`. */
  readonly worker?: 'auto' | 'worker' | 'inline';
  /** Loads the net of the maps (110 kB) with the rest, so that its bytes are in the progress and a missing file is told here.
   *  Default false: the first `analyzeMapped` fetches it; the measures need none of it. */
  readonly maps?: boolean;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Cancels loading. */
  readonly signal?: AbortSignal;
}

export interface AnalyzeInput {
  /** The bare picture; ownership moves, it is closed when read. */
  readonly image: ImageBitmap;
  /** Tracked on this picture; the first face is read. */
  readonly frame: FaceFrame;
  /** What is known beside the picture: a card in it (corners in px of `image`), a shade that fits, an earlier reading. Default:
   *  the whites of the eyes. */
  readonly reference?: SkinReference;
  /** Limits of the gates: `lenient`, `standard`, `strict`. Default `standard`. */
  readonly strictness?: GatePresetName;
  /** The result is dropped and the call rejects `aborted`. */
  readonly signal?: AbortSignal;
}

/** A report and the maps behind its measures; `maps` is null where a gate blocks or there is no face. */
export interface MappedReport {
  readonly report: SkinReport;
  readonly maps: SkinMaps | null;
}

/** Analyses stills one at a time. */
export interface SkinAnalyzer {
  /** Rejects `aborted`, `closed`, `worker-failed`. A picture that cannot be judged is a report with a blocking gate. */
  analyze(input: AnalyzeInput): Promise<SkinReport>;
  /** As `analyze`, with what was seen texel by texel; `toImage` brings it onto the picture. Some MB more to hand over. Rejects
   *  `asset-missing`, `asset-corrupt` where the net of the maps was not loaded before (`SkinAnalyzerOptions.maps`) and cannot be. */
  analyzeMapped(input: AnalyzeInput): Promise<MappedReport>;
  /** Ends the worker so that its memory returns. Idempotent; open calls reject `closed`. */
  close(): void;
}
