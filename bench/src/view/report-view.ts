import { mean } from '../measure/percentiles.ts';
import type { RatioRow, Report, Run } from '../report/schema.ts';
import { digits, el, table } from './dom.ts';
import { plotIntervals, plotMounts, plotRounds, plotSoak } from './plots.ts';
import './report.css';

const boundOf = ({ bound }: RatioRow): string => {
  if (!bound) return '';
  const { min, max } = bound;
  return [min === undefined ? '' : `≥ ${min}`, max === undefined ? '' : `≤ ${max}`]
    .filter(Boolean)
    .join(', ');
};

const ratioTable = (rows: readonly RatioRow[]): HTMLElement =>
  table(
    ['What', 'Value', '95 % interval', 'Wanted', ''],
    rows.map((row) => [
      row.title,
      digits(row.value),
      row.low === null ? '–' : `${digits(row.low)} to ${digits(row.high)}`,
      boundOf(row),
      row.met === null ? '' : el('span', row.met ? 'met' : 'missed', row.met ? 'met' : 'missed'),
    ]),
  );

/** Mean over the rounds, with the least and the most where they differ. */
const over = (runs: readonly Run[], of: (run: Run) => number | null | undefined): string => {
  const values = runs.flatMap((run) => of(run) ?? []);
  if (values.length === 0) return '–';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length === 1 ? digits(low) : `${digits(mean(values))} (${digits(low)} to ${digits(high)})`;
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

const numbersTable = (runs: readonly Run[]): HTMLElement => {
  const subjects = [...new Set(runs.map((run) => run.subject))];
  const own = (subject: string) => runs.filter((run) => run.subject === subject);
  return table(
    ['Mean (least to most of the rounds)', ...subjects],
    NUMBERS.map(([title, of]) => [title, ...subjects.map((subject) => over(own(subject), of))]),
  );
};

const faultList = (report: Report): Node[] => {
  const faults = [
    ...report.runs.flatMap((run) =>
      run.faults.map(({ code, message }) => `${run.subject}, round ${run.round + 1}: ${code}: ${message}`),
    ),
    ...(['soak', 'mounts'] as const).flatMap((part) =>
      (report[part]?.faults ?? []).map(({ code, message }) => `${part}: ${code}: ${message}`),
    ),
  ];
  if (faults.length === 0) return [el('p', 'None.')];
  return [
    el(
      'ul',
      faults.map((text) => el('li', text)),
    ),
  ];
};

const machineText = ({ machine, build, protocol, clips, runs }: Report): string => {
  const load = machine.load ? `; load ${machine.load.map((l) => l.toFixed(1)).join(' to ')}` : '';
  const soft = machine.softwareGl
    ? ' Drawn by the processor: only ratios of this report mean anything, never a rate.'
    : '';
  const clip = clips.map(
    ({ id, width, height, hash }) => `${id} ${width} x ${height} (${hash?.slice(0, 12) ?? 'no hash'})`,
  );
  const first = runs.find((run) => run.subject === 'carmine')?.facts;
  const drawn = first ? `; product drawn by ${first.backend} in a ${first.renderer}` : '';
  return (
    `Carmine ${build.version ?? '?'} (${build.digest?.slice(0, 12) ?? 'no digest'}); ${machine.userAgent}; ` +
    `${machine.cores ?? '?'} cores${load}; ${machine.gl ?? 'no WebGL'}${drawn}; clips ${clip.join(', ')}; ` +
    `${protocol.rounds} rounds of ${protocol.shownMs / 1000} s counted and ${protocol.pageMs / 1000} s of the page's thread ` +
    `after ${protocol.warmUpMs / 1000} s${protocol.interleaved ? ', subjects in turns' : ''}.${soft}`
  );
};

/** Draws a report into `target`. */
export const showReport = (target: HTMLElement, report: Report): void => {
  const plots = el('div');
  target.replaceChildren(
    el('h1', `Bench, ${report.made.slice(0, 16).replace('T', ' ')}`),
    el('p', machineText(report), 'note'),
    ...(report.ratios.length ? [el('h2', 'Ratios'), ratioTable(report.ratios)] : []),
    ...(report.runs.length ? [el('h2', 'Numbers'), numbersTable(report.runs)] : []),
    plots,
    ...(report.troubles.length
      ? [
          el('h2', 'Troubles'),
          table(
            ['What was done', 'Outcome', 'State', 'Error', 'Note'],
            report.troubles.map(({ id, outcome, phase, error, note }) => [
              id,
              outcome,
              phase,
              error ?? '',
              note,
            ]),
          ),
        ]
      : []),
    el('h2', 'Faults'),
    ...faultList(report),
  );
  plotIntervals(plots, report.runs);
  plotRounds(plots, report.runs);
  if (report.soak) plotSoak(plots, report.soak);
  if (report.mounts) plotMounts(plots, report.mounts);
};
