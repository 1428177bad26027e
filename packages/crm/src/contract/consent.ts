import * as v from 'valibot';
import { actor, list, ref, text, time, whole } from '../fields.ts';
import { AGE_GATES, CONSENT_METHODS, PURPOSES } from '../purposes.ts';

/** The record of what a customer allowed: sent without consent, because it is the proof of it. */

const purpose = v.picklist(PURPOSES);
const state = v.strictObject({
  state: v.picklist(['granted', 'denied', 'unset']),
  /** When it was said; null: never. */
  ts: v.nullable(time),
});

const record = {
  actor,
  /** Of the snapshot; `consentver` of the events made under it. */
  version: whole(0, 2_147_483_647),
  /** Of the words the customer was shown. */
  policyVersion: text(32),
  method: v.picklist(CONSENT_METHODS),
  ageGate: v.picklist(AGE_GATES),
};

export const consentUpdated = v.strictObject({
  ...record,
  purposes: v.strictObject({
    camera_process: state,
    skin_analysis: state,
    crm_share: state,
    personalization: state,
    analytics: state,
    marketing: state,
    chat_analysis: state,
    location_coarse: state,
  }),
});

export const consentWithdrawn = v.strictObject({
  ...record,
  /** Taken back now. */
  purposes: list(purpose, 1, PURPOSES.length),
});

const scope = v.picklist(['all', 'skin', 'tryon', 'service', 'purchases']);
const request = { actor, requestId: ref, scope };

export const exportRequested = v.strictObject(request);
export const erasureRequested = v.strictObject(request);
export const erasureDone = v.strictObject({
  requestId: ref,
  scope,
  tables: whole(0),
  rows: whole(0, Number.MAX_SAFE_INTEGER),
  at: time,
});
