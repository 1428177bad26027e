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

/** Free text without e-mail addresses, long numbers, file names of pictures, data URLs and URL queries; cut to `max` characters. */
export const redact = (text: string, max = 400): string =>
  RULES.reduce((s, [pattern, by]) => s.replace(pattern, by), text).slice(0, max);
