import { mean } from '../measure/percentiles.ts';
import type { Run } from '../report/schema.ts';
import { digits, el, table } from './dom.ts';
import type { FactId, NumberId, Words } from './words/types.ts';

/** Mean over the rounds, below it the least and the most where they differ. */
const over = (
  runs: readonly Run[],
  of: (run: Run) => number | null | undefined,
  { range }: Words,
): string | Node => {
  const values = runs.flatMap((run) => of(run) ?? []);
  if (values.length === 0) return '–';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return digits(low);
  return el('span', [digits(mean(values)), el('small', range(digits(low), digits(high)))]);
};

/** One row a number, one column a subject. */
const NUMBERS: readonly (readonly [NumberId, (run: Run) => number | null | undefined])[] = [
  ['unique', (run) => run.frames?.uniquePerSecond],
  ['source', (run) => run.frames && (run.frames.emitted * 1000) / run.frames.spanMs],
  ['interval-p50', (run) => run.intervalMs?.p50],
  ['interval-p95', (run) => run.intervalMs?.p95],
  ['interval-p99', (run) => run.intervalMs?.p99],
  ['jitter', (run) => run.jitterMs],
  ['dropped', (run) => run.dropped?.average],
  ['dropped-p95', (run) => run.dropped?.p95Window],
  ['dropped-worst', (run) => run.dropped?.worstWindow],
  ['janks', (run) => run.jank],
  ['latency-p50', (run) => run.captureToDisplayMs?.p50],
  ['latency-p95', (run) => run.captureToDisplayMs?.p95],
  ['track-p50', (run) => run.stages.track?.p50],
  ['track-p95', (run) => run.stages.track?.p95],
  ['draw-p50', (run) => run.stages.draw?.p50],
  ['page-frame', (run) => run.page?.busy?.perFrameMs],
  ['page-frame-p95', (run) => run.page?.busy?.windowMs.p95],
  ['page-camera-p95', (run) => run.page?.busy?.cameraWindowMs.p95],
  ['page-share', (run) => run.page?.busy?.share],
  ['long-frames', (run) => run.page?.longFrames?.count],
  ['blocked', (run) => run.page?.longFrames?.blockingMs],
  ['heap', (run) => run.page?.heapBytes && run.page.heapBytes / 1e6],
  ['swim', (run) => run.swim && run.swim.p95 * 100],
  ['start-cold', (run) => run.startup.coldMs],
  ['start-warm', (run) => run.startup.warmMs],
  ['bytes', (run) => run.bytes && run.bytes.brotli / 1e6],
  ['bytes-warm', (run) => run.bytes && run.bytes.warm / 1e6],
  ['look', (run) => run.readerMs],
];

/** What every run of one name says of itself: backend, model, feed. */
const FACTS = [
  'backend',
  'renderer',
  'delegate',
  'model',
  'feed',
  'camera',
  'mbit',
] as const satisfies readonly FactId[];

/** Of an address its file: the host is the bench's own. */
const fileOf = (told: Run['facts'][string] | undefined): string[] =>
  told === null || told === undefined ? [] : [String(told).split('/').at(-1)!];

const factOf = (runs: readonly Run[], fact: string): string =>
  [...new Set(runs.flatMap(({ facts }) => fileOf(facts[fact])))].join(', ') || '–';

/** One row a number, one column a subject; what nobody was measured for is left out. */
export const numbersTable = (runs: readonly Run[], words: Words): HTMLElement => {
  const subjects = [...new Set(runs.map((run) => run.subject))];
  const own = (subject: string) => runs.filter((run) => run.subject === subject);
  const numbers = NUMBERS.map(([id, of]) => [
    words.numbers[id],
    ...subjects.map((subject) => over(own(subject), of, words)),
  ]);
  const facts = FACTS.map((fact) => [
    words.facts[fact],
    ...subjects.map((subject) => factOf(own(subject), fact)),
  ]);
  const told = [...numbers, ...facts].filter(([, ...cells]) => cells.some((cell) => cell !== '–'));
  return table([words.numberHead, ...subjects], told);
};
