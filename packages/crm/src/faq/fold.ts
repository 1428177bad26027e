import pairs from 'opencc-js/dict/TSCharacters';

/** One way of writing: full-width forms become plain ones, capitals small ones, traditional characters simplified ones. */

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  pairs.split('|').map((pair) => {
    const [traditional = '', simplified = ''] = pair.split(' ');
    return [traditional, simplified];
  }),
);

export interface Folded {
  /** Folded text. */
  readonly text: string;
  /** Of each UTF-16 unit of `text`: where its character begins in what was given. One more than its length: the end. */
  readonly from: readonly number[];
}

const foldOne = (char: string): string => {
  const plain = char.normalize('NFKC').toLowerCase();
  return SIMPLIFIED.get(plain) ?? plain;
};

/** Folds character by character, so that what is found can be shown as it was written. */
export const foldWithPlaces = (given: string): Folded => {
  let text = '';
  const from: number[] = [];
  let at = 0;
  for (const char of given) {
    const folded = foldOne(char);
    for (let i = 0; i < folded.length; i++) from.push(at);
    text += folded;
    at += char.length;
  }
  from.push(at);
  return { text, from };
};

export const fold = (given: string): string => foldWithPlaces(given).text;
