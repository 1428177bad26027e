import type { EventIdentifier } from '../people/barred.ts';
import type { Checked } from './check.ts';

/** What an event is known under. */
export const identifiersOf = (e: Checked): EventIdentifier[] => [
  ...(e.session ? [['session', e.session] as const] : []),
  ...(e.anonId ? [['anon', e.anonId] as const] : []),
  ...(e.customerRef ? [['customer', e.customerRef] as const] : []),
];
