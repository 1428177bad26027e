import {
  type CarmineEvent,
  createEventFactory,
  shadeAppliedData,
  shadeMatchedData,
  skinScoredData,
} from '@carmine/crm';
import { CarmineError, toCarmineError } from '@carmine/errors';
import type { RenderHost } from '@carmine/makeup';
import { coverageOf, EMPTY_LOOK, finishOf, type Look, type ProductKind, parseLook } from '@carmine/makeup';
import type { MatchResult, Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';
import { deepFreeze, runAnalysis } from './analysis.ts';
import { openCameraSource } from './camera-source.ts';
import { Core } from './core.ts';
import { diagnose } from './diagnostics.ts';
import { Events } from './events.ts';
import { FrameLedger } from './frame-ledger.ts';
import { openHeadSource } from './head-source.ts';
import { Job } from './jobs.ts';
import { lightHint } from './light.ts';
import { LookQueue } from './look-queue.ts';
import { findShade, shadeLayer, wear, withIntensity, without } from './looks.ts';
import { type MatchQuery, matchReport } from './matching.ts';
import { Parts } from './parts.ts';
import { toPng } from './snapshot.ts';
import { Stage } from './stage.ts';
import { initialState } from './state.ts';
import { Store } from './store.ts';
import type { ApplyShadeOptions, Diagnostics, Progress, TryOn, TryOnOptions, TryOnState } from './types.ts';
import { FrameClock } from './video-frames.ts';
import { openVideoSource } from './video-source.ts';

/** CloudEvents `source` of a host that names none. */
const DEFAULT_SOURCE = 'urn:carmine:session';
/** ms between two progress changes of the state. */
const PROGRESS_EVERY = 120;

/** Makes a session for one canvas. Loads nothing and asks for nothing yet. Rejects invalid-argument and, when the
 *  signal is already aborted, aborted. */
export const createTryOn = async (options: TryOnOptions): Promise<TryOn> => {
  if (options.signal?.aborted) throw new CarmineError('aborted', { message: 'createTryOn: aborted' });
  for (const field of ['canvas', 'assetBase'] as const)
    if (!options[field])
      throw new CarmineError('invalid-argument', {
        message: `createTryOn: options.${field} is missing`,
        details: { field },
      });
  const settled = { ...options, assetBase: folderUrl(options.assetBase) };
  const factory = createEventFactory({ source: options.source ?? DEFAULT_SOURCE });
  claim(options.canvas);
  return new Session(settled, new Events(factory));
};

const claimed = new WeakSet<HTMLCanvasElement>();

/** A canvas can be given to a worker once only: a second session would fail at its first picture with a riddle. */
const claim = (canvas: HTMLCanvasElement): void => {
  if (claimed.has(canvas))
    throw new CarmineError('invalid-argument', {
      message: 'createTryOn: this canvas already served a session',
      hint: 'Make a new canvas element for every session: the old one may belong to a worker for good.',
      details: { field: 'canvas' },
    });
  claimed.add(canvas);
};

/** An absolute URL that ends in a slash, so that files resolve under it and not beside it. */
const folderUrl = (base: string | URL): URL => {
  try {
    const url = new URL(base, globalThis.document?.baseURI);
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  } catch (cause) {
    throw new CarmineError('invalid-argument', {
      message: `createTryOn: options.assetBase "${base}" is no URL`,
      details: { field: 'assetBase' },
      cause,
    });
  }
};

class Session implements TryOn {
  readonly #core: Core;
  readonly #stage: Stage;
  readonly #analysis = new Job('analysis');
  readonly #looks: LookQueue;
  readonly #ended = new AbortController();
  #catalogue: readonly Shade[];
  /** When the last report was made, ISO 8601. */
  #readAt = '';
  readonly #worn = new Map<ProductKind, string>();
  #progressAt = 0;

  constructor(options: TryOnOptions, events: Events) {
    this.#catalogue = options.catalogue ?? [];
    const store = new Store<TryOnState>(initialState());
    const parts = new Parts(options, {
      onProgress: (progress) => this.#progress(progress),
      onContext: (state) => this.#context(state),
      onDrawn: (frameId) => this.#stage.drawn(frameId),
      onRenderError: (error) => this.#stage.rendererFailed(error),
      onHost: (host) => this.#dress(host),
    });
    this.#core = new Core({
      options,
      store,
      events,
      parts,
      ledger: new FrameLedger(),
      clock: new FrameClock(),
    });
    this.#stage = new Stage(this.#core);
    this.#looks = new LookQueue((look) => this.#putOn(look));
    if (options.onEvent) events.listen(options.onEvent);
    const { signal } = this.#ended;
    options.signal?.addEventListener('abort', () => this.close(), { signal });
    globalThis.document?.addEventListener('visibilitychange', () => this.#stage.setPaused(document.hidden), {
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

  startCamera(options: Parameters<TryOn['startCamera']>[0] = {}): Promise<void> {
    const { signal, ...wish } = options;
    const { video } = this.#core.options;
    const request = { ...wish, ...(video ? { video } : {}) };
    return this.#open(() =>
      this.#stage.startLive('camera', (until) => openCameraSource(request, this.#core, until), signal),
    );
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
    this.#analysis.end();
    this.#stage.stop();
  }

  setLook(look: Look): Promise<void> {
    return this.#open(() => this.#looks.set(parseLook(look)));
  }

  applyShade(sku: string, options: ApplyShadeOptions = {}): Promise<void> {
    return this.#open(async () => {
      const shade = findShade(this.#catalogue, sku);
      const layer = shadeLayer(shade, options);
      const look = parseLook(wear(this.#wanted, layer));
      this.#worn.set(layer.product, sku);
      await this.#looks.set(look);
      // A newer wish for the same product may have overtaken this one: then it was never seen.
      if (this.#worn.get(layer.product) === sku) this.#tellApplied(shade, layer.product);
    });
  }

  setIntensity(product: ProductKind, intensity: number): Promise<void> {
    return this.#open(() => this.#looks.set(withIntensity(this.#wanted, product, intensity)));
  }

  clear(product?: ProductKind): Promise<void> {
    return this.#open(() => this.#looks.set(product ? without(this.#wanted, product) : EMPTY_LOOK));
  }

  compare(on: boolean): void {
    if (!this.#core.set({ compare: on })) return;
    this.#core.parts.host?.setView({ bare: on });
  }

  setCatalogue(shades: readonly Shade[]): void {
    this.#catalogue = shades;
  }

  analyze(options: { signal?: AbortSignal } = {}): Promise<SkinReport> {
    return this.#open(async () => {
      const show = this.#stage.show;
      if (!show) throw new CarmineError('invalid-argument', { message: 'analyze: no picture is shown' });
      try {
        return await this.#analysis.run(async (run) => {
          this.#core.set({ analysis: 'running', error: null });
          const report = await runAnalysis(this.#core, show, run);
          run.check();
          await this.#publish(report);
          return report;
        }, options);
      } catch (raw) {
        const error = toCarmineError(raw);
        if (!this.#analysis.running && this.#stage.show === show)
          this.#core.report(error, { analysis: error.code === 'aborted' ? 'idle' : 'failed' });
        throw error;
      }
    });
  }

  match(query: MatchQuery = {}): Promise<MatchResult> {
    return this.#open(async () => {
      const { report } = this.state;
      if (!report) throw new CarmineError('invalid-argument', { message: 'match: analyze first' });
      const match = deepFreeze(matchReport(report, this.#catalogue, query, this.#readAt));
      this.#core.set({ match });
      this.#core.events.emit('shade.matched', shadeMatchedData(match));
      return match;
    });
  }

  snapshot(): Promise<Blob> {
    return this.#open(async () => {
      const host = this.#core.parts.host;
      if (!host || this.state.width === 0)
        throw new CarmineError('invalid-argument', { message: 'snapshot: no picture is shown' });
      return toPng(await host.readPixels());
    });
  }

  diagnostics(): Diagnostics {
    return diagnose(this.#core, this.#stage.show);
  }

  close(): void {
    if (this.state.phase === 'closed') return;
    this.#ended.abort(new CarmineError('closed'));
    this.#analysis.end('closed');
    this.#stage.stop('closed');
    this.#core.parts.close();
    this.#core.set({ phase: 'closed' });
    this.#core.store.close();
    this.#core.events.close();
  }

  #tellApplied(shade: Shade, product: ProductKind): void {
    const layer = this.state.look.layers.find((l) => l.product === product);
    if (!layer) return;
    const { intensity = 1 } = layer;
    const worn = { ...layer, product, finish: finishOf(layer), intensity, coverage: coverageOf(layer) };
    this.#core.events.emit('shade.applied', shadeAppliedData({ shade, layer: worn }), { subject: shade.sku });
  }

  get #wanted(): Look {
    return this.#looks.wanted ?? this.state.look;
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

  async #putOn(look: Look): Promise<void> {
    const host = this.#core.parts.host;
    if (host) {
      await host.setLook(look);
      host.redraw();
    }
    this.#core.set({ look });
  }

  /** Called once, when the renderer is there: it gets what was wished before. */
  async #dress(host: RenderHost): Promise<void> {
    await host.setLook(this.state.look);
    host.setView({ bare: this.state.compare });
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
    if (state === 'lost') this.#core.report(new CarmineError('gpu-lost'));
    else if (this.state.error?.code === 'gpu-lost') this.#core.set({ error: null });
  }

  /** What follows from a new report: state, events, the light for the renderer, the match. */
  async #publish(report: SkinReport): Promise<void> {
    this.#readAt = new Date().toISOString();
    this.#core.set({ analysis: 'done', report, match: null });
    this.#core.events.emit('skin.scored', skinScoredData(report));
    const light = lightHint(report, this.state.phase === 'live');
    if (light) this.#core.parts.host?.setView({ light });
    if (report.skin && this.#catalogue.some((s) => s.type === 'foundation'))
      await this.match().catch((error) => this.#core.report(error));
  }
}
