import { mulVec } from '@carmine/color';
import { TOKEN_CHANNELS, type Tokens } from '../tokens.ts';
import type { Triple } from '../types.ts';
import type { CardLight } from './card-light.ts';
import { straighten } from './straighten.ts';

const FLOOR = 1 / 4096;

/** A card as ColourNet takes it: ln white, ln reflectance of the grey that told it (where on the camera's curve it was seen), and
 *  whether the tokens were brought through its profile. */
export interface KnownWhite {
  readonly white: Triple;
  readonly level: number;
  readonly corrected: boolean;
}

/** Tokens in the card's colours, and the white that then stands for them. Without a profile the tokens stay as they are and the
 *  net is told the white; with one their colours are over a white of 1 (models/skin reference.py). */
export const correctTokens = (
  tokens: Tokens,
  { white, level, profile }: CardLight,
): { readonly tokens: Tokens; readonly known: KnownWhite } => {
  if (!profile) return { tokens, known: { white, level, corrected: false } };
  const values = tokens.values.slice();
  tokens.valid.forEach((seen, region) => {
    if (!seen) return;
    const at = region * TOKEN_CHANNELS;
    const ln: Triple = [values[at]!, values[at + 1]!, values[at + 2]!];
    const over = straighten(ln, profile.greys).map(Math.exp) as unknown as Triple;
    mulVec(profile.matrix, over).forEach((v, k) => {
      values[at + k] = Math.log(Math.max(v, FLOOR));
    });
  });
  return { tokens: { values, valid: tokens.valid }, known: { white: [0, 0, 0], level: 0, corrected: true } };
};
