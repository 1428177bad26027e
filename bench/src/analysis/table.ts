import type { PageReading } from './analysis-page.ts';
import type { ThreadTime } from './worker-time.ts';

/** One analysis and its worker's time, NaN where the system does not tell. */
export interface Reading extends PageReading {
  readonly worker: ThreadTime;
}

/** Stages in the order they run, with the laps of a report that make each; the nets of skin.md 8 P1 are marked. */
const STAGES: readonly (readonly [name: string, laps: readonly string[]])[] = [
  ['face laid flat, tokens', ['regions']],
  ['gates', ['gates']],
  ['ColourNet and its posterior', ['infer']],
  ['MapNet, where maps are asked for', ['maps']],
  ['condition map and measures', ['measures']],
];

const middle = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

const worst = (values: readonly number[]): number => Math.max(...values);

/** Least of the rounds for each photograph: what it takes where nothing else runs. */
const leastOf = (readings: readonly Reading[], value: (reading: Reading) => number): number[] => {
  const by = new Map<string, number>();
  for (const reading of readings)
    by.set(reading.path, Math.min(by.get(reading.path) ?? Number.POSITIVE_INFINITY, value(reading)));
  return [...by.values()];
};

const row = (name: string, values: readonly number[]): string =>
  `| ${name} | ${middle(values).toFixed(0)} | ${worst(values).toFixed(0)} |`;

/** Markdown of one way to read: median photograph and the slowest, each at the least of its rounds. */
export const tableOf = (title: string, readings: readonly Reading[]): string => {
  const whole = readings.filter(({ laps }) => laps.measures !== undefined);
  const lapsOf = (names: readonly string[]): number[] =>
    leastOf(whole, ({ laps }) => names.reduce((sum, name) => sum + (laps[name] ?? 0), 0));
  const told = whole.every(({ worker }) => Number.isFinite(worker.ran));
  return [
    `| ${title}, ms | median photograph | slowest |`,
    '|---|---|---|',
    ...STAGES.map(([name, laps]) => row(name, lapsOf(laps))),
    row(
      '**whole analysis, call to report**',
      leastOf(whole, ({ wall }) => wall),
    ),
    ...(told
      ? [
          row(
            'processor time of the worker for it',
            leastOf(whole, ({ worker }) => worker.ran),
          ),
          row(
            '**call to report, less the time the worker was ready and others ran**',
            leastOf(whole, ({ wall, worker }) => wall - worker.waited),
          ),
        ]
      : []),
    row(
      'match against the demo catalogue, on the page',
      leastOf(whole, ({ match }) => match),
    ),
  ].join('\n');
};
