import { type ConsentSnapshot, granted, grantedPurposes } from '../consent/snapshot.ts';
import type { ConsentChange, ConsentStorage } from '../consent/store.ts';
import { barred } from '../contract/allowed.ts';
import { createWireFactory, type WireFactory } from '../contract/factory.ts';
import type { WireDataMap, WireName } from '../contract/schemas.ts';
import type { WireEvent } from '../contract/wire.ts';
import { ActorDesk } from './actor.ts';
import { type Refusal, takeIn } from './intake.ts';
import { Outbox } from './outbox/outbox.ts';
import { addDrops, countOf, type Drops, type Row } from './outbox/row.ts';
import { browserPlatform, type Platform } from './platform.ts';
import { Sessions } from './sessions.ts';
import type { Crm, CrmOptions, CrmState, Told } from './types.ts';

/** ms between two reports of what was given up. */
const REPORT_EVERY = 60_000;

/** Opens the way from this page to the shop's CRM. Nothing is stored or sent before the customer allowed it. */
export const openCrm = (options: CrmOptions): Crm => new Desk(options);

const browserStorage = (): ConsentStorage | null => {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
};

const sayOnce = (): ((refusal: Refusal) => void) => {
  const said = new Set<string>();
  return ({ code, detail }) => {
    // Without consent most events are refused, as they should be: no news for a console.
    if (code === 'consent-missing' || code === 'age-gate' || said.has(code)) return;
    said.add(code);
    console.warn(`carmine: an event was not taken in (${code}): ${detail}`);
  };
};

class Desk implements Crm {
  readonly #options: CrmOptions;
  readonly #platform: Platform;
  readonly #outbox: Outbox | null;
  readonly #actor: ActorDesk;
  readonly #sessions: Sessions;
  readonly #make: WireFactory;
  readonly #refuse: (refusal: Refusal) => void;
  readonly #listeners = new Set<(state: CrmState) => void>();
  readonly #deafen: () => void;
  readonly #refused: Record<string, number> = {};
  #dropped: Drops = {};
  #reportedAt = Number.NEGATIVE_INFINITY;
  #reporting = false;
  #closed = false;

  constructor(options: CrmOptions) {
    const { consent, source } = options;
    this.#options = options;
    const platform = options.platform ?? browserPlatform();
    this.#platform = platform;
    this.#refuse = options.onRefused ?? sayOnce();
    const storage = options.storage === undefined ? browserStorage() : options.storage;
    this.#actor = new ActorDesk(consent, storage, platform.now);
    this.#make = createWireFactory({ source, now: platform.now });
    this.#sessions = new Sessions(platform.now, (record) => this.#accept(record));
    this.#outbox = options.carrier ? this.#open(options.carrier) : null;
    this.#deafen = consent.listen((change) => this.#consentChanged(change));
  }

  get state(): CrmState {
    const outbox = this.#outbox?.state ?? { phase: 'idle', storage: 'memory', leader: false };
    return Object.freeze({ ...outbox, dropped: { ...this.#dropped }, refused: { ...this.#refused } });
  }

  readonly tell = (event: unknown): Told => this.#accept(event);

  emit<K extends WireName>(name: K, data: WireDataMap[K], options?: { subject?: string }): Told {
    let event: WireEvent;
    try {
      event = this.#make(name, data, options) as WireEvent;
    } catch (error) {
      return this.#no({ code: 'schema-invalid', detail: (error as Error).message });
    }
    return this.#accept(event);
  }

  setCustomer(ref: string | null): void {
    this.#actor.setCustomer(ref);
  }

  async settled(): Promise<void> {
    await this.#outbox?.settled();
  }

  async flush(): Promise<void> {
    await this.#outbox?.flush();
  }

  async resume(): Promise<void> {
    await this.#outbox?.resume();
  }

  async waiting() {
    return (await this.#outbox?.waiting()) ?? { events: 0, bytes: 0 };
  }

  listen(listener: (state: CrmState) => void): () => void {
    const own = (state: CrmState) => listener(state);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#deafen();
    this.#outbox?.close();
    this.#listeners.clear();
  }

  #open(carrier: NonNullable<CrmOptions['carrier']>): Outbox {
    const { consent, name = 'carmine-outbox' } = this.#options;
    return new Outbox({
      name,
      carrier,
      platform: this.#platform,
      durable: () => granted(consent.snapshot, 'crm_share'),
      allowed: (row) => this.#allowed(row, consent.snapshot),
      onRead: () => void this.#report(),
      onChange: () => this.#changed(),
    });
  }

  #allowed({ name }: Row, snapshot: ConsentSnapshot): boolean {
    return barred(name, { purposes: grantedPurposes(snapshot), ageGate: snapshot.ageGate }) === null;
  }

  #accept(given: unknown): Told {
    if (this.#closed) return this.#no({ code: 'closed', detail: 'close() was called' });
    const { snapshot } = this.#options.consent;
    const taken = takeIn(given, { snapshot, actor: this.#actor.actor });
    if (!taken.ok) return this.#no({ code: taken.code, detail: taken.detail });
    const { event, name, body, bytes } = taken;
    if (!name.startsWith('consent.')) this.#sessions.before(event, snapshot);
    this.#outbox?.put({ id: event.id, name, at: this.#platform.now(), body, bytes });
    this.#show(event, snapshot);
    return { taken: true };
  }

  #show(event: WireEvent, snapshot: ConsentSnapshot): void {
    for (const sink of this.#options.sinks ?? []) {
      if (!sink.purposes.every((purpose) => granted(snapshot, purpose))) continue;
      try {
        sink.take(event);
      } catch (error) {
        // The host's fault, and no reason to keep the event from the others.
        (globalThis.reportError ?? console.error)(error);
      }
    }
  }

  #no(refusal: Refusal): Told {
    this.#refused[refusal.code] = (this.#refused[refusal.code] ?? 0) + 1;
    this.#refuse(refusal);
    return { taken: false, ...refusal };
  }

  #consentChanged({ snapshot, withdrawn, method }: ConsentChange): void {
    void this.#outbox?.consentChanged();
    this.#sessions.changed(snapshot, withdrawn, method);
    if (withdrawn.includes('crm_share')) this.#actor.forget();
    this.#changed();
  }

  /** Tells what was given up, once a minute at most, when the collector is known to be there. */
  async #report(): Promise<void> {
    const now = this.#platform.now();
    const due = now - this.#reportedAt >= REPORT_EVERY;
    if (!due || this.#reporting || this.#closed || !granted(this.#options.consent.snapshot, 'analytics'))
      return;
    this.#reporting = true;
    try {
      const reasons = (await this.#outbox?.takeDrops()) ?? {};
      if (countOf(reasons) === 0) return;
      this.#reportedAt = now;
      this.#dropped = addDrops(this.#dropped, reasons);
      this.emit('queue.dropped', { count: countOf(reasons), reasons });
      this.#changed();
    } catch {
      // The store gave way; the counts stay in it for the next time.
    } finally {
      this.#reporting = false;
    }
  }

  #changed(): void {
    if (this.#closed) return;
    const { state } = this;
    for (const listener of [...this.#listeners]) listener(state);
  }
}
