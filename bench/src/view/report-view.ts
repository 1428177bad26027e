import type { Report } from '../report/schema.ts';
import { el, table } from './dom.ts';
import { numbersTable } from './numbers.ts';
import { plotIntervals, plotMounts, plotRounds, plotSoak } from './plots.ts';
import { ratioTable } from './ratios-table.ts';
import { subjectText, troubleText } from './subjects.ts';
import { summary } from './summary.ts';
import './report.css';

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

const dateOf = (made: string): string => `${made.slice(0, 16).replace('T', ' ')} UTC`;

const buildOf = ({ version, digest }: Report['build']): string =>
  `Carmine ${version ?? '?'} (${digest ? `digest ${digest.slice(0, 12)}` : 'no digest'})`;

/** What was measured, where and how: one row each. */
const setting = ({ machine, build, protocol, clips, runs, compared, soak, mounts }: Report): HTMLElement => {
  const drawn = (runs.find((run) => run.subject === 'carmine') ?? soak)?.facts;
  const load = machine.load ? `; load ${machine.load.map((l) => l.toFixed(1)).join(' to ')}` : '';
  const films = clips.map(
    ({ id, width, height, hash }) =>
      `${id} ${width} x ${height} (${hash ? `SHA-256 ${hash.slice(0, 12)}` : 'no digest'})`,
  );
  const rounds = runs.length
    ? `${protocol.rounds} rounds of ${protocol.shownMs / 1000} s counted and ${protocol.pageMs / 1000} s of the page's thread, after ` +
      `${protocol.warmUpMs / 1000} s${protocol.interleaved ? ', subjects in turns' : ''}`
    : '';
  const line =
    protocol.lineMbit === undefined
      ? ''
      : `${protocol.lineMbit} Mbit a second, round trips of ${protocol.lineRoundTripMs ?? '?'} ms`;
  const rows: [string, string][] = [
    ['Build', buildOf(build)],
    [
      'Before it',
      compared ? `${buildOf(compared.build)}, ${dateOf(compared.made)}; ${compared.machine.userAgent}` : '',
    ],
    ['Browser', machine.userAgent],
    [
      'Machine',
      `${machine.cores ?? '?'} cores${machine.memoryGiB ? `, ${machine.memoryGiB} GiB` : ''}${load}`,
    ],
    ['Graphics', machine.gl ?? 'no WebGL'],
    [
      'The product draws with',
      drawn
        ? `${drawn.backend} (${drawn.device ?? '?'}), ${drawn.renderer === 'worker' ? 'in a worker' : "on the page's own thread"}`
        : '',
    ],
    ['Clips', films.join('; ')],
    ['Protocol', rounds],
    ['Line of carmine-line', runs.some(({ subject }) => subject === 'carmine-line') ? line : ''],
    ['Long run', soak ? `${soak.minutes} minutes` : ''],
    ['Mounts', mounts ? String(mounts.count) : ''],
  ];
  return table(
    ['', ''],
    rows.filter(([, text]) => text),
  );
};

const subjectsTable = ({ runs }: Report): HTMLElement =>
  table(
    ['Name', 'What it is'],
    [...new Set(runs.map(({ subject }) => subject))].map((name) => [name, subjectText(name)]),
  );

const outcomeClass = (outcome: string, error: string | null): string =>
  outcome === 'said-why' || (outcome === 'went-on' && !error) ? 'met' : 'missed';

const troublesTable = ({ troubles }: Report): HTMLElement =>
  table(
    ['What was done', 'Outcome', 'State', 'Error', 'Note'],
    troubles.map(({ id, outcome, phase, error, note }) => [
      el('span', [troubleText(id), el('small', id)]),
      el('span', outcome, outcomeClass(outcome, error)),
      phase,
      error ?? '',
      note,
    ]),
  );

/** A section, where there is anything to say. */
const section = (title: string, there: boolean, make: () => Node | readonly Node[]): Node[] => {
  if (!there) return [];
  const content = make();
  return [el('h2', title), ...(content instanceof Node ? [content] : content)];
};

/** Draws a report into `target`. */
export const showReport = (target: HTMLElement, report: Report): void => {
  const plots = el('div');
  const { made, compared, ratios, runs, troubles } = report;
  const title = compared ? 'Bench, compared with an earlier one' : 'Bench';
  target.replaceChildren(
    el('h1', `${title}, ${dateOf(made)}`),
    summary(report),
    ...section('Ratios', ratios.length > 0, () => ratioTable(ratios)),
    ...section('Troubles', troubles.length > 0, () => troublesTable(report)),
    ...section('Numbers', runs.length > 0, () => numbersTable(runs)),
    ...section('Plots', runs.length > 0 || Boolean(report.soak) || Boolean(report.mounts), () => plots),
    ...section('What was measured, and where', true, () => setting(report)),
    ...section('Names', runs.length > 0, () => subjectsTable(report)),
    ...section('Faults', true, () => faultList(report)),
  );
  plotIntervals(plots, runs);
  plotRounds(plots, runs);
  if (report.soak) plotSoak(plots, report.soak);
  if (report.mounts) plotMounts(plots, report.mounts);
};
