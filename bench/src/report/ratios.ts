import { QUALITY_STEPS, type QualityStep } from '@carmine/session/quality';
import { ratioOf } from '../measure/compare.ts';
import { mean } from '../measure/percentiles.ts';
import type { RatioRow, Run } from './schema.ts';

/** What a ratio is made of: a number of each run, or null where it was not measured. */
interface Quotient {
  readonly id: string;
  readonly title: string;
  readonly above: { readonly subject: string; readonly of: (run: Run) => number | null | undefined };
  readonly below: { readonly subject: string; readonly of: (run: Run) => number | null | undefined };
}

const uniqueRate = (run: Run) => run.frames?.uniquePerSecond;
/** Of all that is compared only pictures are wanted: the rest is time, bytes and loss. */
const betterOf = (of: (run: Run) => number | null | undefined) => (of === uniqueRate ? 'more' : 'less');
const busy = (run: Run) => run.page?.busy?.perFrameMs;
const track = (run: Run) => run.stages.track?.p50;

/** "What must be seen" of the issue, as quotients of subjects of one report. */
export const QUOTIENTS: readonly Quotient[] = [
  {
    id: 'page-busy-per-frame',
    title: "Page's thread a shown frame, of the recipe's",
    above: { subject: 'carmine', of: busy },
    below: { subject: 'recipe', of: busy },
  },
  {
    id: 'page-busy-share',
    title: "Page's thread over the same time and the same camera, of the recipe's",
    above: { subject: 'carmine', of: (run) => run.page?.busy?.share },
    below: { subject: 'recipe', of: (run) => run.page?.busy?.share },
  },
  {
    id: 'track-time',
    title: "Tracker's time a frame, landmarks only, of the official bundle's in the same worker",
    above: { subject: 'tracker-landmarks', of: track },
    below: { subject: 'tracker-official', of: track },
  },
  {
    id: 'track-time-recipe',
    title: "Tracker's time a frame, landmarks only, of the recipe's on the page",
    above: { subject: 'tracker-landmarks', of: track },
    below: { subject: 'recipe', of: track },
  },
  {
    id: 'track-time-all',
    title:
      "Tracker's time a frame with lips, light and visibility read from the pixels, of the recipe's on the page",
    above: { subject: 'tracker', of: track },
    below: { subject: 'recipe', of: track },
  },
  {
    id: 'unique-trivial',
    title:
      "Unique frames a second with the recipe's drawing and lips, light and visibility read, of the recipe's",
    above: { subject: 'tracker', of: uniqueRate },
    below: { subject: 'recipe', of: uniqueRate },
  },
  {
    id: 'unique-trivial-landmarks',
    title: "Unique frames a second, landmarks and the recipe's drawing on both sides, of the recipe's",
    above: { subject: 'tracker-landmarks', of: uniqueRate },
    below: { subject: 'recipe', of: uniqueRate },
  },
  {
    id: 'unique-trivial-fast',
    title:
      "Unique frames a second, landmarks and the recipe's drawing on both sides, a camera of twice the rate",
    above: { subject: 'tracker-landmarks-fast', of: uniqueRate },
    below: { subject: 'recipe-fast', of: uniqueRate },
  },
  {
    id: 'unique-trivial-all-fast',
    title:
      "Unique frames a second with lips, light and visibility read besides, of the recipe's, a camera of twice the rate",
    above: { subject: 'tracker-fast', of: uniqueRate },
    below: { subject: 'recipe-fast', of: uniqueRate },
  },
  {
    id: 'unique-lipstick',
    title: "Unique frames a second with a full lipstick, of the recipe's",
    above: { subject: 'carmine', of: uniqueRate },
    below: { subject: 'recipe', of: uniqueRate },
  },
  {
    id: 'unique-lipstick-three',
    title: "Unique frames a second with a full lipstick, of the recipe's with three",
    above: { subject: 'carmine', of: uniqueRate },
    below: { subject: 'recipe-three', of: uniqueRate },
  },
  {
    id: 'end-to-end',
    title: 'Unique frames a second with a full lipstick, of what the tracker alone reaches',
    above: { subject: 'carmine', of: uniqueRate },
    below: { subject: 'tracker', of: uniqueRate },
  },
  {
    id: 'busy-page',
    title: 'Unique frames a second while the page works 30 of every 100 ms, of those of a quiet page',
    above: { subject: 'carmine-busy-page', of: uniqueRate },
    below: { subject: 'carmine', of: uniqueRate },
  },
  {
    id: 'busy-page-thread',
    title:
      'Unique frames a second while the page works 30 of every 100 ms, of those while a worker beside it does: what the thread costs, without what the processor does',
    above: { subject: 'carmine-busy-page', of: uniqueRate },
    below: { subject: 'carmine-busy-worker', of: uniqueRate },
  },
  {
    id: 'warm-start-line',
    title:
      'Warm start to the first made-up frame, of the cold one by a line of stated speed (protocol.lineMbit)',
    above: { subject: 'carmine-line', of: (run) => run.startup.warmMs },
    below: { subject: 'carmine-line', of: (run) => run.startup.coldMs },
  },
  {
    id: 'warm-start',
    title:
      'Warm start to the first made-up frame, of the cold one on one machine, where fetching costs nothing',
    above: { subject: 'carmine', of: (run) => run.startup.warmMs },
    below: { subject: 'carmine', of: (run) => run.startup.coldMs },
  },
];

/** The product at a step of quality, as a subject. */
export const stepSubject = (step: QualityStep): string => `carmine-at-${step}`;

/** What a step of quality saves: time from picture to picture and the tracker's time, of those of the best step. */
const STEP_QUOTIENTS: readonly Quotient[] = QUALITY_STEPS.slice(1).flatMap((step) => {
  const subject = stepSubject(step);
  const row = (id: string, title: string, of: Quotient['above']['of']): Quotient => ({
    id: `${subject}/${id}`,
    title: `${title} at ${step}, of those at ${QUALITY_STEPS[0]}`,
    above: { subject, of },
    below: { subject: stepSubject(QUALITY_STEPS[0]), of },
  });
  const interval = (run: Run) => run.intervalMs?.p50;
  return [
    row('interval', 'Time from picture to picture', interval),
    row('track', "The tracker's times", track),
  ];
});

/** Numbers that are compared between two subjects, two builds or two reports. */
export const METRICS: readonly {
  readonly id: string;
  readonly title: string;
  readonly of: (run: Run) => number | null | undefined;
}[] = [
  { id: 'unique-per-second', title: 'unique frames a second', of: uniqueRate },
  { id: 'interval-p50', title: 'interval p50, ms', of: (run) => run.intervalMs?.p50 },
  { id: 'interval-p95', title: 'interval p95, ms', of: (run) => run.intervalMs?.p95 },
  { id: 'dropped', title: 'share of frames dropped', of: (run) => run.dropped?.average },
  { id: 'latency-p50', title: 'capture to display p50, ms', of: (run) => run.captureToDisplayMs?.p50 },
  { id: 'track-p50', title: 'tracking p50, ms', of: track },
  { id: 'page-busy', title: "page's thread a shown frame, ms", of: busy },
  { id: 'start-cold', title: 'cold start, ms', of: (run) => run.startup.coldMs },
  { id: 'start-warm', title: 'warm start, ms', of: (run) => run.startup.warmMs },
  { id: 'bytes', title: 'bytes to the first made-up frame, brotli', of: (run) => run.bytes?.brotli },
];

const roundsOf = (runs: readonly Run[], { subject, of }: Quotient['above']): Map<number, number> =>
  new Map(
    runs.flatMap((run) => {
      const value = run.subject === subject && !run.faults.some((f) => f.code === 'failed') ? of(run) : null;
      return value === null || value === undefined ? [] : [[run.round, value] as const];
    }),
  );

/** Ratio of one quotient over the rounds in which both sides were measured. */
const rowOf = (runs: readonly Run[], { id, title, above, below }: Quotient): RatioRow => {
  const [top, bottom] = [roundsOf(runs, above), roundsOf(runs, below)];
  const rounds = [...top.keys()].filter((round) => bottom.has(round));
  const ratio = ratioOf(
    rounds.map((round) => top.get(round)!),
    rounds.map((round) => bottom.get(round)!),
    { paired: true },
  );
  return {
    id,
    title,
    value: ratio?.value ?? null,
    low: ratio?.low ?? null,
    high: ratio?.high ?? null,
    better: betterOf(above.of),
    bound: null,
    met: null,
  };
};

type Busy = NonNullable<NonNullable<Run['page']>['busy']>;

/** p95 of the page's thread, ms: no ratio, but held to a bound as one. Its interval is the least and the most of the rounds. */
const pageP95 = (
  runs: readonly Run[],
  { id, title, of }: { readonly id: string; readonly title: string; readonly of: (busy: Busy) => number },
): RatioRow => {
  const values = runs.flatMap(({ subject, page }) =>
    subject === 'carmine' && page?.busy ? [of(page.busy)] : [],
  );
  return {
    id,
    title,
    value: values.length ? mean(values) : null,
    low: values.length > 1 ? Math.min(...values) : null,
    high: values.length > 1 ? Math.max(...values) : null,
    better: 'less',
    bound: null,
    met: null,
  };
};

const PAGE_P95 = [
  {
    id: 'page-busy-p95-ms',
    title: "Page's thread a shown frame, p95, ms",
    of: (busy: Busy) => busy.windowMs.p95,
  },
  {
    id: 'page-busy-camera-p95-ms',
    title: "Page's thread a frame of the camera, p95, ms",
    of: (busy: Busy) => busy.cameraWindowMs.p95,
  },
];

/** The report's ratios: the where both subjects were measured. */
export const ratiosOf = (runs: readonly Run[]): RatioRow[] => {
  const names = new Set(runs.map((run) => run.subject));
  const rows = [...QUOTIENTS, ...STEP_QUOTIENTS]
    .filter(({ above, below }) => names.has(above.subject) && names.has(below.subject))
    .map((q) => rowOf(runs, q));
  return names.has('carmine') ? [...rows, ...PAGE_P95.map((row) => pageP95(runs, row))] : rows;
};

/** Every metric of subject `a` over that of subject `b` in one interleaved report. */
export const compareSubjects = (runs: readonly Run[], a: string, b: string): RatioRow[] =>
  METRICS.map(({ id, title, of }) =>
    rowOf(runs, {
      id,
      title: `${title}: ${a} over ${b}`,
      above: { subject: a, of },
      below: { subject: b, of },
    }),
  ).filter(({ value }) => value !== null);

/** Every metric of every subject of `a` over the same of `b`. The reports were not made in turns: what the machine did between them is
 *  in the ratio. */
export const compareReports = (a: readonly Run[], b: readonly Run[]): RatioRow[] => {
  const subjects = [...new Set(a.map((run) => run.subject))].filter((name) =>
    b.some((run) => run.subject === name),
  );
  return subjects.flatMap((subject) =>
    METRICS.flatMap(({ id, title, of }) => {
      const [top, bottom] = [roundsOf(a, { subject, of }), roundsOf(b, { subject, of })];
      const ratio = ratioOf([...top.values()], [...bottom.values()], { paired: false });
      if (!ratio) return [];
      const named = { id: `${subject}/${id}`, title: `${subject}: ${title}` };
      return [{ ...named, ...ratio, better: betterOf(of), bound: null, met: null }];
    }),
  );
};
