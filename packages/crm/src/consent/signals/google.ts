import type { Purpose } from '../../purposes.ts';
import type { Consent } from '../store.ts';

/**
 * Google Consent Mode as a page's banner writes it: `gtag('consent', 'update', { analytics_storage: 'granted' })` pushes its arguments to
 * `dataLayer` (developers.google.com/tag-platform/security/guides/consent). Only `update` is an answer; `default` is what holds before one.
 * Nothing in it speaks of a face, of skin or of the shop's customer file: those purposes it cannot grant.
 */
const ROWS: readonly (readonly [Purpose, readonly string[]])[] = [
  ['analytics', ['analytics_storage']],
  ['personalization', ['personalization_storage']],
  ['marketing', ['ad_storage', 'ad_user_data', 'ad_personalization']],
];

type Answer = 'granted' | 'denied';
type DataLayer = { push(...entries: unknown[]): number } & ArrayLike<unknown>;

const settingsOf = (entry: unknown): Record<string, unknown> | null => {
  const args = entry as ArrayLike<unknown> | null;
  if (typeof args !== 'object' || args === null) return null;
  if (args[0] !== 'consent' || args[1] !== 'update' || typeof args[2] !== 'object') return null;
  return args[2] as Record<string, unknown> | null;
};

/** Follows the page's dataLayer from what is in it already on; gives the end of following. */
export const followGoogleConsent = (
  consent: Consent,
  page: { dataLayer?: unknown[] } = globalThis as { dataLayer?: unknown[] },
): (() => void) => {
  page.dataLayer ??= [];
  const layer = page.dataLayer as unknown as DataLayer;
  const known: Record<string, Answer> = {};
  const read = (entry: unknown): void => {
    const settings = settingsOf(entry);
    if (!settings) return;
    for (const [key, value] of Object.entries(settings))
      if (value === 'granted' || value === 'denied') known[key] = value;
    const answers: Partial<Record<Purpose, Answer>> = {};
    for (const [purpose, keys] of ROWS) {
      const told = keys.map((key) => known[key]);
      // One part refused refuses the purpose; it is granted when every part was.
      if (told.includes('denied')) answers[purpose] = 'denied';
      else if (told.every((value) => value === 'granted')) answers[purpose] = 'granted';
    }
    if (Object.keys(answers).length > 0) consent.update(answers, { method: 'google-consent-mode' });
  };
  for (const entry of Array.from(layer)) read(entry);
  const push = layer.push;
  let following = true;
  const hooked = (...entries: unknown[]): number => {
    if (following) entries.forEach(read);
    return push.apply(layer, entries);
  };
  layer.push = hooked;
  return () => {
    following = false;
    // Another tag may have wrapped ours meanwhile; then ours stays, and only passes on.
    if (layer.push === hooked) layer.push = push;
  };
};
