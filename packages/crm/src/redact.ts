import { mended } from './texts.ts';

/** What a message written for a developer could carry by accident: addresses, numbers, names of files. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:data|blob):[^\s"')]+/gi, '[data]'],
  [/\b(https?:\/\/[^\s"'?#)]+)[?#][^\s"')]*/gi, '$1'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[address]'],
  // Chinese identity numbers (17 digits and a check digit), then phone numbers and other long digit runs.
  [/\b\d{17}[\dXx]\b/g, '[number]'],
  [/\+?\d(?:[ -]?\d){8,}/g, '[number]'],
  [/[^\s"'/\\]+\.(?:jpe?g|png|webp|avif|heic|gif|mp4|webm|mov)\b/gi, '[file]'],
];

/** Free text without e-mail addresses, long numbers, file names of pictures, data URLs, URL queries and characters that are no text; cut to `max`
 *  UTF-16 units, never through a character. */
export const redact = (text: string, max = 400): string =>
  mended(RULES.reduce((s, [pattern, by]) => s.replace(pattern, by), mended(text)).slice(0, max));
