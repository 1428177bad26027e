import type { Report } from './schema.ts';

type Older = NonNullable<Report['compared']>;

/** What makes two reports hard to compare, one sentence each. */
export const unlikeness = (newer: Pick<Report, 'machine' | 'clips'>, older: Older): string[] => {
  const [a, b] = [newer.machine, older.machine];
  const facts = [
    ['browser', a.userAgent, b.userAgent],
    ['number of cores', a.cores, b.cores],
    ['graphics', a.gl, b.gl],
  ] as const;
  const clips = newer.clips.filter(({ id, hash }) =>
    older.clips.some((other) => other.id === id && other.hash !== hash),
  );
  return [
    'The two reports were made at different times: what the machine did between them is in every ratio.',
    ...facts
      .filter(([, x, y]) => x !== y)
      .map(([name, x, y]) => `Not the same ${name}: ${x ?? '?'}, before ${y ?? '?'}.`),
    ...clips.map(({ id }) => `The clip ${id} is not the same film in both.`),
  ];
};
