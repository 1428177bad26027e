import { EVENT_RULES } from '../../contract/rules.ts';
import type { Bounds, Row } from './row.ts';

/** Brackets and commas of the JSON array around and between the bodies. */
const frame = (events: number): number => events + 1;

/** The first rows that fit; always one, because a row alone is within the limits of an event. */
export const within = (rows: Iterable<Row>, bounds: Bounds): Row[] => {
  const taken: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    const more = bytes + row.bytes;
    if (taken.length > 0 && (taken.length >= bounds.events || more + frame(taken.length + 1) > bounds.bytes))
      break;
    taken.push(row);
    bytes = more;
  }
  return taken;
};

/** The record of consent, requests of privacy and complaints go last. */
const goesFirst = (row: Row): boolean => EVENT_RULES[row.name].basis === 'consent';

/** What must go, oldest first, until `held` is within bounds. */
export const firstToGo = (rows: readonly Row[], held: Bounds, bounds: Bounds): Row[] => {
  let { events, bytes } = held;
  const gone: Row[] = [];
  const order = [...rows.filter(goesFirst), ...rows.filter((row) => !goesFirst(row))];
  for (const row of order) {
    if (events <= bounds.events && bytes <= bounds.bytes) break;
    gone.push(row);
    events -= 1;
    bytes -= row.bytes;
  }
  return gone;
};
