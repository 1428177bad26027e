import type { Unlike } from '../../report/compared.ts';
import type { RatioRow, Trouble } from '../../report/schema.ts';

/** Rows of `ratios` with a name of their own. */
export type RatioId =
  | 'page-busy-per-frame'
  | 'page-busy-share'
  | 'track-time'
  | 'track-time-recipe'
  | 'track-time-all'
  | 'unique-trivial'
  | 'unique-trivial-landmarks'
  | 'unique-trivial-fast'
  | 'unique-trivial-all-fast'
  | 'unique-lipstick'
  | 'unique-lipstick-three'
  | 'end-to-end'
  | 'busy-page'
  | 'busy-page-thread'
  | 'warm-start-line'
  | 'warm-start'
  | 'page-busy-p95-ms'
  | 'page-busy-camera-p95-ms';

/** Numbers of a run that are compared. */
export type MetricId =
  | 'unique-per-second'
  | 'interval-p50'
  | 'interval-p95'
  | 'dropped'
  | 'latency-p50'
  | 'track-p50'
  | 'page-busy'
  | 'start-cold'
  | 'start-warm'
  | 'bytes';

/** What a long run holds and spends. */
export type HeldId =
  | 'heap'
  | 'workers'
  | 'renderer'
  | 'gpu'
  | 'nodes'
  | 'listeners'
  | 'interval'
  | 'cpu-page'
  | 'cpu-gpu';

/** Rows of the table of numbers. */
export type NumberId =
  | 'unique'
  | 'source'
  | 'interval-p50'
  | 'interval-p95'
  | 'interval-p99'
  | 'jitter'
  | 'dropped'
  | 'dropped-p95'
  | 'dropped-worst'
  | 'janks'
  | 'latency-p50'
  | 'latency-p95'
  | 'track-p50'
  | 'track-p95'
  | 'draw-p50'
  | 'page-frame'
  | 'page-frame-p95'
  | 'page-camera-p95'
  | 'page-share'
  | 'long-frames'
  | 'blocked'
  | 'heap'
  | 'swim'
  | 'start-cold'
  | 'start-warm'
  | 'bytes'
  | 'bytes-warm'
  | 'look';

/** What every run of one name says of itself. */
export type FactId = 'backend' | 'renderer' | 'delegate' | 'model' | 'feed' | 'camera' | 'mbit';

export type SubjectName =
  | 'carmine'
  | 'other'
  | 'carmine-busy-page'
  | 'carmine-busy-worker'
  | 'carmine-line'
  | 'tracker'
  | 'tracker-fast'
  | 'tracker-landmarks'
  | 'tracker-landmarks-fast'
  | 'tracker-official'
  | 'video'
  | 'recipe'
  | 'recipe-fast'
  | 'recipe-three';

export type TroubleId =
  | 'size-and-rotation'
  | 'camera-15-fps'
  | 'camera-120-fps'
  | 'hidden-tab'
  | 'renderer-killed'
  | 'renderer-killed-silently'
  | 'tracker-killed'
  | 'mirror-killed'
  | 'gpu-lost-five-times';

export type Verdict = 'met' | 'missed' | 'better' | 'worse' | 'same';

/** Titles of rows by what their ids are made of. */
export interface Titles {
  readonly ratios: Readonly<Record<RatioId, string>>;
  readonly metrics: Readonly<Record<MetricId, string>>;
  /** A metric of one subject, over the same of an older report. */
  readonly compared: (metric: string, subject: string) => string;
  /** A metric of this build over the same of another. */
  readonly builds: (metric: string) => string;
  readonly stepInterval: (step: string, best: string) => string;
  readonly stepTrack: (step: string, best: string) => string;
  readonly held: Readonly<Record<HeldId, string>>;
  readonly soakRow: (held: string) => string;
  readonly mountsRow: (held: string) => string;
  readonly notMeasured: string;
}

/** Every word of the report's page in one language. Ids, codes, names of subjects and messages of faults are the report's own. */
export interface Words {
  /** null: titles as the report has them, which are English. */
  readonly titles: Titles | null;
  readonly bench: string;
  readonly benchCompared: string;
  /** Between a title and a date. */
  readonly comma: string;
  readonly sections: Readonly<
    Record<'ratios' | 'troubles' | 'numbers' | 'plots' | 'setting' | 'names' | 'faults', string>
  >;
  readonly none: string;
  readonly range: (low: string, high: string) => string;
  readonly list: (parts: readonly string[]) => string;
  readonly ratioHead: readonly [string, string, string, string, string, string];
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly wanted: Readonly<Record<NonNullable<RatioRow['better']>, string>>;
  readonly troubleHead: readonly [string, string, string, string, string];
  readonly outcomes: Readonly<Record<Trouble['outcome'], string>>;
  readonly nameHead: readonly [string, string];
  readonly numberHead: string;
  readonly numbers: Readonly<Record<NumberId, string>>;
  readonly facts: Readonly<Record<FactId, string>>;
  readonly subjects: Readonly<Record<SubjectName, string>>;
  readonly atStep: (step: string) => string;
  readonly troubles: Readonly<Record<TroubleId, string>>;
  readonly faultIn: (subject: string, round: number) => string;
  readonly parts: Readonly<Record<'soak' | 'mounts', string>>;
  readonly thresholds: (missed: number, of: number, ids: readonly string[]) => string;
  readonly borne: (bad: number, of: number, ids: readonly string[]) => string;
  readonly faults: (count: number) => string;
  readonly software: string;
  readonly others: (load: string, cores: number) => string;
  readonly fewRounds: (rounds: number) => string;
  readonly unlike: (unlike: Unlike) => string;
  readonly setting: Readonly<
    Record<
      | 'build'
      | 'before'
      | 'browser'
      | 'machine'
      | 'graphics'
      | 'draws'
      | 'clips'
      | 'protocol'
      | 'line'
      | 'soak'
      | 'mounts',
      string
    >
  >;
  readonly digest: (digest: string | undefined) => string;
  readonly sha: (hash: string | undefined) => string;
  readonly cores: (cores: number | string) => string;
  readonly load: (load: string) => string;
  readonly noWebGl: string;
  readonly inWorker: string;
  readonly onPage: string;
  readonly protocol: (protocol: {
    readonly rounds: number;
    readonly shown: number;
    readonly page: number;
    readonly warmUp: number;
    readonly inTurns: boolean;
  }) => string;
  readonly lineOf: (mbit: number, roundTrip: number | string) => string;
  readonly minutes: (minutes: number) => string;
  /** What holds memory, as lines of a plot. */
  readonly memory: Readonly<Record<'heap' | 'workers' | 'renderer' | 'gpu', string>>;
  readonly plots: Readonly<
    Record<
      | 'intervals'
      | 'percent'
      | 'rounds'
      | 'round'
      | 'perSecond'
      | 'memory'
      | 'pace'
      | 'minute'
      | 'mount'
      | 'load'
      | 'processes'
      | 'loadLine'
      | 'interval'
      | 'pageCpu'
      | 'gpuCpu'
      | 'dashed'
      | 'dotted',
      string
    >
  >;
}
