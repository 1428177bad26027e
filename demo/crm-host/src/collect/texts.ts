/** What no event may hold, whatever field it is in. Markup and SQL are texts like any other: kept as they are and never run. */

/** NUL and its like: PostgreSQL keeps no NUL, and no name of a look needs the others. Tab, line feed and carriage return may be. */
const isControl = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127;

/** Half of a surrogate pair: no text, and no store keeps it. */
const HALF = /(?:[\ud800-\udbff](?![\udc00-\udfff]))|(?:(?<![\ud800-\udbff])[\udc00-\udfff])/;

const isBroken = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (isControl(text.charCodeAt(i))) return true;
  return HALF.test(text);
};

/** Names that every object has without being given them: a check that asks `name in object` lets them by. */
const isInherited = (key: string): boolean => key in Object.prototype;

/** What is wrong with keys and texts of plain JSON of any depth; undefined when nothing is. */
export const findBroken = (json: unknown): string | undefined => {
  const open: unknown[] = [json];
  while (open.length) {
    const value = open.pop();
    if (typeof value === 'string' && isBroken(value)) return 'characters that are no text';
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (isInherited(key)) return 'a key of no schema';
      if (isBroken(key)) return 'characters that are no text';
      open.push(inner);
    }
  }
  return undefined;
};
