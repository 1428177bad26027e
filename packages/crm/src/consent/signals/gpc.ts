import type { Consent } from '../store.ts';

/** Global Privacy Control (globalprivacycontrol.org): the browser asks not to sell or share. Read once, it denies marketing; it grants nothing. */
export const heedGpc = (
  consent: Consent,
  browser: { readonly globalPrivacyControl?: boolean } = globalThis.navigator as {
    globalPrivacyControl?: boolean;
  },
): void => {
  if (browser?.globalPrivacyControl !== true) return;
  // What the customer said here with the signal on is the later and the more exact word.
  if (consent.snapshot.purposes.marketing.state === 'unset' || isSignal(consent))
    consent.update({ marketing: 'denied' }, { method: 'gpc' });
};

const isSignal = (consent: Consent): boolean => {
  const { method } = consent.snapshot.purposes.marketing;
  return method === 'google-consent-mode' || method === 'iab-tcf';
};
