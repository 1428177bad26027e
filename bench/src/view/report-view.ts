import type { Report } from '../report/schema.ts';
import { el, table } from './dom.ts';
import { numbersTable } from './numbers.ts';
import { plotIntervals, plotMounts, plotRounds, plotSoak } from './plots.ts';
import { ratioTable } from './ratios-table.ts';
import { subjectText, troubleText } from './subjects.ts';
import { summary } from './summary.ts';
import type { Words } from './words/types.ts';
import './report.css';

const faultList = ({ runs, soak, mounts }: Report, { none, faultIn, parts }: Words): Node => {
  const faults = [
    ...runs.flatMap((run) =>
      run.faults.map(({ code, message }) => `${faultIn(run.subject, run.round + 1)}: ${code}: ${message}`),
    ),
    ...Object.entries({ soak, mounts }).flatMap(([part, told]) =>
      (told?.faults ?? []).map(
        ({ code, message }) => `${parts[part as keyof Words['parts']]}: ${code}: ${message}`,
      ),
    ),
  ];
  if (faults.length === 0) return el('p', none);
  return el(
    'ul',
    faults.map((text) => el('li', text)),
  );
};

const dateOf = (made: string): string => `${made.slice(0, 16).replace('T', ' ')} UTC`;

const buildOf = ({ version, digest }: Report['build'], words: Words): string =>
  `Carmine ${version ?? '?'}${words.digest(digest?.slice(0, 12))}`;

/** What was measured, where and how: one row each, empty where it does not apply. */
const settings = (report: Report, words: Words): Readonly<Record<keyof Words['setting'], string>> => {
  const { machine, build, protocol, clips, runs, compared, soak, mounts } = report;
  const { list, comma, range } = words;
  const drawn = (runs.find((run) => run.subject === 'carmine') ?? soak)?.facts;
  const [before, after] = (machine.load ?? []).map((l) => l.toFixed(1));
  const { lineMbit, lineRoundTripMs = '?' } = protocol;
  const byLine = lineMbit !== undefined && runs.some(({ subject }) => subject === 'carmine-line');
  return {
    build: buildOf(build, words),
    before: compared
      ? list([
          [buildOf(compared.build, words), dateOf(compared.made)].join(comma),
          compared.machine.userAgent,
        ])
      : '',
    browser: machine.userAgent,
    machine: list([
      [words.cores(machine.cores ?? '?'), ...(machine.memoryGiB ? [`${machine.memoryGiB} GiB`] : [])].join(
        comma,
      ),
      ...(before && after ? [words.load(range(before, after))] : []),
    ]),
    graphics: machine.gl ?? words.noWebGl,
    draws: drawn
      ? [
          `${drawn.backend} (${drawn.device ?? '?'})`,
          drawn.renderer === 'worker' ? words.inWorker : words.onPage,
        ].join(comma)
      : '',
    clips: list(
      clips.map(
        ({ id, width, height, hash }) => `${id} ${width} x ${height}${words.sha(hash?.slice(0, 12))}`,
      ),
    ),
    protocol: runs.length
      ? words.protocol({
          rounds: protocol.rounds,
          shown: protocol.shownMs / 1000,
          page: protocol.pageMs / 1000,
          warmUp: protocol.warmUpMs / 1000,
          inTurns: protocol.interleaved,
        })
      : '',
    line: byLine ? words.lineOf(lineMbit, lineRoundTripMs) : '',
    soak: soak ? words.minutes(soak.minutes) : '',
    mounts: mounts ? String(mounts.count) : '',
  };
};

const settingTable = (report: Report, words: Words): HTMLElement => {
  const told = settings(report, words);
  const rows = (Object.keys(words.setting) as (keyof Words['setting'])[]).map(
    (id) => [words.setting[id], told[id]] as const,
  );
  return table(
    ['', ''],
    rows.filter(([, text]) => text),
  );
};

const subjectsTable = ({ runs }: Report, words: Words): HTMLElement =>
  table(
    words.nameHead,
    [...new Set(runs.map(({ subject }) => subject))].map((name) => [name, subjectText(name, words)]),
  );

const outcomeClass = (outcome: string, error: string | null): string =>
  outcome === 'said-why' || (outcome === 'went-on' && !error) ? 'met' : 'missed';

const troublesTable = ({ troubles }: Report, words: Words): HTMLElement =>
  table(
    words.troubleHead,
    troubles.map(({ id, outcome, phase, error, note }) => [
      el('span', [troubleText(id, words), el('small', id)]),
      el('span', [words.outcomes[outcome], el('small', outcome)], outcomeClass(outcome, error)),
      phase,
      error ?? '',
      note,
    ]),
  );

/** A section, where there is anything to say. */
const section = (title: string, there: boolean, make: () => Node): Node[] =>
  there ? [el('h2', title), make()] : [];

/** Draws a report into `target` in the language of `words`. */
export const showReport = (target: HTMLElement, report: Report, words: Words): void => {
  const plots = el('div');
  const { made, compared, ratios, runs, troubles, soak, mounts } = report;
  const { sections } = words;
  target.replaceChildren(
    el('h1', [compared ? words.benchCompared : words.bench, dateOf(made)].join(words.comma)),
    summary(report, words),
    ...section(sections.ratios, ratios.length > 0, () => ratioTable(ratios, words)),
    ...section(sections.troubles, troubles.length > 0, () => troublesTable(report, words)),
    ...section(sections.numbers, runs.length > 0, () => numbersTable(runs, words)),
    ...section(sections.plots, runs.length > 0 || Boolean(soak) || Boolean(mounts), () => plots),
    ...section(sections.setting, true, () => settingTable(report, words)),
    ...section(sections.names, runs.length > 0, () => subjectsTable(report, words)),
    ...section(sections.faults, true, () => faultList(report, words)),
  );
  plotIntervals(plots, runs, words);
  plotRounds(plots, runs, words);
  if (soak) plotSoak(plots, soak, words);
  if (mounts) plotMounts(plots, mounts, words);
};
