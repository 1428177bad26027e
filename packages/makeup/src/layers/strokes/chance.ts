/** A fixed number in [-1, 1] for each (n, salt): hairs differ, and are the same in every frame. Integer hash after Wellons, "hash-prospector". */
export const chance = (n: number, salt: number): number => {
  let x = (Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  x = (x ^ (x >>> 15)) >>> 0;
  return x / 0x7fffffff - 1;
};
