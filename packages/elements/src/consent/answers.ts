import type { AgeGate, ConsentSnapshot, Purpose } from '@carmine/crm/consent';

/** Asked for when the host names none: what the mirror itself needs, and no more. */
export const DEFAULT_PURPOSES: readonly Purpose[] = [
  'camera_process',
  'skin_analysis',
  'crm_share',
  'personalization',
  'analytics',
];

const KNOWN: ReadonlySet<string> = new Set<Purpose>([
  ...DEFAULT_PURPOSES,
  'marketing',
  'chat_analysis',
  'location_coarse',
]);

/** Space-separated purposes of an attribute; unknown words are left out, and nothing left means the default. */
export const purposesOf = (text: string): readonly Purpose[] => {
  const named = text.split(/\s+/).filter((word): word is Purpose => KNOWN.has(word));
  return named.length > 0 ? [...new Set(named)] : DEFAULT_PURPOSES;
};

/** Answers to what was asked: yes only to what is on, and nothing to a child. */
export const answersOf = (
  asked: readonly Purpose[],
  on: ReadonlySet<Purpose>,
  age: AgeGate,
): Partial<Record<Purpose, 'granted' | 'denied'>> =>
  Object.fromEntries(
    asked.map((purpose) => [purpose, on.has(purpose) && age !== 'minor' ? 'granted' : 'denied']),
  );

/** Something that is asked was not answered yet. */
export const isOpen = (asked: readonly Purpose[], snapshot: ConsentSnapshot): boolean =>
  asked.some((purpose) => snapshot.purposes[purpose].state === 'unset');
