import * as v from 'valibot';

/** Changed only with a note in docs/guide/bench.md; fields are added, never given another meaning. */
export const REPORT_VERSION = 1;

const ms = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const told = v.union([v.string(), v.number(), v.boolean(), v.null()]);

/** A series, ms. */
export const spreadSchema = v.strictObject({
  n: count,
  mean: ms,
  p50: ms,
  p90: ms,
  p95: ms,
  p99: ms,
  max: ms,
});

const clipSchema = v.strictObject({
  id: v.string(),
  width: count,
  height: count,
  frames: count,
  /** SHA-256 of the pictures before their numbers are drawn; null where the page cannot tell. */
  hash: v.nullable(v.string()),
});

/** Something that went wrong in a run, told instead of hidden. */
const faultSchema = v.strictObject({ code: v.string(), message: v.string() });

/** One measured run of one subject. A field the browser cannot tell is null or missing, never 0. */
export const runSchema = v.strictObject({
  subject: v.string(),
  /** Rounds count from 0; every subject is measured once in each, in turns. */
  round: count,
  clip: v.string(),
  /** Wished frames a second of the source; twice the report's for subjects named -fast. */
  fps: v.number(),
  /** ms of work the page does for itself every 100 ms. */
  pageWorkMs: ms,
  faults: v.array(faultSchema),
  facts: v.record(v.string(), told),
  /** ms from the first request for the subject's code to its first made-up frame. */
  startup: v.strictObject({ coldMs: v.nullable(ms), warmMs: v.nullable(ms) }),
  bytes: v.nullable(
    v.strictObject({
      /** To the first made-up frame, cold. */
      requests: count,
      raw: count,
      /** What a server that compresses would send (brotli 9). */
      brotli: count,
      /** Raw bytes fetched by the warm start. */
      warm: count,
    }),
  ),
  frames: v.nullable(
    v.strictObject({
      /** ms the frames were counted. */
      spanMs: ms,
      emitted: count,
      /** Different pictures shown: the subject's own count, held against the numbers read from its canvas (src/measure/tally.ts). */
      unique: count,
      uniquePerSecond: ms,
      /** The subject's own count of the same time. */
      ownCount: count,
      backwards: count,
      /** Looks at the canvas, and those that found no number. */
      looks: count,
      unread: count,
    }),
  ),
  intervalMs: v.nullable(spreadSchema),
  /** Standard deviation of the intervals. */
  jitterMs: v.nullable(ms),
  dropped: v.nullable(v.strictObject({ average: share, p95Window: share, worstWindow: share })),
  jank: v.nullable(count),
  captureToDisplayMs: v.nullable(spreadSchema),
  stages: v.strictObject({ track: v.nullable(spreadSchema), draw: v.nullable(spreadSchema) }),
  /** ms one look at the canvas took, with the wait for the GPU. */
  readerMs: v.nullable(ms),
  /** The page's thread in a phase of its own, in which nobody reads the canvas. */
  page: v.nullable(
    v.strictObject({
      spanMs: ms,
      /** The subject's own count. */
      shown: count,
      /** Thread time of all tasks of the page's thread, from a trace; null without one. */
      busy: v.nullable(
        v.strictObject({
          /** ms a shown frame. */
          perFrameMs: ms,
          /** Over windows as long as a shown frame lasts. */
          windowMs: spreadSchema,
          /** Over windows as long as a frame of the camera: what each picture that comes costs, shown or not. */
          cameraWindowMs: spreadSchema,
          /** Share of the span. */
          share: v.number(),
          /** 'cpu': time the thread ran; 'wall': with what others took from it. */
          clock: v.picklist(['cpu', 'wall']),
        }),
      ),
      longFrames: v.nullable(v.strictObject({ count, blockingMs: ms })),
      longTasks: v.nullable(v.strictObject({ count, totalMs: ms })),
      heapBytes: v.nullable(count),
    }),
  ),
  /** How far the product is from where the lips truly are, share of the picture's width; only for clips with truth. */
  swim: v.nullable(v.strictObject({ n: count, p50: share, p95: share })),
  /** ms between shown frames, for the plots. */
  series: v.array(ms),
});

/** What happened when something was done to the mirror. */
export const troubleSchema = v.strictObject({
  id: v.string(),
  /** went-on: frames come again (an `error` beside it is one that the mirror did not take back). said-why: they do not, and the state names a reason. hung: neither. failed: the bench could not do it. */
  outcome: v.picklist(['went-on', 'said-why', 'hung', 'failed']),
  framesBefore: count,
  framesAfter: count,
  phase: v.string(),
  error: v.nullable(v.string()),
  note: v.string(),
});

/** Memory after a collection; null: not told here. */
const memoryFields = {
  heapBytes: v.nullable(count),
  /** JavaScript of the workers, with the buffers it holds. */
  workerBytes: v.optional(v.nullable(count)),
  rendererBytes: v.nullable(count),
  gpuBytes: v.nullable(count),
  nodes: v.nullable(count),
  listeners: v.nullable(count),
};

/** The product left alone for long. */
export const soakSchema = v.strictObject({
  minutes: v.number(),
  facts: v.record(v.string(), told),
  samples: v.array(
    v.strictObject({
      /** Since the first look. */
      minute: v.number(),
      /** ms between two shown frames since the look before; null: none was shown. */
      intervalMs: v.nullable(ms),
      /** ms of processor time for each of these pictures: of the page's processes, and of the one that draws. What others take from the machine does
       *  not count; null: not told. */
      pageCpuMs: v.optional(v.nullable(ms)),
      gpuCpuMs: v.optional(v.nullable(ms)),
      /** Runnable processes of the last minute (Unix). */
      load: v.optional(v.nullable(ms)),
      openFrames: count,
      ...memoryFields,
    }),
  ),
  faults: v.array(faultSchema),
});

/** The element put on a page and taken away again and again. */
export const mountsSchema = v.strictObject({
  count,
  samples: v.array(
    v.strictObject({
      /** From 1. */
      mount: count,
      /** Workers of the product that were left. */
      workers: count,
      ...memoryFields,
    }),
  ),
  faults: v.array(faultSchema),
});

export const ratioSchema = v.strictObject({
  id: v.string(),
  title: v.string(),
  value: v.nullable(v.number()),
  /** 95 % interval (src/measure/compare.ts); null with fewer than two rounds. */
  low: v.nullable(v.number()),
  high: v.nullable(v.number()),
  /** Which way is better for the shopper; missing: neither. */
  better: v.optional(v.picklist(['more', 'less'])),
  bound: v.nullable(v.strictObject({ min: v.optional(v.number()), max: v.optional(v.number()) })),
  met: v.nullable(v.boolean()),
});

const buildSchema = v.strictObject({ version: v.nullable(v.string()), digest: v.nullable(v.string()) });

const machineSchema = v.strictObject({
  userAgent: v.string(),
  cores: v.nullable(count),
  memoryGiB: v.nullable(v.number()),
  gl: v.nullable(v.string()),
  /** true: drawn by the processor; only ratios of one report mean anything then. */
  softwareGl: v.boolean(),
  display: v.nullable(v.strictObject({ width: count, height: count, pixelRatio: v.number() })),
  /** Runnable processes at the start and the end (Unix); above `cores` others had the machine too. */
  load: v.nullable(v.tuple([v.number(), v.number()])),
});

export const reportSchema = v.strictObject({
  version: v.literal(REPORT_VERSION),
  made: v.pipe(v.string(), v.isoTimestamp()),
  /** Build that was measured, by the product's own version and the digest of its files. */
  build: buildSchema,
  machine: machineSchema,
  /** Only with --compare: the older report, which the ratios are over. Everything else is of the newer one. */
  compared: v.optional(
    v.strictObject({
      made: v.pipe(v.string(), v.isoTimestamp()),
      build: buildSchema,
      machine: machineSchema,
      clips: v.array(clipSchema),
    }),
  ),
  protocol: v.strictObject({
    rounds: count,
    warmUpMs: ms,
    shownMs: ms,
    pageMs: ms,
    /** Order of the subjects changes from round to round. */
    interleaved: v.boolean(),
    quick: v.boolean(),
    /** Mbit a second of the line that `carmine-line` starts by. */
    lineMbit: v.optional(v.number()),
    /** ms from a request to the first byte of its answer by that line. */
    lineRoundTripMs: v.optional(ms),
  }),
  clips: v.array(clipSchema),
  runs: v.array(runSchema),
  troubles: v.array(troubleSchema),
  /** Only with --soak. */
  soak: v.optional(soakSchema),
  /** Only with --mounts. */
  mounts: v.optional(mountsSchema),
  ratios: v.array(ratioSchema),
});

export type Run = v.InferOutput<typeof runSchema>;
export type Trouble = v.InferOutput<typeof troubleSchema>;
export type Soak = v.InferOutput<typeof soakSchema>;
export type Mounts = v.InferOutput<typeof mountsSchema>;
export type RatioRow = v.InferOutput<typeof ratioSchema>;
export type Report = v.InferOutput<typeof reportSchema>;
export type ClipRecord = v.InferOutput<typeof clipSchema>;

/** A report from JSON. @throws Error naming the field that is wrong */
export const parseReport = (json: unknown): Report => {
  const result = v.safeParse(reportSchema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'report'}: ${issue.message}`);
};
