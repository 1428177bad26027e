import type { AgeGate, ConsentMethod, Purpose } from '../purposes.ts';
import { PURPOSES } from '../purposes.ts';
import { parseRecord, rawRecord, writeRecord } from './record.ts';
import { type ConsentSnapshot, emptySnapshot, granted, type PurposeState } from './snapshot.ts';

/** Where the record of consent is kept: localStorage, or anything that looks like it. */
export interface ConsentStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface ConsentOptions {
  /** Of the words the customer is shown. A new version asks again: grants under another one do not count. */
  readonly policyVersion: string;
  /** Default: localStorage where the browser gives it, else this page's memory. */
  readonly storage?: ConsentStorage | null;
  /** ms since 1970. */
  readonly now?: () => number;
  /** Calls back when another tab wrote `key`; gives the end of listening. Default: the window's `storage` event. */
  readonly hearOtherTabs?: (key: string, heard: () => void) => () => void;
}

/** A change of consent, told once to each listener. */
export interface ConsentChange {
  readonly before: ConsentSnapshot;
  readonly snapshot: ConsentSnapshot;
  /** Granted before and not any more. */
  readonly withdrawn: readonly Purpose[];
  readonly method: ConsentMethod;
}

/** What a customer allowed in this browser, purpose by purpose. Unset means denied. */
export interface Consent {
  readonly snapshot: ConsentSnapshot;
  /** Says yes or no to some purposes; what is not named stays. */
  update(
    answers: Readonly<Partial<Record<Purpose, 'granted' | 'denied'>>>,
    options: { readonly method: ConsentMethod; readonly ageGate?: AgeGate },
  ): ConsentSnapshot;
  /** Takes back all, or the purposes named. */
  withdraw(
    purposes: readonly Purpose[] | undefined,
    options: { readonly method: ConsentMethod },
  ): ConsentSnapshot;
  listen(listener: (change: ConsentChange) => void): () => void;
  close(): void;
}

export const CONSENT_KEY = 'carmine-consent';

/** Signals that are read from the page; the customer's own words (widget, host) stand above them. */
const SIGNALS: ReadonlySet<ConsentMethod> = new Set(['google-consent-mode', 'iab-tcf', 'gpc']);

/** A signal may always deny; it may grant only what nobody, or itself, has answered. */
const mayAnswer = (now: PurposeState, answer: 'granted' | 'denied', method: ConsentMethod): boolean =>
  answer === 'denied' || !SIGNALS.has(method) || now.state === 'unset' || now.method === method;

const browserStorage = (): ConsentStorage | null => {
  try {
    // Throws in a sandboxed frame.
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
};

const hearWindow = (key: string, heard: () => void): (() => void) => {
  const listener = (event: StorageEvent) => {
    // key is null when the whole storage was cleared.
    if (event.key === key || event.key === null) heard();
  };
  globalThis.addEventListener?.('storage', listener as EventListener);
  return () => globalThis.removeEventListener?.('storage', listener as EventListener);
};

/** Opens the record of this browser. Nothing is stored before the first answer. */
export const openConsent = (options: ConsentOptions): Consent => new Store(options);

class Store implements Consent {
  readonly #options: ConsentOptions;
  readonly #storage: ConsentStorage | null;
  readonly #listeners = new Set<(change: ConsentChange) => void>();
  readonly #deafen: () => void;
  /** The stored text that was read last. */
  #text: string | null = null;
  #snapshot: ConsentSnapshot;

  constructor(options: ConsentOptions) {
    this.#options = options;
    this.#storage = options.storage === undefined ? browserStorage() : options.storage;
    this.#text = this.#raw();
    this.#snapshot = this.#parsed() ?? emptySnapshot(options.policyVersion);
    this.#deafen = (options.hearOtherTabs ?? hearWindow)(CONSENT_KEY, () => this.#heard());
  }

  /** Read anew each time: another tab may have written, and its event comes late. */
  get snapshot(): ConsentSnapshot {
    this.#heard();
    return this.#snapshot;
  }

  update: Consent['update'] = (answers, { method, ageGate }) => {
    this.#heard();
    const before = this.#snapshot;
    const ts = new Date((this.#options.now ?? Date.now)()).toISOString();
    const states = PURPOSES.map((purpose): [Purpose, PurposeState] => {
      const now = before.purposes[purpose];
      const answer = answers[purpose];
      if (!answer || !mayAnswer(now, answer, method)) return [purpose, now];
      if (now.state === answer && now.method === method) return [purpose, now];
      return [purpose, Object.freeze({ state: answer, ts, method })];
    });
    const gate = ageGate ?? before.ageGate;
    const same = gate === before.ageGate && states.every(([p, state]) => state === before.purposes[p]);
    if (same && before.version > 0) return before;
    const next: ConsentSnapshot = Object.freeze({
      version: before.version + 1,
      policyVersion: this.#options.policyVersion,
      ageGate: gate,
      purposes: Object.freeze(Object.fromEntries(states)) as ConsentSnapshot['purposes'],
    });
    if (this.#storage) writeRecord(this.#storage, CONSENT_KEY, next);
    this.#text = this.#raw();
    this.#become(next, method);
    return next;
  };

  withdraw: Consent['withdraw'] = (purposes = PURPOSES, options) =>
    this.update(Object.fromEntries(purposes.map((purpose) => [purpose, 'denied'])), options);

  listen(listener: (change: ConsentChange) => void): () => void {
    const own = (change: ConsentChange) => listener(change);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  close(): void {
    this.#deafen();
    this.#listeners.clear();
  }

  #raw(): string | null {
    return this.#storage && rawRecord(this.#storage, CONSENT_KEY);
  }

  #parsed(): ConsentSnapshot | null {
    return this.#text === null ? null : parseRecord(this.#text, this.#options.policyVersion);
  }

  #heard(): void {
    const text = this.#raw();
    if (text === this.#text) return;
    this.#text = text;
    const found = this.#parsed();
    if (!found && PURPOSES.every((p) => this.#snapshot.purposes[p].state === 'unset')) return;
    // A record that another hand took away is a withdrawal of everything; versions never go back.
    const gone = { ...emptySnapshot(this.#options.policyVersion), version: this.#snapshot.version + 1 };
    const next = found ?? Object.freeze(gone);
    const method = PURPOSES.map((p) => next.purposes[p].method).find((m) => m !== null) ?? 'host';
    this.#become(next, method);
  }

  #become(snapshot: ConsentSnapshot, method: ConsentMethod): void {
    const before = this.#snapshot;
    this.#snapshot = snapshot;
    const withdrawn = PURPOSES.filter((p) => granted(before, p) && !granted(snapshot, p));
    const change: ConsentChange = Object.freeze({ before, snapshot, withdrawn, method });
    for (const listener of [...this.#listeners]) listener(change);
  }
}
