import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { REPO } from '../support/paths.ts';
import type { Row } from './report.ts';

/** One recorded run: the number of each row that has one. */
export interface Moment {
  readonly commit: string;
  readonly date: string;
  readonly values: Readonly<Record<string, number>>;
}

const FILE = new URL('./history.jsonl', import.meta.url).pathname;

/** Recorded runs, oldest first. */
export const readHistory = (): Moment[] =>
  existsSync(FILE)
    ? readFileSync(FILE, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Moment)
    : [];

/** What this run says, for the end of the trend. */
export const momentOf = (rows: readonly Row[], date: string): Moment => {
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: REPO, encoding: 'utf8' });
  const values = rows.flatMap(({ id, value }) =>
    value === undefined || !Number.isFinite(value) ? [] : [[id, Number(value.toPrecision(4))] as const],
  );
  return {
    commit: git.status === 0 ? git.stdout.trim() : 'unknown',
    date,
    values: Object.fromEntries(values),
  };
};

/** Adds a run to the recorded ones (`pnpm fidelity --record`). */
export const record = (moment: Moment): void => appendFileSync(FILE, `${JSON.stringify(moment)}\n`);

const SIZE = { width: 110, height: 26, pad: 3 };

/** A row's numbers over the recorded runs as a line, SVG; '' with fewer than two. */
export const trendOf = (id: string, history: readonly Moment[]): string => {
  const values = history.flatMap(({ values: all }) => (all[id] === undefined ? [] : [all[id]]));
  if (values.length < 2) return '';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const { width, height, pad } = SIZE;
  const points = values.map((v, i) => {
    const x = pad + (i / (values.length - 1)) * (width - 2 * pad);
    const y = height - pad - ((v - low) / (high - low || 1)) * (height - 2 * pad);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const said = values.map((v) => v.toPrecision(3)).join(', ');
  return `<svg class="trend" width="${width}" height="${height}" role="img" aria-label="${said}"><title>${said}</title><polyline points="${points.join(' ')}"/><circle cx="${points.at(-1)!.split(',')[0]}" cy="${points.at(-1)!.split(',')[1]}" r="2.5"/></svg>`;
};
