import { type ConsentSnapshot, grantedPurposes } from '../consent/snapshot.ts';
import { createWireFactory } from '../contract/factory.ts';
import type { WireDataMap } from '../contract/schemas.ts';
import type { WireEvent } from '../contract/wire.ts';
import { CONSENT_METHODS, type ConsentMethod, PURPOSES, type Purpose } from '../purposes.ts';

/** A session of this page: its own, and one for each mirror on it. */
interface Session {
  readonly source: string;
  /** Of the last event told. */
  sequence: string;
  /** Snapshot the collector was told of last; 0: none. */
  told: number;
}

type Make = (record: WireEvent) => void;

const statesOf = (snapshot: ConsentSnapshot): WireDataMap['consent.updated']['purposes'] =>
  Object.fromEntries(
    PURPOSES.map((p) => [p, { state: snapshot.purposes[p].state, ts: snapshot.purposes[p].ts }]),
  ) as WireDataMap['consent.updated']['purposes'];

/** The method of the latest answer. */
const methodOf = (snapshot: ConsentSnapshot): ConsentMethod => {
  const said = PURPOSES.map((p) => snapshot.purposes[p]).filter((s) => s.ts !== null);
  said.sort((a, b) => (a.ts! < b.ts! ? 1 : -1));
  return said[0]?.method ?? CONSENT_METHODS[1];
};

/**
 * The record of consent, told once for each session before its first event that rests on it, and at each change. A record bears the sequence
 * of the event before it. Nothing is told while nothing was ever granted: a refusal stays on the device.
 */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #now: () => number;
  readonly #make: Make;

  constructor(now: () => number, make: Make) {
    this.#now = now;
    this.#make = make;
  }

  /** An event of a session is about to be kept. */
  before(event: WireEvent, snapshot: ConsentSnapshot): void {
    const session = this.#sessions.get(event.sessionid) ?? {
      source: event.source,
      sequence: '0000000000',
      told: 0,
    };
    this.#sessions.set(event.sessionid, session);
    if (session.told !== snapshot.version && grantedPurposes(snapshot).length > 0)
      this.#updated(event.sessionid, session, snapshot, methodOf(snapshot));
    session.sequence = event.sequence;
  }

  /** Consent changed: every session that was told of a snapshot is told of this one. */
  changed(snapshot: ConsentSnapshot, withdrawn: readonly Purpose[], method: ConsentMethod): void {
    for (const [id, session] of this.#sessions) {
      if (session.told === 0) continue;
      this.#updated(id, session, snapshot, method);
      if (withdrawn.length === 0) continue;
      const { version, policyVersion, ageGate } = snapshot;
      this.#tell(id, session, 'consent.withdrawn', {
        version,
        policyVersion,
        method,
        ageGate,
        purposes: [...withdrawn],
      });
    }
  }

  #updated(id: string, session: Session, snapshot: ConsentSnapshot, method: ConsentMethod): void {
    const { version, policyVersion, ageGate } = snapshot;
    session.told = version;
    this.#tell(id, session, 'consent.updated', {
      version,
      policyVersion,
      method,
      ageGate,
      purposes: statesOf(snapshot),
    });
  }

  #tell<K extends 'consent.updated' | 'consent.withdrawn'>(
    id: string,
    session: Session,
    name: K,
    data: WireDataMap[K],
  ): void {
    const make = createWireFactory({ source: session.source, sessionId: id, now: this.#now });
    this.#make({ ...make(name, data), sequence: session.sequence } as WireEvent);
  }
}
