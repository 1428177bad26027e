import type { WireName } from '../../contract/schemas.ts';
import type { DropReason } from '../../contract/telemetry.ts';

/** One event that waits to be sent. */
export interface Row {
  readonly id: string;
  readonly name: WireName;
  /** When it was taken in, ms since 1970. */
  readonly at: number;
  /** Its JSON: the same bytes at every attempt. */
  readonly body: string;
  /** Of the body in UTF-8. */
  readonly bytes: number;
}

/** Counts of events given up, by reason. */
export type Drops = Partial<Record<DropReason, number>>;

export const countOf = (drops: Drops): number => Object.values(drops).reduce((sum, n) => sum + n, 0);

export const addDrops = (a: Drops, b: Drops): Drops => {
  const sum: Drops = { ...a };
  for (const [reason, n] of Object.entries(b) as [DropReason, number][]) sum[reason] = (sum[reason] ?? 0) + n;
  return sum;
};

/** How much may wait. */
export interface Bounds {
  readonly events: number;
  readonly bytes: number;
}

/** What waits now; `oldest` is null when nothing does. */
export interface Waiting extends Bounds {
  readonly oldest: number | null;
}

/** Where rows wait: in memory, or on the device. Every call is one step: done wholly or not at all. */
export interface OutboxStore {
  /** Takes rows in, those known by id left out, and makes room for them; older ones that had to go are counted as `full`. */
  add(rows: readonly Row[], bounds: Bounds): Promise<void>;
  /** The first rows that are not in `skip`, within bounds but at least one. */
  head(bounds: Bounds, skip: ReadonlySet<string>): Promise<Row[]>;
  remove(ids: readonly string[]): Promise<void>;
  /** Removes and gives every row that `keep` refuses. */
  sift(keep: (row: Row) => boolean): Promise<Row[]>;
  waiting(): Promise<Waiting>;
  /** Adds to the counts of what was given up; kept with the rows, so that a crash does not forget them. */
  count(drops: Drops): Promise<void>;
  /** Gives the counts and begins anew. */
  takeDrops(): Promise<Drops>;
  /** Gives everything back; what waits stays where it is. */
  close(): void;
}
