import { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type { Core } from './core.ts';
import { type JobRun, raceAbort } from './jobs.ts';
import { checkSize, decodePhoto } from './photo.ts';
import type { RenderHost } from './ports.ts';
import type { Show, Still } from './show.ts';
import { anySignal } from './signals.ts';

/** Decodes what the caller gave. A Blob is kept as it is, so that only one decoded copy stays in memory. */
const decode = (image: Blob | ImageBitmap): Promise<ImageBitmap> => {
  if (image instanceof Blob) return decodePhoto(image);
  checkSize(image.width, image.height);
  return createImageBitmap(image);
};

/** A photograph on the canvas. The look is drawn anew from the picture the renderer keeps; nothing is tracked twice. */
export class PhotoShow implements Show {
  readonly kind = 'photo';
  readonly counts = { read: 1, shown: 0, skipped: 0 };
  readonly #core: Core;
  /** What analysis decodes again: the caller's file, or our own copy of the caller's bitmap. */
  readonly #original: Blob | ImageBitmap;
  readonly #ended = new AbortController();
  #seen: FaceFrame | null = null;

  private constructor(core: Core, original: Blob | ImageBitmap) {
    this.#core = core;
    this.#original = original;
  }

  /** Reads the picture; nothing is shown yet. Rejects with an image-* code. The bitmap is the caller's to close. */
  static async open(
    core: Core,
    image: Blob | ImageBitmap,
    run: JobRun,
  ): Promise<{ show: PhotoShow; bitmap: ImageBitmap }> {
    const bitmap = core.ledger.add(await raceAbort(decode(image), run.signal, (late) => late.close()));
    const original = image instanceof Blob ? image : core.ledger.add(await createImageBitmap(bitmap));
    return { show: new PhotoShow(core, original), bitmap };
  }

  get inferenceMs(): number {
    return this.#seen?.inferenceMs ?? 0;
  }

  /** Shows the picture bare at once and made up when the tracker has looked at it. Takes `bitmap` over. */
  async start(bitmap: ImageBitmap, host: RenderHost, signal: AbortSignal): Promise<void> {
    const { core, until } = { core: this.#core, until: anySignal(signal, this.#ended.signal) };
    const at = core.clock.next(performance.now());
    const { width, height } = bitmap;
    const copy = core.ledger.add(await createImageBitmap(bitmap));
    try {
      host.push(at.frameId, bitmap);
      host.show(null, at.frameId);
      this.counts.shown = 1;
      core.set({ phase: 'still', face: 'searching', width, height, backend: host.backend });
      const tracker = await raceAbort(core.parts.loadTracker(), until);
      await tracker.setMode('image');
      until.throwIfAborted();
      this.#seen = await raceAbort(tracker.track(copy, at), until);
    } finally {
      copy.close();
    }
    host.show(this.#seen, at.frameId);
    if (this.#seen?.faces.length) core.set({ face: 'found' });
    else core.report(new CarmineError('no-face', { message: 'photo: no face was found' }), { face: 'none' });
  }

  async still(signal: AbortSignal): Promise<Still> {
    const frame = this.#seen;
    if (!frame?.faces.length)
      throw new CarmineError('no-face', { message: 'analysis: no face in the photo' });
    const until = anySignal(signal, this.#ended.signal);
    const image = await raceAbort(decode(this.#original), until, (late) => late.close());
    return { image: this.#core.ledger.add(image), frame };
  }

  setPaused(): void {}

  stop(): void {
    this.#ended.abort(new CarmineError('aborted', { message: 'photo: taken away' }));
    if (!(this.#original instanceof Blob)) this.#original.close();
  }
}
