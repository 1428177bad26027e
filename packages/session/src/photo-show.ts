import { CarmineError, toCarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type { RenderHost } from '@carmine/makeup';
import type { Core } from './core.ts';
import { firstFaces, largestFirst } from './face-order.ts';
import { type JobRun, raceAbort } from './jobs.ts';
import { lightReport } from './light-report.ts';
import { checkSize, decodePhoto } from './photo.ts';
import { reactionTo } from './policy.ts';
import type { Show, Still } from './show.ts';
import { anySignal, defer } from './signals.ts';
import type { FrameStamp } from './video-frames.ts';

/** Decodes what the caller gave. A Blob is kept as it is, so that only one decoded copy stays in memory. */
const decode = (image: Blob | ImageBitmap): Promise<ImageBitmap> => {
  if (image instanceof Blob) return decodePhoto(image);
  checkSize(image.width, image.height);
  return createImageBitmap(image);
};

/** A photograph on the canvas. The look is drawn anew from the picture the renderer keeps; nothing is tracked twice. */
export class PhotoShow implements Show {
  readonly kind = 'photo';
  readonly carrier = 'page';
  readonly openFrames = 0;
  readonly counts = { read: 1, shown: 0, skipped: 0 };
  readonly #core: Core;
  /** What analysis decodes again: the caller's file, or our own copy of the caller's bitmap. */
  readonly #original: Blob | ImageBitmap;
  /** Ours until the renderer takes it over. */
  #bitmap: ImageBitmap | null;
  readonly #ended = new AbortController();
  #host: RenderHost | null = null;
  #frameId = 0;
  /** All faces of the picture, the largest first. */
  #seen: FaceFrame | null = null;
  /** Settles when the tracker has looked, or never will: an analysis asked for meanwhile waits for it. */
  readonly #looked = defer<void>();

  private constructor(core: Core, original: Blob | ImageBitmap, bitmap: ImageBitmap) {
    this.#core = core;
    this.#original = original;
    this.#bitmap = bitmap;
  }

  /** Reads the picture; nothing is shown yet. Rejects with an image-* code. */
  static async open(core: Core, image: Blob | ImageBitmap, run: JobRun): Promise<PhotoShow> {
    const bitmap = core.ledger.add(await raceAbort(decode(image), run.signal, (late) => late.close()));
    const original = image instanceof Blob ? image : core.ledger.add(await createImageBitmap(bitmap));
    return new PhotoShow(core, original, bitmap);
  }

  get inferenceMs(): number {
    return this.#seen?.inferenceMs ?? 0;
  }

  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Shows the picture bare at once and made up when the tracker has looked at it. */
  async start(host: RenderHost, signal: AbortSignal): Promise<void> {
    const core = this.#core;
    const until = anySignal(signal, this.#ended.signal);
    const bitmap = this.#bitmap!;
    const { width, height } = bitmap;
    const at = core.clock.next(performance.now());
    const copy = core.ledger.add(await createImageBitmap(bitmap));
    until.throwIfAborted();
    this.#bitmap = null;
    [this.#host, this.#frameId] = [host, at.frameId];
    host.push(at.frameId, bitmap);
    host.show(null, at.frameId);
    this.counts.shown = 1;
    core.set({ phase: 'still', face: 'searching', width, height, backend: host.backend });
    try {
      this.#seen = await this.#look(copy, at, until);
    } finally {
      this.#looked.resolve();
    }
    const made = this.#made;
    this.#host.show(made, this.#frameId);
    const faces = made?.faces.length ?? 0;
    if (faces > 0) core.set({ face: 'found', faces, light: lightReport(made) });
    else core.report(new CarmineError('no-face', { message: 'photo: no face was found' }), { face: 'none' });
  }

  async stills(_count: number, signal: AbortSignal): Promise<readonly Still[]> {
    const until = anySignal(signal, this.#ended.signal);
    await raceAbort(this.#looked.promise, until);
    const frame = this.#seen;
    if (!frame?.faces.length)
      throw new CarmineError('no-face', { message: 'analysis: no face in the photo' });
    const image = await raceAbort(decode(this.#original), until, (late) => late.close());
    return [{ image: this.#core.ledger.add(image), frame }];
  }

  async renew(host: RenderHost): Promise<void> {
    if (!this.#host || host === this.#host) return;
    const { ledger, clock } = this.#core;
    const bitmap = ledger.add(await decode(this.#original));
    if (this.#ended.signal.aborted) {
      bitmap.close();
      return;
    }
    const { frameId } = clock.next(performance.now());
    [this.#host, this.#frameId] = [host, frameId];
    host.push(frameId, bitmap);
    host.show(this.#made, frameId);
  }

  /** The faces that are made up; the reading knows of the others too. */
  get #made(): FaceFrame | null {
    return this.#seen && firstFaces(this.#seen, this.#core.options.numFaces ?? 1);
  }

  tap(): () => void {
    return () => {};
  }

  drawn(): void {}
  setPaused(): void {}

  stop(reason = new CarmineError('aborted', { message: 'photo: taken away' })): void {
    this.#ended.abort(reason);
    this.#bitmap?.close();
    if (!(this.#original instanceof Blob)) this.#original.close();
  }

  /** Asks the tracker, once more with a new one when its worker died. Takes `copy` over. */
  async #look(copy: ImageBitmap, at: FrameStamp, until: AbortSignal): Promise<FaceFrame | null> {
    const { parts, ledger } = this.#core;
    let picture = copy;
    for (let retries = 0; ; retries++) {
      const current = picture;
      try {
        const tracker = await raceAbort(parts.loadTracker(), until);
        await tracker.setMode('image');
        until.throwIfAborted();
        const seen = await raceAbort(tracker.track(current, at), until);
        return seen && largestFirst(seen);
      } catch (raw) {
        const error = toCarmineError(raw, 'worker-failed');
        if (reactionTo(error, retries) !== 'retry') throw error;
        parts.dropTracker();
        picture = ledger.add(await decode(this.#original));
      } finally {
        current.close();
      }
    }
  }
}
