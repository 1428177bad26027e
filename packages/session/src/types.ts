import type { CarmineEvent } from '@carmine/crm';
import type { CarmineError } from '@carmine/errors';
import type { Backend, Look, LookLayer } from '@carmine/makeup';
import type { LayerOptions, MatchResult, Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';
import type { AnalyzeOptions } from './capture/options.ts';
import type { CaptureEvent, CaptureState } from './capture/types.ts';
import type { SplitView } from './compare.ts';
import type { Quality } from './governor/quality-desk.ts';
import type { QualityWish } from './governor/wish.ts';
import type { LightReport } from './light-report.ts';
import type { MatchQuery } from './matching.ts';
import type { Recording, RecordingOptions, RecordingState } from './recording/types.ts';
import type { LookSkus, SavedLook } from './saved-looks/index.ts';
import type { SnapshotOptions } from './snapshot.ts';

export type SourceKind = 'none' | 'camera' | 'photo' | 'video' | 'head';

/** idle: no source. loading: a source was asked for, no picture yet. live: moving pictures are shown.
 *  still: a photograph is shown. ended: the source came to its end by itself (camera pulled out, clip over).
 *  error: the part named by `error` cannot go on; a new source may be tried. closed: for good. */
export type Phase = 'idle' | 'loading' | 'live' | 'still' | 'ended' | 'error' | 'closed';

/** none: no face in the photograph, or nothing looked at yet. searching: live, none seen so far.
 *  found: drawn on. lost: live, was found a moment ago. */
export type FaceState = 'none' | 'searching' | 'found' | 'lost';

/** Bytes of a part's files, while they load. `loaded` never falls. */
export interface Progress {
  readonly part: 'tracking' | 'skin';
  readonly file: string;
  readonly loaded: number;
  readonly total: number;
}

/** What is true now; a new frozen object for every change, a few times a second at most. */
export interface TryOnState {
  readonly source: SourceKind;
  readonly phase: Phase;
  readonly face: FaceState;
  /** Faces drawn on now, at most TryOnOptions.numFaces. */
  readonly faces: number;
  /** How far the colours can be trusted in this light; null while the picture tells nothing. */
  readonly light: LightReport | null;
  /** How far a guided capture is; null when none runs. */
  readonly capture: CaptureState | null;
  readonly analysis: 'idle' | 'running' | 'done' | 'failed';
  /** Bytes of what is loading now; null when nothing is. */
  readonly progress: Progress | null;
  /** What is worn. */
  readonly look: Look;
  /** What is shown side by side, `look` first; one entry: the mirror as usual. */
  readonly looks: readonly Look[];
  /** true: bare, as while compare is held. */
  readonly compare: boolean;
  /** Where before ends and after begins, 0..1 of the picture's width from its left as the shopper sees it; null: no split. */
  readonly split: number | null;
  readonly recording: RecordingState | null;
  /** The last analysis of the source shown now; frozen. null before one, and again after a new source. */
  readonly report: SkinReport | null;
  /** The last shade match made from `report`; frozen. */
  readonly match: MatchResult | null;
  /** How much work live pictures get: follows the measured frame time and the battery (docs/guide). Photographs and snapshots always get
   *  all of it. */
  readonly quality: Quality;
  readonly backend: Backend | null;
  /** What stands in the way now, with words in `hint`: with phase `error` the source cannot go on; with any other
   *  phase the picture is shown and only the last request failed (`no-face`, `image-unreadable`, ...). */
  readonly error: CarmineError | null;
  /** px of the shown picture; 0 before there is one. */
  readonly width: number;
  readonly height: number;
  /** Frames shown a second, last second. */
  readonly fps: number;
  /** true when the canvas is shown mirrored (by CSS; tracking, analysis and snapshots never are). */
  readonly mirrored: boolean;
}

export interface TryOnOptions {
  /** The canvas to draw on. It is given to a worker where the browser can: one canvas serves one TryOn for good. */
  readonly canvas: HTMLCanvasElement;
  /** Called when the worker that drew died: another canvas, with the same attributes, has taken the place of the one before on the page.
   *  Listeners on it are the host's to move. */
  readonly onCanvas?: (canvas: HTMLCanvasElement) => void;
  /** URL of the SDK's assets folder, same-origin, absolute or relative to the page. */
  readonly assetBase: string | URL;
  /** Default 'auto': WebGPU where a self-test draws right, else WebGL2. */
  readonly backend?: Backend | 'auto';
  /** Where the drawing runs. Default 'auto': a worker where OffscreenCanvas allows it. */
  readonly worker?: 'auto' | 'worker' | 'inline';
  /** The official face_landmarker.task, or another bundle, instead of the built one. */
  readonly faceModelUrl?: string | URL;
  /** Faces made up at most, 1..4. Default 1. */
  readonly numFaces?: number;
  /** Parsed shades (`parseCatalogue` of @carmine/shades), for applyShade() and match(). */
  readonly catalogue?: readonly Shade[];
  /** CloudEvents `source`: an absolute URI that names the host's page or app. Default `urn:carmine:session`. */
  readonly source?: string;
  /** Every event, once, as a frozen CloudEvents 1.0 envelope. What it throws is caught and ignored. */
  readonly onEvent?: (event: CarmineEvent) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting closes the session. */
  readonly signal?: AbortSignal;
  /** Added to the camera request; default 1280 x 720, 30 frames a second, ideal. */
  readonly video?: MediaTrackConstraints;
  /** true keeps the skin analyser loaded after a scan, some 30 MB, so that the next begins at once. Default false: its worker ends with
   *  the scan and its memory returns. */
  readonly keepAnalyzer?: boolean;
  /** Which steps of quality live pictures may take. Default 'auto': all. `fixed` for measurements. */
  readonly quality?: QualityWish;
  /** 'auto' (default) mirrors a camera that faces the user, as a mirror does; a wish, never a property of the pixels. */
  readonly mirror?: boolean | 'auto';
}

/** How a shade is put on where it is not as its record says. */
export type ApplyShadeOptions = LayerOptions;

/** Facts for a bug report or a QA page; nothing in it tells who is in the picture. */
export interface Diagnostics {
  readonly version: string;
  readonly backend: Backend | null;
  /** GPU or driver string. */
  readonly device: string | null;
  /** Where the drawing runs. */
  readonly renderer: 'worker' | 'inline' | null;
  /** Where the tracker's network runs, such as "CPU". */
  readonly delegate: string | null;
  /** true when the tracker runs on the page because its worker could not start. */
  readonly trackerInline: boolean;
  /** How frames reach the tracker, such as "VideoFrame". */
  readonly feed: string | null;
  /** Who carries the frames of what is shown: 'worker' where the page's thread has no part in a frame; null: nothing is shown. */
  readonly carrier: 'page' | 'worker' | null;
  /** Frames and bitmaps made by this session and not yet closed or handed to tracker and renderer; those of the mirror worker as last told. */
  readonly openFrames: number;
  /** ms, the last frame's detector time. */
  readonly inferenceMs: number;
  /** Frames read from the source, shown, and skipped because a newer one came, since the source started. */
  readonly frames: { readonly read: number; readonly shown: number; readonly skipped: number };
}

/** Headless try-on. Every promise rejects with a CarmineError only; after close() with code `closed`. */
export interface TryOn {
  readonly state: TryOnState;
  /** Called after every change, not at once. Returns the function that ends it. */
  subscribe(listener: (state: TryOnState) => void): () => void;
  /** Called with every event, the same frozen object `onEvent` gets. Returns the function that ends it. */
  listen(listener: (event: CarmineEvent) => void): () => void;
  /** Loads renderer and tracker, so that the first source is made up at once. Asks for nothing; a start meanwhile waits for the same files.
   *  Rejects as a source does when a file is missing. */
  preload(): Promise<void>;
  /** Asks for the camera: call it from a user's press only. Resolves with the first frame shown. */
  startCamera(options?: {
    deviceId?: string;
    facingMode?: 'user' | 'environment';
    signal?: AbortSignal;
  }): Promise<void>;
  /** Resolves when the picture is shown, made up or, without a face, bare (state.face `none`, state.error `no-face`).
   *  A given ImageBitmap stays the caller's: it is copied. */
  usePhoto(image: Blob | ImageBitmap, options?: { signal?: AbortSignal }): Promise<void>;
  /** Needs `media-src blob:` where the page has a media-src or default-src policy. */
  useVideo(video: Blob, options?: { loop?: boolean; signal?: AbortSignal }): Promise<void>;
  /** The built-in synthetic head; `tone` is a Monk skin tone 1..10, default 5. */
  useHead(options?: { tone?: number; signal?: AbortSignal }): Promise<void>;
  /** Ends the source at once: camera tracks are stopped before it returns. */
  stop(): void;
  /** Rejects look-invalid, naming layer and field; the look before it stays on. */
  setLook(look: Look): Promise<void>;
  /** Puts a shade of the catalogue on, replacing the same product. Rejects shade-unknown. */
  applyShade(sku: string, options?: ApplyShadeOptions): Promise<void>;
  /** Puts one layer on in place of its product's: another way to wear the shade `sku`, or a colour of no catalogue. Makes no event.
   *  Rejects look-invalid. */
  wearLayer(layer: LookLayer, sku?: string): Promise<void>;
  setIntensity(product: LookLayer['product'], intensity: number): Promise<void>;
  clear(product?: LookLayer['product']): Promise<void>;
  /** One to four looks side by side on the same picture: the first is the one worn, which applyShade() and the like change. Rejects
   *  look-invalid, and invalid-argument for none or more than four. One look is the mirror as usual. `skus`: the shades of each look,
   *  where they are known (as of a SavedLook), for the host's `shade.compared`. */
  setLooks(looks: readonly Look[], skus?: readonly LookSkus[]): Promise<void>;
  /** true shows the bare picture (hold to compare); `{ split }` shows before on the left of the border and after on its right, as the
   *  shopper sees the mirror, until `{ split: null }`. Throws invalid-argument. */
  compare(how: boolean | SplitView): void;
  /** What is worn, under a name, to be kept or shared. Stores nothing. */
  captureLook(name: string): SavedLook;
  /** Wears a saved look; shades that the catalogue has are known by their sku again. Rejects look-invalid. */
  wearLook(saved: SavedLook): Promise<void>;
  /** Tells the host by an event that the shopper kept a look (look.saved). Products and skus only; keeping it is the caller's. */
  tellSaved(saved: SavedLook): void;
  /** Tells the host by an event that a look left the mirror by the shopper's wish (look.shared). */
  tellShared(saved: SavedLook, via: 'file' | 'image' | 'video'): void;
  /** Replaces the catalogue; the look stays. */
  setCatalogue(shades: readonly Shade[]): void;
  /** Reads the best bare frames of a short burst and tells them as one; `guided` waits for a good picture first. A newer call aborts an
   *  older one, whose caller is told `aborted`. Rejects no-face when none is seen, camera-ended when the camera goes before the burst is
   *  taken; a picture that fails a gate is not an error: the report says so. With a catalogue a match follows. */
  analyze(options?: AnalyzeOptions): Promise<SkinReport>;
  /** Takes the burst of the guided capture that runs now, as the picture is. Does nothing without one. */
  shutter(): void;
  /** Called with what happens during guided captures. Returns the function that ends it. */
  onCapture(listener: (event: CaptureEvent) => void): () => void;
  /** Foundation shades for the last report. Rejects invalid-argument before an analysis. */
  match(query?: MatchQuery): Promise<MatchResult>;
  /** A picture of what is shown, split and side by side included: the source's own resolution, never mirrored. PNG, or JPEG by option. */
  snapshot(options?: SnapshotOptions): Promise<File>;
  /** Records what is shown as MP4 or WebM, without sound, on this device. Ends by itself after `maxSeconds` and with the source; see
   *  Recording.finished. Rejects recording-unsupported, and invalid-argument without a picture or beside another recording. */
  startRecording(options?: RecordingOptions): Promise<Recording>;
  /** Which steps of quality live pictures may take from now on; `state.quality` says which is taken. Throws invalid-argument. */
  setQuality(wish: QualityWish): void;
  diagnostics(): Diagnostics;
  /** Ends everything: tracks, workers, frames, listeners. May be called again. */
  close(): void;
}
