import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { quantile } from '../measure/percentiles.ts';
import type { Mounts, Run, Soak } from '../report/schema.ts';
import type { Words } from './words/types.ts';

/** Colours that stay apart for most eyes (Okabe and Ito 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000', '#999999'];
const HEIGHT = 260;
/** Lines beyond the colours are told apart by how they are drawn. */
const DASHES: readonly (number[] | undefined)[] = [undefined, [8, 4], [2, 4]];
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
    // A legend of values that follow the pointer is empty on a phone and in print: names alone.
    new uPlot(
      { title, width, height: HEIGHT, legend: { live: false }, ...options },
      data,
      document.createElement('div'),
    ).root,
  );
};

const lines = (names: readonly string[], { plots }: Words): uPlot.Series[] => [
  {},
  ...names.map((label, i) => {
    const dash = DASHES[Math.floor(i / COLOURS.length) % DASHES.length];
    const name = dash ? `${label} (${dash[0]! > 4 ? plots.dashed : plots.dotted})` : label;
    return {
      label: name,
      stroke: COLOURS[i % COLOURS.length]!,
      width: 2,
      spanGaps: true,
      ...(dash ? { dash } : {}),
    };
  }),
];

/** Intervals between shown frames as distributions: right of the knee is what is felt as stutter. */
export const plotIntervals = (target: HTMLElement, runs: readonly Run[], words: Words): void => {
  const subjects = [...bySubject(runs)].filter(([, own]) => own.some((run) => run.series.length));
  if (subjects.length === 0) return;
  const shares = Array.from({ length: POINTS }, (_, i) => i / (POINTS - 1));
  const curves = subjects.map(([, own]) => {
    const sorted = own.flatMap((run) => run.series).sort((a, b) => a - b);
    return shares.map((share) => quantile(sorted, share));
  });
  mount(
    target,
    words.plots.intervals,
    {
      axes: axes(words.plots.percent, 'ms'),
      scales: { x: { time: false } },
      series: lines(
        subjects.map(([name]) => name),
        words,
      ),
    },
    [shares.map((share) => share * 100), ...curves],
  );
};

/** Unique frames a second, round by round: whether a difference holds, and whether the machine was quiet. */
export const plotRounds = (target: HTMLElement, runs: readonly Run[], words: Words): void => {
  const subjects = [...bySubject(runs)].filter(([, own]) => own.some((run) => run.frames));
  const rounds = [...new Set(runs.map((run) => run.round))].sort((a, b) => a - b);
  if (subjects.length === 0 || rounds.length < 2) return;
  const curves = subjects.map(([, own]) =>
    rounds.map((round) => own.find((run) => run.round === round)?.frames?.uniquePerSecond ?? null),
  );
  mount(
    target,
    words.plots.rounds,
    {
      // Whole rounds only.
      axes: axes(words.plots.round, words.plots.perSecond).map((axis, i) =>
        i === 0 ? { ...axis, incrs: [1, 2, 5, 10] } : axis,
      ),
      scales: { x: { time: false } },
      series: lines(
        subjects.map(([name]) => name),
        words,
      ),
    },
    [rounds.map((round) => round + 1), ...curves],
  );
};

const megabytes = (bytes: number | null | undefined): number | null =>
  bytes === null || bytes === undefined ? null : bytes / 1e6;

type Held = Pick<Soak['samples'][number], 'heapBytes' | 'workerBytes' | 'rendererBytes' | 'gpuBytes'>;

/** Memory over time or mounts: a line that rises is a leak. */
const plotMemory = (
  target: HTMLElement,
  samples: readonly Held[],
  [label, at]: [string, number[]],
  words: Words,
): void => {
  const { heap, workers, renderer, gpu } = words.memory;
  mount(
    target,
    words.plots.memory,
    {
      axes: axes(label, 'MB'),
      scales: { x: { time: false } },
      series: lines([heap, workers, renderer, gpu], words),
    },
    [
      at,
      ...(['heapBytes', 'workerBytes', 'rendererBytes', 'gpuBytes'] as const).map((field) =>
        samples.map((sample) => megabytes(sample[field])),
      ),
    ],
  );
};

export const plotSoak = (target: HTMLElement, { samples }: Soak, words: Words): void => {
  const { plots } = words;
  const minutes = samples.map(({ minute }) => minute);
  mount(
    target,
    plots.pace,
    {
      axes: axes(plots.minute, 'ms'),
      scales: { x: { time: false } },
      series: lines([plots.interval, plots.pageCpu, plots.gpuCpu], words),
    },
    [
      minutes,
      samples.map(({ intervalMs }) => intervalMs),
      samples.map(({ pageCpuMs }) => pageCpuMs ?? null),
      samples.map(({ gpuCpuMs }) => gpuCpuMs ?? null),
    ],
  );
  if (samples.some(({ load }) => load))
    mount(
      target,
      plots.load,
      {
        axes: axes(plots.minute, plots.processes),
        scales: { x: { time: false } },
        series: lines([plots.loadLine], words),
      },
      [minutes, samples.map(({ load }) => load ?? null)],
    );
  plotMemory(target, samples, [plots.minute, minutes], words);
};

export const plotMounts = (target: HTMLElement, { samples }: Mounts, words: Words): void =>
  plotMemory(target, samples, [words.plots.mount, samples.map(({ mount: at }) => at)], words);
