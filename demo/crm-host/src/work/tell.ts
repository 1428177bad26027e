import type { Checked } from '../collect/check.ts';
import { sha256, sortedJson } from '../collect/digest.ts';
import { insertEvents } from '../collect/store.ts';
import { EVENT_RULES, type Purpose, uuidv7, type WireDataMap, type WireName } from '../contract.ts';
import type { Sql } from '../db/database.ts';
import { kindOf, type Node, valueIn } from '../people/merge.ts';

/** Source of what the host itself concludes. */
export const HOST_SOURCE = 'urn:carmine:crm-host';

/** Something the host has to say of somebody. */
export interface Told<K extends WireName = WireName> {
  readonly type: K;
  readonly who: Node;
  /** Consent it rests on, as it is now. */
  readonly purposes: readonly Purpose[];
  readonly data: Omit<WireDataMap[K], 'actor'>;
}

export const told = <K extends WireName>(
  type: K,
  who: Node,
  purposes: readonly Purpose[],
  data: Omit<WireDataMap[K], 'actor'>,
): Told => ({ type, who, purposes, data });

const actorOf = (who: Node): { customerRef?: string; anonId?: string } | undefined => {
  if (kindOf(who) === 'customer') return { customerRef: valueIn(who) };
  return kindOf(who) === 'anon' ? { anonId: valueIn(who) } : undefined;
};

const eventOf = ({ type, who, purposes, data }: Told, now: number): Checked[] => {
  const actor = actorOf(who);
  // A number of another system is no name that an event may carry.
  if (!actor) return [];
  const whole = { actor, ...data };
  return [
    {
      source: HOST_SOURCE,
      id: uuidv7(now),
      type,
      class: EVENT_RULES[type].dataClass,
      subject: null,
      session: '',
      sequence: '',
      time: now,
      corrected: now,
      received: now,
      consentVersion: null,
      purposes: [...purposes].sort(),
      ageGate: null,
      anonId: actor.anonId ?? null,
      customerRef: actor.customerRef ?? null,
      digest: sha256(sortedJson(whole)),
      expires: null,
      data: whole,
    },
  ];
};

/** Writes what the host concludes as events, in the transaction of the conclusion: they go the way of all events, to the timeline and to destinations. `now`: ms since 1970. */
export const tell = async (sql: Sql, items: readonly Told[], now: number): Promise<void> => {
  const events = items.flatMap((t) => eventOf(t, now));
  if (events.length) await insertEvents(sql, events);
};
