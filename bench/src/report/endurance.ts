import { growthOf, type Sample } from '../measure/growth.ts';
import type { Mounts, RatioRow, Soak } from './schema.ts';

/** Minutes over which a drift is told: the length of a long visit. */
const VISIT = 20;
/** Minutes at the beginning of a long run that compile code and fill caches and are not looked at; of a shorter run everything is. */
const WARM = 1;
const LONG = 5;
/** Mounts over which growth is told, and those at the beginning that fill caches and are not looked at. */
const MANY = 100;
const FIRST = 5;

const MEMORY = [
  ['heap', 'JavaScript of the page', 'heapBytes'],
  ['workers', 'JavaScript of its workers', 'workerBytes'],
  ['renderer', "the page's processes", 'rendererBytes'],
  ['gpu', 'the drawing process', 'gpuBytes'],
] as const;

const COUNTED = [
  ['nodes', 'DOM nodes', 'nodes'],
  ['listeners', 'listeners', 'listeners'],
] as const;

/** What a picture costs, by the processor's own clock: tells a mirror that slows down from a machine that others slow down. */
const COSTS = [
  ['cpu-page', "the page's processes", 'pageCpuMs'],
  ['cpu-gpu', 'the drawing process', 'gpuCpuMs'],
] as const;

const rowOf = (id: string, title: string, samples: readonly Sample[], span: number): RatioRow => {
  const growth = growthOf(samples, span) ?? { value: null, low: null, high: null };
  return { id, title, ...growth, better: 'less', bound: null, met: null };
};

/** The values that were told, at their places. */
const seriesOf = <T>(
  samples: readonly T[],
  at: (sample: T) => number,
  value: (sample: T) => number | null | undefined,
): Sample[] =>
  samples.flatMap((sample) => {
    const told = value(sample);
    return told === null || told === undefined ? [] : [{ at: at(sample), value: told }];
  });

/** How many times its beginning everything is after a visit: 1 is no drift. */
export const soakRows = ({ samples: all, minutes }: Soak): RatioRow[] => {
  const samples = minutes < LONG ? all : all.filter((sample) => sample.minute >= WARM);
  const minute = (sample: Soak['samples'][number]) => sample.minute;
  return [
    rowOf(
      'soak-interval',
      `Time between pictures after ${VISIT} minutes, of the beginning's`,
      seriesOf(samples, minute, (sample) => sample.intervalMs),
      VISIT,
    ),
    ...COSTS.map(([id, title, field]) =>
      rowOf(
        `soak-${id}`,
        `Processor time of a picture after ${VISIT} minutes, of the beginning's: ${title}`,
        seriesOf(samples, minute, (sample) => sample[field]),
        VISIT,
      ),
    ),
    ...[...MEMORY, ...COUNTED].map(([id, title, field]) =>
      rowOf(
        `soak-${id}`,
        `Memory after ${VISIT} minutes, of the beginning's: ${title}`,
        seriesOf(samples, minute, (sample) => sample[field]),
        VISIT,
      ),
    ),
  ];
};

/** How many times its beginning everything is after a hundred mounts. */
export const mountRows = ({ samples }: Mounts): RatioRow[] => {
  const later = samples.slice(FIRST);
  const mount = (sample: Mounts['samples'][number]) => sample.mount;
  return [...MEMORY, ...COUNTED].map(([id, title, field]) =>
    rowOf(
      `mounts-${id}`,
      `Left after ${MANY} mounts, of what ${FIRST} left: ${title}`,
      seriesOf(later, mount, (sample) => sample[field]),
      MANY,
    ),
  );
};
