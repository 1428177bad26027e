import { tokens } from './tokens.ts';

/** From here on two questions are taken as one in a queue. Wrong joins are worse than two rows: high. */
export const ALIKE_FROM = 0.7;

/** How much two questions have in common, 0..1: twice the shared terms over all (Dice 1945), whatever their script, case and asking-words. */
export const alike = (a: string, b: string): number => {
  const [x, y] = [new Set(tokens(a)), new Set(tokens(b))];
  if (x.size + y.size === 0) return a.trim() === b.trim() ? 1 : 0;
  const shared = [...x].filter((t) => y.has(t)).length;
  return (2 * shared) / (x.size + y.size);
};
