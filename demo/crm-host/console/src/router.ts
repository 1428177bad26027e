import type { Permission } from '../../src/auth/staff.ts';

/** Where the console is: `#/people/customer/C-1` is page `people`, rest `customer`, `C-1`. */
export interface Place {
  readonly page: PageId;
  readonly rest: readonly string[];
}

export const PAGES = [
  ['cases', 'case.read'],
  ['people', 'person.read'],
  ['matches', 'match.read'],
  ['knowledge', 'knowledge.read'],
  ['funnel', 'figures.read'],
  ['segments', 'figures.read'],
  ['data', 'figures.read'],
  ['reports', 'figures.read'],
  ['live', 'live.read'],
] as const satisfies readonly (readonly [string, Permission])[];
export type PageId = (typeof PAGES)[number][0];

/** Pages of somebody with these permissions. */
export const pagesFor = (permissions: readonly string[]): PageId[] =>
  PAGES.filter(([, needs]) => permissions.includes(needs)).map(([id]) => id);

/** The place of an address's hash; undefined for what is no page. */
export const placeOf = (hash: string): Place | undefined => {
  const [id, ...rest] = hash.replace(/^#\/?/, '').split('/');
  const page = PAGES.find(([p]) => p === id)?.[0];
  return page && { page, rest: rest.map(decodeURIComponent) };
};

/** The inverse. */
export const hrefOf = (page: PageId, ...rest: readonly string[]): string =>
  `#/${[page, ...rest.map(encodeURIComponent)].join('/')}`;
