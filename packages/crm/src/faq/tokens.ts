import { fold } from './fold.ts';

/**
 * Text as terms of an index: Chinese as pairs of characters (no dictionary needed, no word cut wrong), other scripts as words. Asking-words that every
 * question has are left out.
 */

/** Of folded text; the longer first, so that they are taken whole. */
const ASKING =
  /怎么办|怎么样|怎么|怎样|如何|为什么|为何|为啥|什么|多少|哪一种|哪种|哪个|哪里|哪儿|哪些|可不可以|可以|能不能|会不会|是不是|有没有|要不要|请问|一下|这个|那个|你们|我们|应该|到底|总是|老是|一直|比较|的话|[吗呢吧啊呀呗嘛了的得地我你您咋啥哪能会是有要这那就都也还很想给让被把跟和与几]/gu;

/** Words of a question that say nothing of what it is about, and short forms left by cutting at apostrophes. */
const COMMON = new Set(
  `a about above after all am an and any are as at be been but by can could did do does doing for from get got had has have having he her his how i if in into is it
   its just like make makes me more most much my no not of off on one or our out over please put she should so some such than that the their them then there these
   they this those to too up us use very want was we what when where which while who why will with would you your ll re ve s t d m tell know go goes going need`.split(
    /\s+/,
  ),
);

const HAN = /\p{Script=Han}+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Endings that English adds; enough for questions, and the same on both sides. */
export const stem = (word: string): string => {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 5 && /(?:ies)$/.test(word)) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && /(?:s|x|ch|sh|z)es$/.test(word)) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
};

const pairsOf = (run: string): string[] => {
  const chars = [...run];
  if (chars.length < 2) return chars;
  return chars.slice(1).map((c, i) => `${chars[i]}${c}`);
};

/** Terms of text that is folded already, in order, repeats kept. */
export const tokensOfFolded = (folded: string): string[] => {
  const chinese = (folded.match(HAN) ?? []).flatMap((run) =>
    run.split(ASKING).filter(Boolean).flatMap(pairsOf),
  );
  const words = folded.replace(HAN, ' ').match(WORD) ?? [];
  return [...chinese, ...words.filter((w) => !COMMON.has(w)).map(stem)];
};

export const tokens = (text: string): string[] => tokensOfFolded(fold(text));
