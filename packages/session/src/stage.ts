import type { EventDataMap } from '@carmine/crm';
import { type CarmineError, toCarmineError } from '@carmine/errors';
import { pictureSplit } from './compare.ts';
import type { Core } from './core.ts';
import { tileAspect } from './grid.ts';
import { Job, type JobRun, raceAbort } from './jobs.ts';
import { LiveShow } from './live-show.ts';
import type { LiveSource } from './live-source.ts';
import { canStreamFrames, startMirror } from './mirror/start-mirror.ts';
import { PhotoShow } from './photo-show.ts';
import { MAX_RETRIES, reactionTo } from './policy.ts';
import type { Show } from './show.ts';
import { sourceReset } from './state.ts';
import type { Phase, SourceKind } from './types.ts';

/** Why a source ended, as told in `session.ended`; a fault is `ended`, with an `sdk.error` beside it. */
type EndReason = EventDataMap['session.ended']['reason'];

/** The one owner of what is shown. A new source is opened before the old one goes: a refused camera or a broken file
 *  leaves the picture that is there. */
export class Stage {
  readonly #core: Core;
  readonly #job = new Job('source');
  readonly #onEnd: (reason: EndReason) => void;
  #show: Show | null = null;
  #startedAt = 0;

  /** `onEnd`: what is shown ends, before its pictures do. */
  constructor(core: Core, onEnd: (reason: EndReason) => void) {
    this.#core = core;
    this.#onEnd = onEnd;
  }

  get show(): Show | null {
    return this.#show;
  }

  /** Opens and shows a moving source; resolves with the first frame the tracker has looked at. */
  startLive(
    kind: LiveSource['kind'],
    open: (signal: AbortSignal) => Promise<LiveSource>,
    signal?: AbortSignal,
  ): Promise<void> {
    return this.#run(kind, signal, async (run) => {
      const mirror = this.#mirrorFor(kind, run.signal);
      let source: LiveSource | undefined;
      let show: LiveShow;
      try {
        source = await open(run.signal);
        const host = await raceAbort(this.#core.parts.loadHost(), run.signal);
        const worker = await mirror;
        run.check();
        const onFatal = (error: CarmineError) => this.#fail(show, error);
        show = new LiveShow(this.#core, { source, host, mirror: worker, onFatal });
      } catch (error) {
        if (source) this.#neverShown(source);
        void mirror.then((worker) => worker?.terminate());
        throw error;
      }
      source.onEnded((error) => this.#ended(show, error));
      this.#enter(show, source.facesUser);
      show.setPaused(globalThis.document?.hidden ?? false);
      await show.start();
    });
  }

  /** A worker to carry a camera's frames past this thread, where the browser can; it starts while the person answers the question. */
  #mirrorFor(kind: LiveSource['kind'], signal: AbortSignal): Promise<Worker | null> {
    const { worker, assetBase } = this.#core.options;
    if (kind !== 'camera' || worker === 'inline' || !canStreamFrames()) return Promise.resolve(null);
    return startMirror(assetBase, signal);
  }

  /** Shows a photograph; resolves when it is made up, or bare when it has no face. */
  showPhoto(image: Blob | ImageBitmap, signal?: AbortSignal): Promise<void> {
    return this.#run('photo', signal, async (run) => {
      const show = await PhotoShow.open(this.#core, image, run);
      try {
        const host = await raceAbort(this.#core.parts.loadHost(), run.signal);
        run.check();
        this.#enter(show, false);
        await show.start(host, run.signal);
      } finally {
        if (this.#show !== show) show.stop();
      }
    });
  }

  /** The renderer has finished this frame, or skipped it. */
  drawn(frameId: number, drawn: boolean): void {
    this.#show?.drawn(frameId, drawn);
  }

  /** The renderer cannot go on. */
  rendererFailed(error: CarmineError): void {
    if (this.#show && reactionTo(error, MAX_RETRIES) === 'stop') this.#fail(this.#show, error);
    else this.#core.report(error);
  }

  setPaused(paused: boolean): void {
    this.#show?.setPaused(paused);
  }

  /** Ends what is shown and what is being opened, before it returns. */
  stop(reason: 'stopped' | 'closed' = 'stopped'): void {
    this.#job.end(reason === 'closed' ? 'closed' : 'aborted');
    this.#leave(reason);
    this.#core.set({ ...sourceReset(), phase: 'idle' });
  }

  async #run(
    kind: Exclude<SourceKind, 'none'>,
    signal: AbortSignal | undefined,
    work: (run: JobRun) => Promise<void>,
  ): Promise<void> {
    const core = this.#core;
    if (!this.#show) core.set({ ...sourceReset(), source: kind, phase: 'loading' });
    else core.set({ error: null });
    // Renderer and tracker load while the person answers the question or the file is read; what fails is told to who waits for it.
    core.parts.preload().catch(() => undefined);
    const before = this.#show;
    try {
      await this.#job.run(work, signal ? { signal } : {});
    } catch (raw) {
      const error = toCarmineError(raw);
      this.#refused(error, before);
      throw error;
    }
  }

  /** `before`: what was shown when the wish came. A wish given up for a newer one must not touch the newer's state. */
  #refused(error: CarmineError, before: Show | null): void {
    if (this.#job.running || this.#core.state.phase === 'closed') return;
    if (this.#show && this.#show !== before) {
      // It was already on the canvas: without its tracker or renderer it cannot go on.
      if (error.code === 'aborted') this.stop();
      else this.#fail(this.#show, error);
      return;
    }
    const phase: Phase = error.code === 'aborted' ? 'idle' : 'error';
    this.#core.report(error, this.#show ? {} : { ...sourceReset(), phase });
  }

  #enter(show: Show, facesUser: boolean): void {
    this.#leave('replaced');
    const { options } = this.#core;
    const wish = options.mirror ?? 'auto';
    const mirrored = show.kind === 'camera' && (wish === 'auto' ? facesUser : wish);
    this.#core.parts.canvas.style.transform = mirrored ? 'scaleX(-1)' : '';
    // What was read of another picture's light is not true of this one; its sides may be turned.
    const split = pictureSplit(this.#core.state.split, mirrored);
    const aspect = tileAspect({ looks: this.#core.state.looks, source: show.kind });
    this.#core.parts.host?.setView({ light: undefined, split, aspect });
    this.#show = show;
    this.#startedAt = performance.now();
    this.#core.set({ ...sourceReset(), source: show.kind, phase: 'loading', mirrored });
    this.#core.events.emit('session.started', { source: show.kind });
  }

  /** `fault`: what ended it by itself. */
  #leave(reason: EndReason, fault?: CarmineError): void {
    const show = this.#show;
    if (!show) return;
    this.#show = null;
    this.#onEnd(reason);
    show.stop(fault);
    const durationMs = Math.round(performance.now() - this.#startedAt);
    this.#core.events.emit('session.ended', { source: show.kind, reason, durationMs });
    if (show.kind === 'camera')
      this.#core.events.emit('camera.stopped', { surface: 'mirror', reason, durationMs });
  }

  /** A source that opened for nothing: given up, or there is nothing to draw it with. */
  #neverShown(source: LiveSource): void {
    source.stop();
    if (source.kind === 'camera')
      this.#core.events.emit('camera.stopped', { surface: 'mirror', reason: 'stopped' });
  }

  /** The source came to its end by itself; null: a clip is over. The last picture stays on the canvas. */
  #ended(show: Show, error: CarmineError | null): void {
    if (this.#show !== show) return;
    this.#leave('ended', error ?? undefined);
    if (error) this.#core.report(error, { phase: 'ended', face: 'none', fps: 0 });
    else this.#core.set({ phase: 'ended', face: 'none', fps: 0 });
  }

  #fail(show: Show, error: CarmineError): void {
    if (this.#show !== show) return;
    this.#leave('ended', error);
    // A tracker whose worker died answers nobody any more: the next source gets a new one.
    if (error.fatal) this.#core.parts.dropTracker();
    this.#core.report(error, { phase: 'error', face: 'none', fps: 0 });
  }
}
