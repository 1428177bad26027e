/** Characters that no text of an event may hold, because no store keeps them and no name needs them: controls but tab and line ends, and halves of
 *  surrogate pairs, which a cut makes of an emoji. A collector refuses the event. */
const BROKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ALL_BROKEN = new RegExp(BROKEN, 'g');

/** The text without them. */
export const mended = (text: string): string => text.replace(ALL_BROKEN, '');

/** Path of the first text or key of plain JSON that holds one, such as `data.brand`; null when none does. */
export const findBroken = (value: unknown, path = ''): string | null => {
  if (typeof value === 'string') return BROKEN.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    const found = BROKEN.test(key) ? path : findBroken(inner, at);
    if (found !== null) return found;
  }
  return null;
};
