import type { Database } from '../db/database.ts';
import { DatabaseAway } from '../db/database.ts';
import { HOST_SOURCE } from '../work/tell.ts';

/** An event as the live page shows it: what happened, never who or what a reading found. */
export interface LiveEvent {
  readonly key: string;
  readonly type: string;
  readonly class: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly received: string;
  /** First letters of the session: enough to see what belongs together. */
  readonly session: string;
  readonly subject: string | null;
}

export type LiveMessage =
  | { readonly kind: 'events'; readonly events: readonly LiveEvent[] }
  | { readonly kind: 'away' };

export type Listener = (message: LiveMessage) => void;

export interface LiveFeed {
  /** The newest events at once, then what arrives. Returns how to stop. */
  listen(listener: Listener): () => void;
  /** Looks now. */
  look(): Promise<void>;
  readonly listeners: number;
}

/** Told to who has just come. */
const FIRST = 40;
/** Told in one look. */
const MOST = 200;
/** ms that a look goes back behind the last one: an event's time of arrival is taken before its commit. */
const OVERLAP_MS = 10_000;
/** Keys remembered against telling twice. */
const REMEMBERED = 5000;

/** What the host itself concludes is no news of a visit, and comes in heaps once a day. */
const OTHERS = `source <> '${HOST_SOURCE}'`;
const COLUMNS = `source || ' ' || id as key, type, class, corrected as at, received, left(session_id, 8) as session, subject`;

interface Row extends Omit<LiveEvent, 'at' | 'received'> {
  readonly at: Date;
  readonly received: Date;
}

const told = (row: Row): LiveEvent => ({
  ...row,
  at: row.at.toISOString(),
  received: row.received.toISOString(),
});

/**
 * What arrives, by looking and not by NOTIFY: several processes store events, a notification would make their commits wait for each other, and nobody
 * needs more than a look a second. Looks only while somebody listens.
 */
export const createLiveFeed = (db: Database, now: () => number): LiveFeed => {
  const listeners = new Set<Listener>();
  const seen = new Set<string>();
  let since = 0;
  let looking: Promise<void> | undefined;

  const remember = (events: readonly LiveEvent[]): void => {
    for (const { key } of events) seen.add(key);
    for (const key of seen) {
      if (seen.size <= REMEMBERED) break;
      seen.delete(key);
    }
  };
  const newest = async (): Promise<LiveEvent[]> =>
    (
      await db.query<Row>(
        `select ${COLUMNS} from events where received > $1 and ${OTHERS} order by received desc, seq desc limit ${FIRST}`,
        [new Date(now() - 86_400_000).toISOString()],
      )
    )
      .map(told)
      .reverse();
  const arrived = async (): Promise<LiveEvent[]> =>
    (
      await db.query<Row>(
        `select ${COLUMNS} from events where received > $1 and ${OTHERS} order by received, seq limit ${MOST}`,
        [new Date(since - OVERLAP_MS).toISOString()],
      )
    )
      .map(told)
      .filter((e) => !seen.has(e.key));
  const say = (message: LiveMessage): void => {
    for (const listener of listeners) listener(message);
  };
  const lookOnce = async (): Promise<void> => {
    if (listeners.size === 0) return;
    try {
      const events = await arrived();
      if (events.length) since = Math.max(since, ...events.map((e) => Date.parse(e.received)));
      remember(events);
      if (events.length) say({ kind: 'events', events });
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error;
      say({ kind: 'away' });
    }
  };
  const begin = async (listener: Listener): Promise<void> => {
    try {
      const events = await newest();
      const last = events.at(-1);
      if (listeners.size === 1) since = last ? Date.parse(last.received) : now();
      remember(events);
      listener({ kind: 'events', events });
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error;
      listener({ kind: 'away' });
    }
  };
  return {
    listen: (listener) => {
      listeners.add(listener);
      looking = (looking ?? Promise.resolve()).then(() => begin(listener));
      return () => void listeners.delete(listener);
    },
    look: () => {
      looking = (looking ?? Promise.resolve()).then(lookOnce);
      return looking;
    },
    get listeners() {
      return listeners.size;
    },
  };
};
