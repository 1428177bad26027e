import { CarmineError } from '@carmine/errors';
import type { Core } from '../core.ts';
import { shownSize } from '../grid.ts';
import { startFilm } from './film.ts';
import { recordingFormat } from './format.ts';
import { Recorder } from './recorder.ts';
import type { Recording, RecordingOptions } from './types.ts';

/** Seconds recorded at most when the caller names none. */
const DEFAULT_LIMIT = 60;
const LONGEST = 600;

/** The one recording a session can have at a time. */
export class RecordingDesk {
  readonly #core: Core;
  #now: Recorder | null = null;
  #starting = false;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Rejects invalid-argument without a picture or beside another recording, recording-unsupported where the browser cannot. */
  async start({ maxSeconds = DEFAULT_LIMIT }: RecordingOptions = {}): Promise<Recording> {
    const { host } = this.#core.parts;
    if (!(typeof maxSeconds === 'number' && maxSeconds >= 1 && maxSeconds <= LONGEST))
      throw refused(`maxSeconds: ${maxSeconds} is not a number from 1 to ${LONGEST}`, {
        field: 'maxSeconds',
      });
    if (!host || !showing(this.#core)) throw refused('no picture is shown');
    if (this.#now || this.#starting) throw refused('another recording is running');
    const type = recordingFormat();
    this.#starting = true;
    try {
      const { canvas } = this.#core.parts;
      const size = shownSize(this.#core.state);
      const film = await startFilm(canvas, { inline: host.inline, size });
      return this.#begin(film, type, maxSeconds);
    } finally {
      this.#starting = false;
    }
  }

  #begin(film: Awaited<ReturnType<typeof startFilm>>, type: string, limit: number): Recording {
    const recorder = new Recorder({
      film,
      type,
      limit,
      onState: (recording) => {
        if (!recording) this.#now = null;
        this.#core.set({ recording });
      },
    });
    this.#now = recorder;
    return recorder;
  }

  /** The source has ended, by itself or for another. What was recorded is kept. */
  sourceEnded(): void {
    void this.#now?.stop();
  }

  setPaused(paused: boolean): void {
    this.#now?.setPaused(paused);
  }

  close(): void {
    this.#now?.cancel('closed');
  }
}

const showing = ({ state }: Core): boolean =>
  (state.phase === 'live' || state.phase === 'still') && state.width > 0;

const refused = (what: string, details: Record<string, unknown> = {}): CarmineError =>
  new CarmineError('invalid-argument', { message: `recording: ${what}`, details });
