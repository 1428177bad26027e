import type { ConsentStamp } from '../envelope.ts';
import { type AgeGate, type ConsentMethod, type ConsentState, PURPOSES, type Purpose } from '../purposes.ts';

/** What a customer said of one purpose. */
export interface PurposeState {
  readonly state: ConsentState;
  /** RFC 3339, UTC; null: never asked. */
  readonly ts: string | null;
  readonly method: ConsentMethod | null;
}

/** All that a customer allowed at one moment. Frozen; a change makes a new one with the next version. */
export interface ConsentSnapshot {
  /** 0: nothing was ever said in this browser. */
  readonly version: number;
  /** Of the words shown. */
  readonly policyVersion: string;
  readonly ageGate: AgeGate;
  readonly purposes: Readonly<Record<Purpose, PurposeState>>;
}

const UNSET: PurposeState = Object.freeze({ state: 'unset', ts: null, method: null });

/** Nothing asked: everything is denied. */
export const emptySnapshot = (policyVersion: string): ConsentSnapshot =>
  Object.freeze({
    version: 0,
    policyVersion,
    ageGate: 'unknown',
    purposes: Object.freeze(
      Object.fromEntries(PURPOSES.map((p) => [p, UNSET])),
    ) as ConsentSnapshot['purposes'],
  });

/** Granted, and nothing else, is yes. */
export const granted = (snapshot: ConsentSnapshot, purpose: Purpose): boolean =>
  snapshot.purposes[purpose].state === 'granted';

export const grantedPurposes = (snapshot: ConsentSnapshot): Purpose[] =>
  PURPOSES.filter((purpose) => granted(snapshot, purpose)).sort();

/** What an event says of the consent it was made under. */
export const stampOf = (snapshot: ConsentSnapshot): ConsentStamp => {
  const purposes = grantedPurposes(snapshot);
  return {
    consentver: snapshot.version,
    ...(purposes.length > 0 ? { consentpurposes: purposes.join(' ') } : {}),
    agegate: snapshot.ageGate,
  };
};
