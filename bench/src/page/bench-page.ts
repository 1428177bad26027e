import { toCarmineError } from '@carmine/errors';
import type { QualityStep } from '@carmine/session/quality';
import type { ClipRecord, Run } from '../report/schema.ts';
import { measurePage, measureShown, type PagePart, rest, type ShownPart } from './measure.ts';
import { measureStep, type StepPart } from './measure-step.ts';
import { keepBusy, type WorkIn } from './page-work.ts';
import type { ClipFacts } from './protocol.ts';
import { type ClipCamera, openClipCamera, type SourcePaths, serveAsCamera } from './source.ts';
import type { Running, SubjectOptions } from './subject.ts';
import { SUBJECTS, type SubjectId } from './subjects.ts';

/** How the source is set up. */
export interface SourceWishes extends SourcePaths {
  readonly clip: string;
  readonly fps: number;
  /** Clips that a run changes to later. */
  readonly also?: readonly string[];
}

/** What a start gives. */
export interface StartFacts {
  /** ms from the first request for the subject's code to its first made-up frame. */
  readonly startMs: number;
  readonly facts: Run['facts'];
}

/** What is told of an error: the code where it has one. */
export const faultOf = (error: unknown): Run['faults'][number] => {
  const { code, message } = toCarmineError(error);
  return { code, message };
};

/** A subject on this page, from its source to its numbers. One page serves one subject. */
export class BenchPage {
  #camera: ClipCamera | null = null;
  #running: Running | null = null;
  #playing: ClipFacts | null = null;
  readonly clips = new Map<string, ClipFacts>();

  /** Renders or fetches the clips and opens them as the page's camera. */
  async openSource(
    wishes: SourceWishes,
    onProgress: (done: number, of: number) => void = () => {},
  ): Promise<readonly ClipRecord[]> {
    this.#camera = openClipCamera(wishes);
    for (const clip of [wishes.clip, ...(wishes.also ?? [])])
      this.clips.set(clip, await this.#camera.load(clip, onProgress));
    this.#playing = this.clips.get(wishes.clip) ?? null;
    serveAsCamera(await this.#camera.play(wishes.clip, wishes.fps));
    return [...this.clips.values()].map(({ lips: _, ...record }) => record);
  }

  /** Goes on with another clip or rate, as a camera that is turned or slowed down. */
  async change(clip: string, fps: number): Promise<void> {
    await this.camera.play(clip, fps);
    this.#playing = this.clips.get(clip) ?? null;
  }

  get camera(): ClipCamera {
    if (!this.#camera) throw new Error('the source was not opened');
    return this.#camera;
  }

  get running(): Running {
    if (!this.#running) throw new Error('no subject was started');
    return this.#running;
  }

  async start(subject: SubjectId, options: SubjectOptions): Promise<StartFacts> {
    const begun = performance.now();
    const run = await SUBJECTS[subject]();
    this.#running = await run(options);
    return { startMs: performance.now() - begun, facts: this.#running.facts() };
  }

  /** Lets caches and governors settle, then counts for `shownMs`. */
  async shown(warmUpMs: number, shownMs: number, workMs: number, workIn: WorkIn): Promise<ShownPart> {
    const idle = keepBusy(workMs, workIn);
    await rest(warmUpMs);
    try {
      return await measureShown(this.running, { camera: this.camera, clip: this.#playing }, shownMs);
    } finally {
      idle();
    }
  }

  /** Works at a step of quality and counts until enough was shown. */
  atStep(step: QualityStep, leastMs: number): Promise<StepPart> {
    return measureStep(this.running, step, leastMs);
  }

  page(ms: number): Promise<PagePart> {
    return measurePage(this.running, ms);
  }

  facts(): Run['facts'] {
    return this.running.facts();
  }

  state(): ReturnType<Running['state']> {
    return this.running.state();
  }

  count(): number {
    return this.running.shown();
  }

  /** Idempotent. */
  close(): void {
    this.#running?.close();
    this.#running = null;
    this.#camera?.close();
    this.#camera = null;
  }
}
