import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { quantile } from '../measure/percentiles.ts';
import type { Run } from '../report/schema.ts';

/** Colours that stay apart for most eyes (Okabe and Ito 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000', '#999999'];
const HEIGHT = 260;
/** Points of a distribution's curve. */
const POINTS = 101;

const axes = (x: string, y: string): uPlot.Axis[] => [
  { label: x, labelSize: 20, size: 36 },
  { label: y, labelSize: 20, size: 54 },
];

const bySubject = (runs: readonly Run[]): Map<string, Run[]> => {
  const out = new Map<string, Run[]>();
  for (const run of runs) out.set(run.subject, [...(out.get(run.subject) ?? []), run]);
  return out;
};

const mount = (
  target: HTMLElement,
  title: string,
  options: Omit<uPlot.Options, 'width' | 'height'>,
  data: uPlot.AlignedData,
) => {
  const width = Math.min(900, Math.max(300, target.clientWidth || 700));
  target.append(
    new uPlot({ title, width, height: HEIGHT, ...options }, data, document.createElement('div')).root,
  );
};

const lines = (names: readonly string[]): uPlot.Series[] => [
  {},
  ...names.map((label, i) => ({ label, stroke: COLOURS[i % COLOURS.length]!, width: 2, spanGaps: true })),
];

/** Intervals between shown frames as distributions: right of the knee is what is felt as stutter. */
export const plotIntervals = (target: HTMLElement, runs: readonly Run[]): void => {
  const subjects = [...bySubject(runs)].filter(([, own]) => own.some((run) => run.series.length));
  if (subjects.length === 0) return;
  const shares = Array.from({ length: POINTS }, (_, i) => i / (POINTS - 1));
  const curves = subjects.map(([, own]) => {
    const sorted = own.flatMap((run) => run.series).sort((a, b) => a - b);
    return shares.map((share) => quantile(sorted, share));
  });
  mount(
    target,
    'Interval between shown frames',
    {
      axes: axes('percent of intervals', 'ms'),
      scales: { x: { time: false } },
      series: lines(subjects.map(([name]) => name)),
    },
    [shares.map((share) => share * 100), ...curves],
  );
};

/** Unique frames a second, round by round: whether a difference holds, and whether the machine was quiet. */
export const plotRounds = (target: HTMLElement, runs: readonly Run[]): void => {
  const subjects = [...bySubject(runs)].filter(([, own]) => own.some((run) => run.frames));
  const rounds = [...new Set(runs.map((run) => run.round))].sort((a, b) => a - b);
  if (subjects.length === 0 || rounds.length < 2) return;
  const curves = subjects.map(([, own]) =>
    rounds.map((round) => own.find((run) => run.round === round)?.frames?.uniquePerSecond ?? null),
  );
  mount(
    target,
    'Unique frames a second, by round',
    {
      axes: axes('round', 'frames / s'),
      scales: { x: { time: false } },
      series: lines(subjects.map(([name]) => name)),
    },
    [rounds.map((round) => round + 1), ...curves],
  );
};
