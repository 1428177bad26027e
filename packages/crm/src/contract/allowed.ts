import type { AgeGate, Purpose } from '../purposes.ts';
import { EVENT_RULES } from './rules.ts';
import type { WireName } from './schemas.ts';

/** Why an event may not go. */
export type Barred = 'consent-missing' | 'age-gate';

/** Types that rest on no consent and say nothing of a customer's taste: a minor's complaint must still be heard. */
const basisAllowsMinor = (name: WireName): boolean => EVENT_RULES[name].basis !== 'consent';

/**
 * Whether an event of a type may leave under a consent: every purpose of its type granted; what is sensitive only of a customer who said
 * to be old enough; of a minor nothing personal that rests on consent. The same rule in page and collector.
 */
export const barred = (
  name: WireName,
  consent: { readonly purposes: Iterable<Purpose | string>; readonly ageGate: AgeGate | undefined },
): Barred | null => {
  const { purposes, dataClass } = EVENT_RULES[name];
  const held = new Set<string>(consent.purposes);
  if (!purposes.every((purpose) => held.has(purpose))) return 'consent-missing';
  if (dataClass === 'sensitive' && consent.ageGate !== 'passed') return 'age-gate';
  if (dataClass === 'personal' && consent.ageGate === 'minor' && !basisAllowsMinor(name)) return 'age-gate';
  return null;
};

/** The same, told from the event's own stamp. */
export const barredByStamp = (
  name: WireName,
  event: { readonly consentpurposes?: string; readonly agegate?: AgeGate },
): Barred | null =>
  barred(name, { purposes: event.consentpurposes?.split(' ') ?? [], ageGate: event.agegate });
