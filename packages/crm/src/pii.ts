/**
 * What no text of an event may hold: an address, a phone number, an identity number. Found, the event is refused, not mended: a
 * reference that is a person's phone number is a fault of the host that must be seen.
 */
export type PiiKind = 'email' | 'mobile' | 'identity' | 'data-url';

/** Ids and hashes hold long runs of digits by chance: taken out before looking. */
const IDS =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|(?<![0-9a-z])[0-9a-f]{32,}(?![0-9a-z])/gi;

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
/** Mainland mobile numbers: 11 digits from 13 to 19, with or without +86 and separators (MIIT numbering plan). */
const MOBILE_CN = /(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/;
/** Taiwan: 09xx-xxx-xxx or +886 9xx. */
const MOBILE_TW = /(?<!\d)(?:(?:\+|00)?886[ -]?|0)9\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)/;
const IDENTITY_18 = /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/g;
const IDENTITY_15 = /(?<!\d)\d{15}(?!\d)/g;
const IDENTITY_TW = /(?<![A-Za-z0-9])[A-Z][1289]\d{8}(?!\d)/gi;

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    year >= 1900 &&
    year <= 2099 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day
  );
};

const digits = (text: string, at: number, length: number): number => Number(text.slice(at, at + length));

/** Weights and check characters of GB 11643-1999 (ISO 7064 MOD 11-2). */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** An 18-digit identity number: a day that exists and the right check character. */
export const isIdentity18 = (id: string): boolean =>
  isDay(digits(id, 6, 4), digits(id, 10, 2), digits(id, 12, 2)) &&
  CHECKS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(id[i]), 0) % 11] === id[17]?.toUpperCase();

/** The old 15-digit form has no check character: a region from 11 to 82 and a day that exists. */
const isIdentity15 = (id: string): boolean => {
  const region = digits(id, 0, 2);
  return region >= 11 && region <= 82 && isDay(1900 + digits(id, 6, 2), digits(id, 8, 2), digits(id, 10, 2));
};

/** Values of the letters of a Taiwan identity number, A to Z. */
const LETTERS = [
  10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
];

/** Letter and nine digits; the last makes the weighted sum a multiple of ten. */
export const isIdentityTw = (id: string): boolean => {
  const letter = LETTERS[id.toUpperCase().charCodeAt(0) - 65] ?? 0;
  const sum = Math.floor(letter / 10) + (letter % 10) * 9;
  const rest = [8, 7, 6, 5, 4, 3, 2, 1, 1].reduce((s, weight, i) => s + weight * Number(id[i + 1]), 0);
  return (sum + rest) % 10 === 0;
};

const some = (text: string, pattern: RegExp, test: (match: string) => boolean): boolean =>
  [...text.matchAll(pattern)].some(([match]) => test(match));

/** The kind of personal data in a text, or null. Full-width forms are read as what they look like. */
export const piiIn = (text: string): PiiKind | null => {
  const plain = text.normalize('NFKC').replace(IDS, ' ');
  if (EMAIL.test(plain)) return 'email';
  if (/\bdata:[\w.+-]+\/[\w.+-]+[;,]/i.test(plain)) return 'data-url';
  if (
    some(plain, IDENTITY_18, isIdentity18) ||
    some(plain, IDENTITY_15, isIdentity15) ||
    some(plain, IDENTITY_TW, isIdentityTw)
  )
    return 'identity';
  return MOBILE_CN.test(plain) || MOBILE_TW.test(plain) ? 'mobile' : null;
};

/** Looks through every text and key of plain JSON; the first find with its path, such as `data.layers.0.sku`. */
export const findPii = (value: unknown, path = ''): { path: string; kind: PiiKind } | null => {
  if (typeof value === 'string') {
    const kind = piiIn(value);
    return kind && { path, kind };
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    const found = (Array.isArray(value) ? null : findPii(key, at)) ?? findPii(inner, at);
    if (found) return found;
  }
  return null;
};
