import type { EventDataMap } from '@carmine/crm';
import type { Backend } from '@carmine/makeup';
import { type FrameTimes, spreadSince } from './frame-times.ts';
import type { FrameCounts } from './live-pipeline.ts';
import { VERSION } from './version.ts';

/** ms of one sample. */
const SAMPLE = 60_000;
/** ms under which a sample says nothing. */
const SHORTEST = 5000;

/** What a pipeline knows of its frames at a moment. */
export interface FrameFacts {
  readonly counts: FrameCounts;
  readonly times: FrameTimes;
  readonly backend: Backend;
  /** px of the source. */
  readonly width: number;
  readonly height: number;
  /** Step of quality, 0 the best. */
  readonly tier: number;
}

interface Mark {
  readonly at: number;
  readonly counts: FrameCounts;
  readonly times: FrameTimes;
}

/** Cuts a show into samples of a minute and tells each, and what is left at its end. */
export class PerfWatch {
  readonly #tell: (data: EventDataMap['perf.sampled']) => void;
  readonly #now: () => number;
  #mark: Mark | null = null;
  #last: FrameFacts | null = null;

  constructor(
    tell: (data: EventDataMap['perf.sampled']) => void,
    now: () => number = () => performance.now(),
  ) {
    this.#tell = tell;
    this.#now = now;
  }

  /** Called a few times a second. */
  take(facts: FrameFacts): void {
    this.#last = facts;
    // Another pipeline counts from nothing.
    if (!this.#mark || facts.counts.shown < this.#mark.counts.shown) this.#begin();
    else if (this.#now() - this.#mark.at >= SAMPLE) this.cut();
  }

  /** The sample ends here, as when the page is hidden; the next begins with what comes. */
  cut(): void {
    const [mark, last] = [this.#mark, this.#last];
    this.#mark = null;
    if (!mark || !last) return;
    const ms = this.#now() - mark.at;
    const interval = spreadSince(last.times.interval, mark.times.interval);
    if (ms < SHORTEST || !interval) return;
    const detect = spreadSince(last.times.detect, mark.times.detect);
    this.#tell({
      sdkVersion: VERSION,
      backend: last.backend,
      tier: last.tier,
      seconds: Math.round(ms / 100) / 10,
      width: last.width,
      height: last.height,
      frames: {
        shown: last.counts.shown - mark.counts.shown,
        missed: last.counts.skipped - mark.counts.skipped,
      },
      interval,
      ...(detect ? { detect } : {}),
    });
  }

  #begin(): void {
    const { counts, times } = this.#last!;
    this.#mark = {
      at: this.#now(),
      counts: { ...counts },
      times: { interval: times.interval.slice(), detect: times.detect.slice() },
    };
  }
}
