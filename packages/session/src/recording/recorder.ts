import { CarmineError } from '@carmine/errors';
import { fileName } from '../file-name.ts';
import { defer } from '../signals.ts';
import type { Film } from './film.ts';
import { endingOf } from './format.ts';
import { Stopwatch } from './stopwatch.ts';
import type { Recording, RecordingState } from './types.ts';

/** Of the picture. A minute is 60 MB at most. */
const BITS_PER_SECOND = 8e6;
/** ms between two pieces handed over: what is lost when a recorder breaks. */
const PIECE = 1000;
/** ms between two looks at the clock. */
const TICK = 250;
/** A slow encoder that has given nothing yet is waited for this long at the end, ms. */
const GRACE = 5000;
/** Encoders may pass the rate they were asked for; past this share of what was planned the recording ends. */
const OVERRUN = 1.5;

export interface RecorderOptions {
  readonly film: Film;
  readonly type: string;
  /** s. */
  readonly limit: number;
  /** Called when it begins and every second after; null when it has ended. */
  readonly onState: (state: RecordingState | null) => void;
}

/** One recording: a film, the browser's recorder on it, and the pieces so far. */
export class Recorder implements Recording {
  readonly #options: RecorderOptions;
  readonly #media: MediaRecorder;
  readonly #pieces: Blob[] = [];
  readonly #done = defer<File>();
  readonly #watch = new Stopwatch();
  readonly #timer: ReturnType<typeof setInterval>;
  #late: ReturnType<typeof setTimeout> | undefined;
  #bytes = 0;
  #seconds = -1;
  #ended = false;

  /** Throws recording-unsupported where the browser refuses at the last moment. */
  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#done.promise.catch(() => undefined);
    try {
      const { type: mimeType } = options;
      this.#media = new MediaRecorder(options.film.stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
      this.#media.addEventListener('dataavailable', ({ data }) => this.#take(data));
      this.#media.addEventListener('stop', () => this.#finish());
      this.#media.start(PIECE);
    } catch (cause) {
      options.film.stop();
      throw new CarmineError('recording-unsupported', { message: `recording: ${String(cause)}`, cause });
    }
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#tick();
  }

  get finished(): Promise<File> {
    return this.#done.promise;
  }

  stop(): Promise<File> {
    this.#end();
    return this.finished;
  }

  cancel(code: 'aborted' | 'closed' = 'aborted'): void {
    this.#done.reject(new CarmineError(code, { message: 'recording: given up' }));
    this.#end();
    this.#close();
    this.#pieces.length = 0;
  }

  /** While the page is hidden nothing is drawn, and nothing is recorded. */
  setPaused(paused: boolean): void {
    if (this.#ended) return;
    this.#watch.setPaused(paused);
    if (paused && this.#media.state === 'recording') this.#media.pause();
    else if (!paused && this.#media.state === 'paused') this.#media.resume();
  }

  #tick(): void {
    const { limit, onState } = this.#options;
    const seconds = Math.min(limit, Math.floor(this.#watch.elapsed / 1000));
    if (seconds !== this.#seconds) onState({ seconds, limit });
    this.#seconds = seconds;
    if (this.#watch.elapsed >= limit * 1000) this.#end();
  }

  #take(piece: Blob): void {
    if (piece.size === 0) return;
    this.#pieces.push(piece);
    this.#bytes += piece.size;
    if (this.#ended) this.#close();
    else if (this.#bytes > (BITS_PER_SECOND / 8) * this.#options.limit * OVERRUN) this.#end();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#options.onState(null);
    if (this.#bytes > 0 || this.#media.state === 'inactive') {
      this.#close();
      return;
    }
    // Stopped now, an encoder that still has everything in hand would give an empty file.
    this.#media.requestData();
    this.#late = setTimeout(() => this.#close(), GRACE);
  }

  /** Ends recorder and film. The recorder hands over the last piece and says stop; after a fault of its own it has. */
  #close(): void {
    clearTimeout(this.#late);
    if (this.#media.state !== 'inactive') this.#media.stop();
    this.#options.film.stop();
  }

  #finish(): void {
    this.#end();
    const { type } = this.#options;
    const plain = type.replace(/;.*/, '');
    if (this.#pieces.length > 0)
      this.#done.resolve(new File(this.#pieces.splice(0), fileName(endingOf(type)), { type: plain }));
    else
      this.#done.reject(
        new CarmineError('recording-unsupported', { message: 'recording: the browser gave no pictures' }),
      );
  }
}
