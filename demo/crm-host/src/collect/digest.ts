import { createHash } from 'node:crypto';

/** Plain JSON with the keys of every object sorted: the same event gives the same text however it was written. */
export const sortedJson = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${sortedJson(v)}`).join(',')}}`;
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
