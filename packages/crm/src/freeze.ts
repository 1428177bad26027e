/** Copies plain JSON data, numbers rounded to 4 decimals and undefined left out, and freezes the copy all the way down. */
export const frozenJson = <T>(value: T): T => {
  if (typeof value === 'number') return (Math.round(value * 1e4) / 1e4 + 0) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenJson)) as T;
  const entries = Object.entries(value).filter(([, x]) => x !== undefined);
  return Object.freeze(Object.fromEntries(entries.map(([k, x]) => [k, frozenJson(x)]))) as T;
};
