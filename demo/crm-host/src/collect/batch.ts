import type { Sender } from '../auth/senders.ts';
import type { Database } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import { type CheckContext, type Checked, checkEvent, isResult } from './check.ts';
import { skewOf } from './clock.ts';
import { type EventResult, LIMITS } from './limits.ts';
import { storeEvents } from './store.ts';

export interface Answer {
  /** RFC 3339, UTC. */
  readonly receivedAt: string;
  /** In the order sent. */
  readonly results: readonly EventResult[];
}

export interface BatchRequest {
  /** The parsed body. */
  readonly events: unknown;
  readonly sender: Sender;
  /** ms since 1970, ours. */
  readonly receivedAt: number;
  /** Carmine-Sent-At. */
  readonly sentAt?: string;
}

const readBatch = (events: unknown): unknown[] => {
  if (!Array.isArray(events)) throw new Problem(422, 'The body is not a JSON array of events.');
  if (events.length === 0) throw new Problem(422, 'The batch has no event.');
  if (events.length > LIMITS.events) throw new Problem(413, `A batch has at most ${LIMITS.events} events.`);
  return events;
};

/** Checks every event of a batch and stores those that may be; the answer leaves only after the commit. */
export const collect = async (
  db: Database,
  secret: string,
  { events, sender, receivedAt, sentAt }: BatchRequest,
): Promise<Answer> => {
  const context: CheckContext = { sender, receivedAt, skew: skewOf(sentAt, receivedAt) };
  const checked = readBatch(events).map((raw) => checkEvent(raw, context));
  const good = checked.filter((x): x is Checked => !isResult(x));
  const stored = await storeEvents(db, good, secret);
  let next = 0;
  const results = checked.map((x) => (isResult(x) ? x : (stored[next++] as EventResult)));
  return { receivedAt: new Date(receivedAt).toISOString(), results };
};
