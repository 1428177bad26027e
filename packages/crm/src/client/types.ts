import type { Consent, ConsentStorage } from '../consent/store.ts';
import type { WireDataMap, WireName } from '../contract/schemas.ts';
import type { Sink } from './adapters/sink.ts';
import type { Refusal } from './intake.ts';
import type { Carrier } from './outbox/carrier.ts';
import type { OutboxState } from './outbox/outbox.ts';
import type { Drops } from './outbox/row.ts';
import type { Platform } from './platform.ts';

export interface CrmOptions {
  /** CloudEvents `source` of the page's own events, an absolute URI. */
  readonly source: string;
  readonly consent: Consent;
  /** Sends over the network: `collector({ url })`. Without one nothing is kept or sent; sinks still get their events. */
  readonly carrier?: Carrier;
  /** Within the page: callback, DOM event, dataLayer, Segment-shaped track. */
  readonly sinks?: readonly Sink[];
  /** For a developer: an event was not taken in. Default: the console, once a code. */
  readonly onRefused?: (refusal: Refusal) => void;
  /** Of database, lock and line between the tabs. Default `carmine-outbox`. */
  readonly name?: string;
  /** Keeps the random id of this browser. Default localStorage. */
  readonly storage?: ConsentStorage | null;
  readonly platform?: Platform;
}

/** What became of an event that was told. */
export type Told = { readonly taken: true } | ({ readonly taken: false } & Refusal);

/** For a panel or a test: how the way to the collector stands. Frozen. */
export interface CrmState extends OutboxState {
  /** Given up in this page since it was opened, by reason. */
  readonly dropped: Drops;
  /** Not taken in, by code. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface Crm {
  /** An event of the mirror: `mirror.onEvent = crm.tell`. Never throws. */
  readonly tell: (event: unknown) => Told;
  /** An event of the page itself. Never throws for data that is wrong: it is refused, and told to `onRefused`. */
  emit<K extends WireName>(name: K, data: WireDataMap[K], options?: { subject?: string }): Told;
  /** The host's opaque reference of a customer who is signed in; null when nobody is. */
  setCustomer(ref: string | null): void;
  /** All that was taken in lies in its store; on the device (crm_share) it outlives a crash. */
  settled(): Promise<void>;
  /** Sends what waits now. */
  flush(): Promise<void>;
  /** Tries again after the collector did not let the page in. */
  resume(): Promise<void>;
  /** Events and bytes that wait, of this page and, where they are kept on the device, of all. */
  waiting(): Promise<{ readonly events: number; readonly bytes: number }>;
  readonly state: CrmState;
  listen(listener: (state: CrmState) => void): () => void;
  /** Sends what it can and lets go. May be called again. */
  close(): void;
}
