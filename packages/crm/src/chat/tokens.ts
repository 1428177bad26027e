import { simplified } from './script.ts';

/** From a message to its clauses, and from a clause to its tokens: a Han character, a Latin word, an emoji, a number, any other letter. */

/** UTF-16 units that are read of a message: what is longer says what it says in its beginning and end. */
const MOST = 600;

const WORD = /[a-z]+|\p{Extended_Pictographic}|\p{Script=Han}|0|\p{L}/gu;
const CLAUSE_END = /[,.!?;:…~，。！？；：、～\n]+/u;
/** What follows weighs more than what went before. */
const CONTRAST =
  /(但是|但|可是|可惜|不过|然而|只是|就是|却|偏偏|无奈|\bbut\b|\bhowever\b|\bthough\b|\byet\b|\bsadly\b)/u;
/** Words in which 就是 and 只是 turn nothing. */
const NO_CONTRAST = /不是|是不是/u;

/** Full-width and compatibility forms folded, Latin lower-cased, Traditional to Simplified, "n't" to "not", numbers to 0, long repeats to two. */
export const normalise = (text: string): string => {
  const cut = text.length > MOST ? `${text.slice(0, MOST / 2)} ${text.slice(-MOST / 2)}` : text;
  return simplified(cut.normalize('NFKC').toLowerCase())
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/n['’]t\b/g, ' not')
    .replace(/\b(do|does|did|is|was|are|were|would|could|should|have|has)nt\b/g, '$1 not')
    .replace(/\bcannot\b|\bcant\b|\bca not\b/g, 'can not')
    .replace(/\bwont\b|\bwo not\b/g, 'will not')
    .replace(/['’](m|re|ve|ll|d|s)\b/g, ' $1')
    .replace(/\d+/g, '0')
    .replace(/(.)\1{2,}/gu, '$1$1');
};

export interface Clause {
  readonly tokens: readonly string[];
  /** After a word that turns: but, however. */
  readonly turned: boolean;
}

const clausesOf = (part: string, turned: boolean): Clause[] => {
  const clauses: Clause[] = [];
  let now = turned;
  for (const piece of part.split(CONTRAST)) {
    if (CONTRAST.test(piece) && piece.length < 9 && !NO_CONTRAST.test(piece)) now = true;
    const tokens = piece.match(WORD) ?? [];
    if (tokens.length) clauses.push({ tokens, turned: now });
  }
  return clauses;
};

/** Clauses of a normalised message in order; once it has turned it stays so. */
export const clauses = (text: string): readonly Clause[] => {
  const out: Clause[] = [];
  for (const part of text.split(CLAUSE_END)) out.push(...clausesOf(part, out.at(-1)?.turned ?? false));
  return out;
};
