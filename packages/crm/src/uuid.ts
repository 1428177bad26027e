/** UUID version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, 74 random bits; sorts by time. */
export const uuidv7 = (
  ms: number,
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(10)),
): string => {
  const time = Math.floor(ms).toString(16).padStart(12, '0').slice(-12);
  const r = Array.from(random, (b) => b.toString(16).padStart(2, '0')).join('');
  const variant = (8 | (Number.parseInt(r.charAt(3), 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${r.slice(0, 3)}-${variant}${r.slice(4, 7)}-${r.slice(7, 19)}`;
};
