import type { WireDataMap, WireName } from '../contract.ts';
import { type Node, nodeOf } from '../people/merge.ts';

/** An event as it lies in the store. */
export interface StoredEvent<K extends WireName = WireName> {
  readonly source: string;
  readonly id: string;
  readonly seq: number;
  readonly type: K;
  readonly subject: string | null;
  readonly session_id: string;
  readonly sequence: string;
  readonly corrected: Date;
  readonly consent_version: number | null;
  readonly purposes: readonly string[];
  readonly anon_id: string | null;
  readonly customer_ref: string | null;
  readonly data: WireDataMap[K];
}

export const isType = <K extends WireName>(event: StoredEvent, type: K): event is StoredEvent<K> =>
  (event.type as WireName) === type;

/** Only the events of one type. */
export const ofType = <K extends WireName>(events: readonly StoredEvent[], type: K): StoredEvent<K>[] =>
  events.filter((e) => isType(e, type)) as StoredEvent<K>[];

/** Under what an event's person is known best; undefined for an event of nobody. */
export const whoOf = (e: StoredEvent): Node | undefined => {
  if (e.customer_ref) return nodeOf('customer', e.customer_ref);
  return e.anon_id ? nodeOf('anon', e.anon_id) : undefined;
};
