import { type CarmineEvent, createEventFactory } from '@carmine/crm';
import { CarmineError, toCarmineError } from '@carmine/errors';
import type { Look, LookLayer, ProductKind, RenderHost } from '@carmine/makeup';
import type { MatchResult, Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';
import { openCameraSource } from './camera-source.ts';
import { tellCamera } from './camera-told.ts';
import type { AnalyzeOptions } from './capture/options.ts';
import type { CaptureEvent } from './capture/types.ts';
import { checkSplit, pictureSplit, type SplitView } from './compare.ts';
import { Core } from './core.ts';
import { diagnose } from './diagnostics.ts';
import { Events } from './events.ts';
import { FrameLedger } from './frame-ledger.ts';
import { QualityDesk } from './governor/quality-desk.ts';
import type { QualityWish } from './governor/wish.ts';
import { tileAspect } from './grid.ts';
import { openHeadSource } from './head-source.ts';
import type { MatchQuery } from './matching.ts';
import { settleOptions } from './options.ts';
import { Parts } from './parts.ts';
import { Reading } from './reading.ts';
import { RecordingDesk } from './recording/recording-desk.ts';
import type { Recording, RecordingOptions } from './recording/types.ts';
import { RendererKeeper } from './renderer-keeper.ts';
import type { LookSkus, SavedLook } from './saved-looks/index.ts';
import { type SnapshotOptions, toFile } from './snapshot.ts';
import { Stage } from './stage.ts';
import { initialState } from './state.ts';
import { Store } from './store.ts';
import type { ApplyShadeOptions, Diagnostics, Progress, TryOn, TryOnOptions, TryOnState } from './types.ts';
import { FrameClock } from './video-frames.ts';
import { openVideoSource } from './video-source.ts';
import { Wearing } from './wearing.ts';

/** CloudEvents `source` of a host that names none. */
const DEFAULT_SOURCE = 'urn:carmine:session';
/** ms between two progress changes of the state. */
const PROGRESS_EVERY = 120;

/** Makes a session for one canvas. Loads nothing and asks for nothing yet. Rejects invalid-argument and, when the
 *  signal is already aborted, aborted. */
export const createTryOn = async (options: TryOnOptions): Promise<TryOn> => {
  const settled = settleOptions(options);
  const factory = createEventFactory({ source: options.source ?? DEFAULT_SOURCE });
  return new Session(settled, new Events(factory));
};

class Session implements TryOn {
  readonly #core: Core;
  readonly #stage: Stage;
  readonly #wearing: Wearing;
  readonly #reading: Reading;
  readonly #recording: RecordingDesk;
  readonly #keeper: RendererKeeper;
  readonly #ended = new AbortController();
  #progressAt = 0;

  constructor(options: TryOnOptions, events: Events) {
    const store = new Store<TryOnState>(initialState());
    const parts = new Parts(options, {
      onProgress: (progress) => this.#progress(progress),
      onContext: (state) => this.#context(state),
      onDrawn: (frameId, drawn) => this.#stage.drawn(frameId, drawn),
      onRenderError: (error) => {
        if (!this.#keeper.failed(error)) this.#stage.rendererFailed(error);
      },
      onHost: (host) => this.#dress(host),
    });
    this.#core = new Core({
      options,
      store,
      events,
      parts,
      ledger: new FrameLedger(),
      clock: new FrameClock(),
      quality: new QualityDesk({
        wish: options.quality ?? 'auto',
        onChange: (quality) => void store.set({ quality }),
      }),
    });
    store.set({ quality: this.#core.quality.now });
    this.#keeper = new RendererKeeper(this.#core, {
      show: () => this.#stage.show,
      onLost: () => this.#recording.sourceEnded(),
      onGivenUp: (error) => this.#stage.rendererFailed(error),
    });
    this.#recording = new RecordingDesk(this.#core);
    this.#stage = new Stage(this.#core, (reason) => {
      this.#recording.sourceEnded();
      // What is read of one picture must not be told of another.
      if (reason === 'replaced') this.#reading.end();
    });
    this.#wearing = new Wearing(this.#core, options.catalogue ?? []);
    this.#reading = new Reading(this.#core, this.#stage, () => this.#wearing.catalogue);
    if (options.onEvent) events.listen(options.onEvent);
    const { signal } = this.#ended;
    options.signal?.addEventListener('abort', () => this.close(), { signal });
    globalThis.document?.addEventListener('visibilitychange', () => this.#setPaused(document.hidden), {
      signal,
    });
  }

  get state(): TryOnState {
    return this.#core.state;
  }

  subscribe(listener: (state: TryOnState) => void): () => void {
    return this.#core.store.subscribe(listener);
  }

  listen(listener: (event: CarmineEvent) => void): () => void {
    return this.#core.events.listen(listener);
  }

  preload(): Promise<void> {
    return this.#open(() => this.#core.parts.preload());
  }

  startCamera(options: Parameters<TryOn['startCamera']>[0] = {}): Promise<void> {
    const { signal, ...wish } = options;
    const { video } = this.#core.options;
    const request = { ...wish, ...(video ? { video } : {}) };
    const ask = (until: AbortSignal) =>
      tellCamera(this.#core.events, () => openCameraSource(request, this.#core, until));
    return this.#open(() => this.#stage.startLive('camera', ask, signal));
  }

  usePhoto(image: Blob | ImageBitmap, options: { signal?: AbortSignal } = {}): Promise<void> {
    return this.#open(() => this.#stage.showPhoto(image, options.signal));
  }

  useVideo(video: Blob, options: { loop?: boolean; signal?: AbortSignal } = {}): Promise<void> {
    const { signal, ...rest } = options;
    return this.#open(() =>
      this.#stage.startLive('video', (until) => openVideoSource(video, rest, this.#core, until), signal),
    );
  }

  useHead(options: { tone?: number; signal?: AbortSignal } = {}): Promise<void> {
    const { signal, tone = 5 } = options;
    const { assetBase } = this.#core.options;
    return this.#open(() =>
      this.#stage.startLive(
        'head',
        (until) => openHeadSource({ tone, assetBase }, this.#core, until),
        signal,
      ),
    );
  }

  stop(): void {
    if (this.state.phase === 'closed') return;
    this.#reading.end();
    this.#stage.stop();
  }

  setLook(look: Look): Promise<void> {
    return this.#open(() => this.#wearing.setLook(look));
  }

  setLooks(looks: readonly Look[], skus?: readonly LookSkus[]): Promise<void> {
    return this.#open(() => this.#wearing.setLooks(looks, skus));
  }

  applyShade(sku: string, options: ApplyShadeOptions = {}): Promise<void> {
    return this.#open(() => this.#wearing.applyShade(sku, options));
  }

  wearLayer(layer: LookLayer, sku?: string): Promise<void> {
    return this.#open(() => this.#wearing.wearLayer(layer, sku));
  }

  setIntensity(product: ProductKind, intensity: number): Promise<void> {
    return this.#open(() => this.#wearing.setIntensity(product, intensity));
  }

  clear(product?: ProductKind): Promise<void> {
    return this.#open(() => this.#wearing.clear(product));
  }

  captureLook(name: string): SavedLook {
    return this.#wearing.capture(name);
  }

  wearLook(saved: SavedLook): Promise<void> {
    return this.#open(() => this.#wearing.wearSaved(saved));
  }

  tellSaved(saved: SavedLook): void {
    this.#wearing.tellSaved(saved);
  }

  tellShared(saved: SavedLook, via: 'file' | 'image' | 'video'): void {
    this.#wearing.tellShared(saved, via);
  }

  compare(how: boolean | SplitView): void {
    if (typeof how === 'boolean') {
      if (this.#core.set({ compare: how })) this.#core.parts.host?.setView({ bare: how });
      return;
    }
    checkSplit(how.split);
    if (!this.#core.set({ split: how.split })) return;
    this.#core.parts.host?.setView({ split: pictureSplit(how.split, this.state.mirrored) });
  }

  setCatalogue(shades: readonly Shade[]): void {
    this.#wearing.catalogue = shades;
  }

  analyze(options: AnalyzeOptions = {}): Promise<SkinReport> {
    return this.#open(() => this.#reading.analyze(options));
  }

  shutter(): void {
    this.#reading.capture.press();
  }

  onCapture(listener: (event: CaptureEvent) => void): () => void {
    return this.#reading.capture.listen(listener);
  }

  match(query: MatchQuery = {}): Promise<MatchResult> {
    return this.#open(async () => this.#reading.match(query));
  }

  snapshot(options: SnapshotOptions = {}): Promise<File> {
    return this.#open(async () => {
      const host = this.#core.parts.host;
      if (!host || this.state.width === 0)
        throw new CarmineError('invalid-argument', { message: 'snapshot: no picture is shown' });
      return toFile(await host.readPixels(), options);
    });
  }

  startRecording(options: RecordingOptions = {}): Promise<Recording> {
    return this.#open(() => this.#recording.start(options));
  }

  setQuality(wish: QualityWish): void {
    this.#core.quality.wish(wish);
  }

  diagnostics(): Diagnostics {
    return diagnose(this.#core, this.#stage.show);
  }

  close(): void {
    if (this.state.phase === 'closed') return;
    this.#ended.abort(new CarmineError('closed'));
    this.#keeper.close();
    this.#recording.close();
    this.#reading.end('closed');
    this.#stage.stop('closed');
    this.#core.parts.close();
    this.#core.quality.close();
    this.#core.set({ phase: 'closed' });
    this.#core.store.close();
    this.#core.events.close();
    this.#reading.capture.close();
  }

  /** Every call of the API: typed errors only, `closed` after close(). */
  async #open<T>(work: () => Promise<T>): Promise<T> {
    try {
      if (this.state.phase === 'closed') throw new CarmineError('closed');
      return await work();
    } catch (error) {
      throw toCarmineError(error);
    }
  }

  /** Called once, when the renderer is there: it gets what was wished before. */
  async #dress(host: RenderHost): Promise<void> {
    await this.#wearing.dress(host);
    // A renderer in place of one whose context was lost draws on another.
    this.#contextIsBack();
    const { compare, split, mirrored, looks, source } = this.state;
    const aspect = tileAspect({ looks, source });
    host.setView({ bare: compare, split: pictureSplit(split, mirrored), aspect });
    this.#keeper.watch();
  }

  #setPaused(paused: boolean): void {
    this.#stage.setPaused(paused);
    this.#recording.setPaused(paused);
    this.#keeper.setPaused(paused);
  }

  /** The host gets every step; the state a few a second, and always the last. */
  #progress(progress: Progress | null): void {
    if (progress) this.#core.options.onProgress?.(progress);
    const now = performance.now();
    const last = progress === null || progress.loaded >= progress.total;
    if (!last && now - this.#progressAt < PROGRESS_EVERY) return;
    this.#progressAt = now;
    this.#core.set({ progress });
  }

  #context(state: 'lost' | 'restored'): void {
    this.#keeper.context(state);
    // Nothing is drawn meanwhile.
    if (state === 'lost') this.#core.report(new CarmineError('gpu-lost'), { fps: 0 });
    else this.#contextIsBack();
  }

  #contextIsBack(): void {
    if (this.state.error?.code === 'gpu-lost') this.#core.set({ error: null });
  }
}
