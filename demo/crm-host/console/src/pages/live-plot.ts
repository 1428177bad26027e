import uPlot from 'uplot';
import type { LiveEvent } from '../../../src/live/feed.ts';
import { clock, number } from '../format.ts';
import { locale, say } from '../language.ts';
import { COLOURS, type PlotSpec } from '../parts/plot.ts';

const MINUTES = 20;

/** Events of each of the last minutes, by when they arrived, null for none; ends with the newest one. */
export const perMinute = (events: readonly Pick<LiveEvent, 'received'>[]): [number[], (number | null)[]] => {
  const minutes = events.map((e) => Math.floor(Date.parse(e.received) / 60_000));
  const last = Math.max(...minutes);
  const shown = Array.from({ length: MINUTES }, (_, i) => last - MINUTES + 1 + i);
  return [shown.map((m) => m * 60), shown.map((m) => minutes.filter((x) => x === m).length || null)];
};

let drawn: { readonly key: string; readonly spec: PlotSpec } | undefined;

/** Bars of the last minutes; the same object for the same numbers. */
export const minutePlot = (events: readonly LiveEvent[]): PlotSpec => {
  const data = perMinute(events);
  const key = JSON.stringify([data, locale()]);
  if (drawn?.key === key) return drawn.spec;
  const time = (seconds: number): string => clock(new Date(seconds * 1000).toISOString());
  const spec: PlotSpec = {
    label: say('live.minute'),
    data,
    options: {
      legend: { show: false },
      cursor: { show: false },
      scales: {
        // Half a minute on both sides, so that no bar is cut.
        x: { range: (_, min, max) => [min - 30, max + 30] },
        y: { range: (_, __, max) => [0, Math.max(5, max * 1.1)] },
      },
      axes: [
        { values: (_, ticks) => ticks.map(time), space: 60, grid: { show: false } },
        {
          values: (_, ticks) => ticks.map((t) => (Number.isInteger(t) ? number(t) : '')),
          size: 44,
          grid: { stroke: '#e6e1dd', width: 1 },
        },
      ],
      series: [
        {},
        {
          label: say('live.minute'),
          stroke: COLOURS[0],
          fill: COLOURS[0],
          paths: uPlot.paths.bars?.({ size: [0.7, 24] }),
          points: { show: false },
        },
      ],
    },
  };
  drawn = { key, spec };
  return spec;
};
