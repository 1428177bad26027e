import { type CarmineError, toCarmineError } from '@carmine/errors';
import type { Core } from '../core.ts';
import type { Show } from '../show.ts';
import { reportQuietly } from '../store.ts';
import { type Fault, STEPS } from './checks.ts';
import { openJudge } from './gate-client.ts';
import type { Guidance } from './guide.ts';
import { guided } from './guided.ts';
import type { CaptureEvent, CaptureState, GatePresetName } from './types.ts';

type Listener = (event: CaptureEvent) => void;

/** A guided capture that runs. */
export interface Capture {
  /** Resolves when the burst is to be taken. */
  readonly shot: Promise<void>;
  /** The shopper pressed the shutter: the burst is read as it is. */
  readonly pressed: boolean;
  /** The burst showed somebody beside the shopper: asks for one face alone. Resolves when the next burst is to be taken. */
  askForOneFace(): Promise<void>;
  /** The burst was taken, `frames` of it. */
  taken(frames: number): void;
  /** Ends it, whatever became of it; null: read. Idempotent. */
  end(error: CarmineError | null): void;
}

const ONE_FACE: Fault = { hint: 'one-face', level: 'block' };

/** The one owner of guided captures: their state, their events, the shutter. */
export class CaptureDesk {
  readonly #core: Core;
  readonly #listeners = new Set<Listener>();
  #shutter: AbortController | null = null;

  constructor(core: Core) {
    this.#core = core;
  }

  listen(listener: Listener): () => void {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Takes the burst of the capture that runs now; without one nothing. */
  press(): void {
    this.#shutter?.abort();
  }

  begin(show: Show, preset: GatePresetName, signal: AbortSignal): Capture {
    let now = openingState(preset);
    let told: string | null | undefined;
    let by: 'gates' | 'shutter' = 'gates';
    let open = true;
    const set = (change: Partial<CaptureState>): void => {
      const next = { ...now, ...change };
      if (!open || (Object.keys(next) as (keyof CaptureState)[]).every((k) => next[k] === now[k])) return;
      now = Object.freeze(next);
      this.#core.set({ capture: now });
    };
    const follow = ({ hint, ready, passed, of }: Guidance): void => {
      const before = now.stage;
      set({ stage: ready ? 'ready' : 'guiding', hint, passed, of });
      if (hint !== told) this.#tell({ type: 'capture-guidance', hint });
      told = hint;
      if (ready && before !== 'ready') this.#tell({ type: 'capture-ready' });
    };
    let release = (): void => {};
    const { ledger, options } = this.#core;
    const shoot = async (standing?: Fault): Promise<void> => {
      const shutter = new AbortController();
      const judge = openJudge(options.assetBase);
      this.#shutter = shutter;
      release = () => {
        judge.close();
        if (this.#shutter === shutter) this.#shutter = null;
      };
      const watch = { judge, ledger, preset, signal, shutter: shutter.signal, onGuidance: follow };
      try {
        by = await guided(show, { ...watch, ...(standing && { standing }) });
        set({ stage: 'taking', hint: null });
      } finally {
        release();
      }
    };
    this.#tell({ type: 'capture-started', preset });
    this.#core.set({ capture: now });
    return {
      shot: shoot(),
      get pressed() {
        return by === 'shutter';
      },
      askForOneFace: () => shoot(ONE_FACE),
      taken: (frames) => {
        set({ stage: 'reading', hint: null });
        this.#tell({ type: 'capture-taken', by, frames });
      },
      end: (error) => {
        if (!open) return;
        open = false;
        release();
        if (this.#core.state.capture === now) this.#core.set({ capture: null });
        this.#tell(ending(error));
      },
    };
  }

  close(): void {
    this.#listeners.clear();
  }

  #tell(event: CaptureEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(Object.freeze(event));
      } catch (error) {
        reportQuietly(error);
      }
    }
  }
}

/** Before the first frame was looked at. */
export const openingState = (preset: GatePresetName): CaptureState =>
  Object.freeze({ stage: 'guiding', preset, hint: null, passed: 0, of: STEPS.length });

const ending = (error: CarmineError | null): CaptureEvent => {
  if (!error) return { type: 'capture-ended', reason: 'read' };
  const { code } = toCarmineError(error);
  const cancelled = code === 'aborted' || code === 'closed';
  return { type: 'capture-ended', reason: cancelled ? 'cancelled' : 'failed', code };
};
