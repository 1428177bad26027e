/** Consent by purpose: the record of this browser, and the signals of the page it may be read from. */
export {
  AGE_GATES,
  type AgeGate,
  CONSENT_METHODS,
  type ConsentMethod,
  type ConsentState,
  PURPOSES,
  type Purpose,
} from '../purposes.ts';
export { followGoogleConsent } from './signals/google.ts';
export { heedGpc } from './signals/gpc.ts';
export { followTcf } from './signals/tcf.ts';
export { type ConsentSnapshot, granted, grantedPurposes, type PurposeState, stampOf } from './snapshot.ts';
export {
  CONSENT_KEY,
  type Consent,
  type ConsentChange,
  type ConsentOptions,
  type ConsentStorage,
  openConsent,
} from './store.ts';
