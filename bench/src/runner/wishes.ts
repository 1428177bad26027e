import type { WorkIn } from '../page/page-work.ts';
import type { SubjectId } from '../page/subjects.ts';

/** One thing that is measured in every round. */
export interface Entry {
  /** Name in the report. */
  readonly name: string;
  readonly subject: SubjectId;
  /** ms of work that is done beside it every 100 ms, and where. */
  readonly workMs: number;
  readonly workIn: WorkIn;
  readonly build: 'this' | 'other';
  /** How much faster than asked for the camera is. */
  readonly faster: number;
  /** 'all': starts, frames and the page's thread. 'frames': one start and frames. 'line': starts alone, what is fetched comes by a line of
   *  stated speed. */
  readonly part: 'all' | 'frames' | 'line';
}

/** How long and how often. */
export interface Protocol {
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly shownMs: number;
  readonly pageMs: number;
  readonly quick: boolean;
}

/** ecosystem.md 3: 5 s dropped, five times 60 s; the page's thread is weighed in half of that besides. */
export const FULL: Protocol = { rounds: 5, warmUpMs: 5000, shownMs: 60_000, pageMs: 30_000, quick: false };
/** Minutes instead of an hour; wide intervals. */
export const QUICK: Protocol = { rounds: 3, warmUpMs: 2000, shownMs: 6000, pageMs: 4000, quick: true };

const entry = (name: string, subject: SubjectId, rest: Partial<Entry> = {}): Entry => ({
  name,
  subject,
  workMs: 0,
  workIn: 'page',
  build: 'this',
  faster: 1,
  part: 'all',
  ...rest,
});

/** A 30 ms task every 100 ms: what a mirror has to bear. */
const PAGE_WORK = 30;

/** ms of every 100 that the page's own thread works. */
export const pageWorkOf = ({ workMs, workIn }: Entry): number => (workIn === 'page' ? workMs : 0);

/** A camera of twice the rate: who shows two thirds of thirty frames cannot be beaten by more than one and a half. */
const FAST = { faster: 2, part: 'frames' } as const;

const OWN = [
  entry('carmine', 'carmine'),
  entry('carmine-line', 'carmine', { part: 'line' }),
  entry('carmine-busy-page', 'carmine', { workMs: PAGE_WORK }),
  entry('carmine-busy-worker', 'carmine', { workMs: PAGE_WORK, workIn: 'worker', part: 'frames' }),
  entry('tracker', 'tracker'),
  entry('tracker-fast', 'tracker', FAST),
  entry('tracker-landmarks', 'tracker-landmarks'),
  entry('tracker-landmarks-fast', 'tracker-landmarks', FAST),
  entry('video', 'video'),
];
const PEERS = [
  entry('recipe', 'recipe'),
  entry('recipe-fast', 'recipe', FAST),
  entry('recipe-three', 'recipe-three'),
];

/** The product at each step of quality, one start for all. Measured only when it is asked for by name. */
export const STEPS: Entry = entry('quality-steps', 'carmine');

/** Against whom: the peers, another build of the product, or nobody. */
export type Against = 'official' | 'none' | 'build';

/** `official`: the official bundle is at hand; without it there is nothing to hold the tracker's model against. */
export const entriesOf = (against: Against, official: boolean): readonly Entry[] => {
  if (against === 'official')
    return [...OWN, ...PEERS, ...(official ? [entry('tracker-official', 'tracker-official')] : [])];
  if (against === 'build')
    return [entry('carmine', 'carmine'), entry('other', 'carmine', { build: 'other' })];
  return OWN;
};

/** Round `round` begins with another subject, so that none is always first after a pause. */
export const orderOf = <T>(entries: readonly T[], round: number): T[] => {
  const turned = entries.map((_, i) => entries[(i + round) % entries.length]!);
  return round % 2 ? turned.reverse() : turned;
};
