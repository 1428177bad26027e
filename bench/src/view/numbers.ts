import { mean } from '../measure/percentiles.ts';
import type { Run } from '../report/schema.ts';
import { digits, el, table } from './dom.ts';

/** Mean over the rounds, below it the least and the most where they differ. */
const over = (runs: readonly Run[], of: (run: Run) => number | null | undefined): string | Node => {
  const values = runs.flatMap((run) => of(run) ?? []);
  if (values.length === 0) return '–';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return digits(low);
  return el('span', [digits(mean(values)), el('small', `${digits(low)} to ${digits(high)}`)]);
};

/** One row a number, one column a subject. */
const NUMBERS: readonly (readonly [string, (run: Run) => number | null | undefined])[] = [
  ['unique frames a second', (run) => run.frames?.uniquePerSecond],
  ['source frames a second', (run) => run.frames && (run.frames.emitted * 1000) / run.frames.spanMs],
  ['interval p50, ms', (run) => run.intervalMs?.p50],
  ['interval p95, ms', (run) => run.intervalMs?.p95],
  ['interval p99, ms', (run) => run.intervalMs?.p99],
  ['jitter, ms', (run) => run.jitterMs],
  ['dropped, average', (run) => run.dropped?.average],
  ['dropped, p95 of 1 s windows', (run) => run.dropped?.p95Window],
  ['dropped, worst second', (run) => run.dropped?.worstWindow],
  ['janks', (run) => run.jank],
  ['capture to display p50, ms', (run) => run.captureToDisplayMs?.p50],
  ['capture to display p95, ms', (run) => run.captureToDisplayMs?.p95],
  ['tracking p50, ms', (run) => run.stages.track?.p50],
  ['tracking p95, ms', (run) => run.stages.track?.p95],
  ['drawing p50, ms (on the page)', (run) => run.stages.draw?.p50],
  ["page's thread a shown frame, ms", (run) => run.page?.busy?.perFrameMs],
  ["page's thread a shown frame, p95, ms", (run) => run.page?.busy?.windowMs.p95],
  ["page's thread a frame of the camera, p95, ms", (run) => run.page?.busy?.cameraWindowMs.p95],
  ["page's thread, share of the time", (run) => run.page?.busy?.share],
  ['long animation frames', (run) => run.page?.longFrames?.count],
  ['blocked by them, ms', (run) => run.page?.longFrames?.blockingMs],
  ['JavaScript heap, MB', (run) => run.page?.heapBytes && run.page.heapBytes / 1e6],
  ['swim p95, % of the width', (run) => run.swim && run.swim.p95 * 100],
  ['cold start, ms', (run) => run.startup.coldMs],
  ['warm start, ms', (run) => run.startup.warmMs],
  ['bytes to the first frame, MB brotli', (run) => run.bytes && run.bytes.brotli / 1e6],
  ['bytes fetched by the warm start, MB', (run) => run.bytes && run.bytes.warm / 1e6],
  ['one look at the canvas, ms (the bench)', (run) => run.readerMs],
];

/** What every run of one name says of itself: backend, model, feed. */
const FACTS = ['backend', 'renderer', 'delegate', 'model', 'feed', 'camera', 'mbit'] as const;

/** Of an address its file: the host is the bench's own. */
const fileOf = (told: Run['facts'][string] | undefined): string[] =>
  told === null || told === undefined ? [] : [String(told).split('/').at(-1)!];

const factOf = (runs: readonly Run[], fact: string): string =>
  [...new Set(runs.flatMap(({ facts }) => fileOf(facts[fact])))].join(', ') || '–';

/** One row a number, one column a subject; what nobody was measured for is left out. */
export const numbersTable = (runs: readonly Run[]): HTMLElement => {
  const subjects = [...new Set(runs.map((run) => run.subject))];
  const own = (subject: string) => runs.filter((run) => run.subject === subject);
  const numbers = NUMBERS.map(([title, of]) => [title, ...subjects.map((subject) => over(own(subject), of))]);
  const facts = FACTS.map((fact) => [fact, ...subjects.map((subject) => factOf(own(subject), fact))]);
  const told = [...numbers, ...facts].filter(([, ...cells]) => cells.some((cell) => cell !== '–'));
  return table(['Mean, and the least to the most of the rounds', ...subjects], told);
};
