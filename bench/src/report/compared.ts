import type { Report } from './schema.ts';

type Older = NonNullable<Report['compared']>;

/** One thing that makes two reports hard to compare. */
export type Unlike =
  | { readonly kind: 'time' }
  | {
      readonly kind: 'fact';
      readonly fact: 'browser' | 'cores' | 'graphics';
      readonly now: string | number;
      readonly before: string | number;
    }
  | { readonly kind: 'clip'; readonly id: string };

/** What makes two reports hard to compare; that they were made at different times always does. */
export const unlikeness = (newer: Pick<Report, 'machine' | 'clips'>, older: Older): Unlike[] => {
  const [a, b] = [newer.machine, older.machine];
  const facts = [
    ['browser', a.userAgent, b.userAgent],
    ['cores', a.cores, b.cores],
    ['graphics', a.gl, b.gl],
  ] as const;
  const clips = newer.clips.filter(({ id, hash }) =>
    older.clips.some((other) => other.id === id && other.hash !== hash),
  );
  return [
    { kind: 'time' },
    ...facts
      .filter(([, x, y]) => x !== y)
      .map(([fact, x, y]) => ({ kind: 'fact', fact, now: x ?? '?', before: y ?? '?' }) as const),
    ...clips.map(({ id }) => ({ kind: 'clip', id }) as const),
  ];
};
