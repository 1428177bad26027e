import * as v from 'valibot';
import { AGE_GATES, CONSENT_METHODS, PURPOSES, type Purpose } from '../purposes.ts';
import { type ConsentSnapshot, emptySnapshot, type PurposeState } from './snapshot.ts';
import type { ConsentStorage } from './store.ts';

const state = v.object({
  state: v.picklist(['granted', 'denied', 'unset']),
  ts: v.nullable(v.string()),
  method: v.nullable(v.picklist(CONSENT_METHODS)),
});

/** As it is kept; a purpose of later is ignored, one that is missing is unset. */
const record = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647)),
  policyVersion: v.string(),
  ageGate: v.picklist(AGE_GATES),
  purposes: v.record(v.string(), state),
});

/** Keeps a snapshot; a browser that keeps nothing leaves the customer to be asked again. */
export const writeRecord = (storage: ConsentStorage, key: string, snapshot: ConsentSnapshot): void => {
  try {
    storage.setItem(key, JSON.stringify(snapshot));
  } catch {
    // Full or forbidden. An older record must not outlive a withdrawal that could not be written.
    try {
      storage.removeItem(key);
    } catch {
      // Nothing can be written at all: nothing older is there to be wrong either.
    }
  }
};

const parse = (text: string): v.InferOutput<typeof record> | null => {
  try {
    const result = v.safeParse(record, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
};

/** What lies there; null too where the browser gives nothing. */
export const rawRecord = (storage: ConsentStorage, key: string): string | null => {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
};

/** The snapshot that is kept, or null: nothing that can be read. Grants under another policy count as unset. */
export const parseRecord = (text: string, policyVersion: string): ConsentSnapshot | null => {
  const kept = parse(text);
  if (!kept) return null;
  const empty = emptySnapshot(policyVersion);
  const current = kept.policyVersion === policyVersion;
  const stateOf = (purpose: Purpose): PurposeState => {
    const found = kept.purposes[purpose];
    if (!found || (!current && found.state === 'granted')) return empty.purposes[purpose];
    return Object.freeze({ ...found });
  };
  return Object.freeze({
    version: kept.version,
    policyVersion,
    ageGate: kept.ageGate,
    purposes: Object.freeze(
      Object.fromEntries(PURPOSES.map((p) => [p, stateOf(p)])),
    ) as ConsentSnapshot['purposes'],
  });
};
