/** What a customer can allow, one by one (ecosystem.md 4). Unset means denied. */
export const PURPOSES = [
  'camera_process',
  'skin_analysis',
  'crm_share',
  'personalization',
  'analytics',
  'marketing',
  'chat_analysis',
  'location_coarse',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export type ConsentState = 'granted' | 'denied' | 'unset';

/** passed: the customer said to be 14 or older (PIPL art. 28, 31). minor: younger. unknown: not asked. */
export const AGE_GATES = ['passed', 'unknown', 'minor'] as const;
export type AgeGate = (typeof AGE_GATES)[number];

/** How a state came about: the SDK's own widget, a call of the host, or a signal of the page that was read. */
export const CONSENT_METHODS = ['widget', 'host', 'google-consent-mode', 'iab-tcf', 'gpc'] as const;
export type ConsentMethod = (typeof CONSENT_METHODS)[number];
