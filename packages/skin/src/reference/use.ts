import type { SkinPosterior } from '../model/posterior.ts';
import { radiusOf } from '../model/radius.ts';
import type { PixelImage } from '../pixels/image.ts';
import type { Tokens } from '../tokens.ts';
import type { Triple } from '../types.ts';
import { cardLight } from './card-light.ts';
import { correctTokens, type KnownWhite } from './correct-tokens.ts';
import { type Belief, CONTRADICTION, disagreement, fuse } from './fuse.ts';
import { rememberedBelief, shadeBelief } from './priors.ts';
import { type CardPatch, readCard } from './read-card.ts';
import type { ReferenceUse, SkinReference } from './types.ts';

/** References as the analysis takes them: the card's pixels are read already. Plain data: it crosses to a worker. */
export interface ReadReference extends Omit<SkinReference, 'card'> {
  readonly patches?: readonly CardPatch[];
}

/** Reads the card off the picture. Throws `invalid-argument`, also for what is wrong with the other references. */
export const readReference = (image: PixelImage, reference: SkinReference): ReadReference => {
  const { card, ...rest } = reference;
  checkPriors(rest);
  return card ? { ...rest, patches: readCard(image, card) } : rest;
};

/** Throws `invalid-argument` where a shade or a remembered reading makes no sense. */
export const checkPriors = ({ shade, remembered, now }: Omit<SkinReference, 'card'>): void => {
  if (shade) shadeBelief(shade);
  if (remembered) rememberedBelief(remembered, now ?? remembered.at);
};

/** Tokens as the net should see them, the card's white, and what became of eyes and card. */
export interface LitTokens {
  readonly tokens: Tokens;
  readonly known: KnownWhite | null;
  /** ln linear RGB of the card's white in the picture; null without one. */
  readonly white: Triple | null;
  readonly uses: readonly ReferenceUse[];
}

/** Index of the two eyes' whites among the tokens. */
const SCLERA = [12, 13];

export const useCard = (tokens: Tokens, patches: readonly CardPatch[] | undefined): LitTokens => {
  const eyes = SCLERA.some((i) => tokens.valid[i]);
  const sclera: ReferenceUse = { mode: 'sclera', used: eyes, ...(!eyes && { why: 'not-seen' }) };
  if (!patches) return { tokens, known: null, white: null, uses: [sclera] };
  const light = cardLight(patches);
  if ('why' in light)
    return {
      tokens,
      known: null,
      white: null,
      uses: [sclera, { mode: 'grey-card', used: false, why: light.why }],
    };
  const mode = light.profile ? 'colour-card' : 'grey-card';
  return {
    ...correctTokens(tokens, light),
    white: light.white,
    uses: [sclera, { mode, used: true }],
  };
};

/** The posterior times what is believed of the skin already. A belief that contradicts the picture is left out and said so:
 *  the wrong shade in the list must not repaint the face. */
export const usePriors = (
  posterior: SkinPosterior,
  { shade, remembered, now }: ReadReference,
): { readonly posterior: SkinPosterior; readonly uses: readonly ReferenceUse[] } => {
  const uses: ReferenceUse[] = [];
  let told: Belief = { lab: posterior.lab, cov: posterior.cov };
  const take = (mode: 'shade' | 'remembered', belief: Belief | null): void => {
    if (!belief) uses.push({ mode, used: false, why: 'too-old' });
    else if (disagreement(told, belief) > CONTRADICTION) uses.push({ mode, used: false, why: 'contradicts' });
    else {
      told = fuse(told, belief);
      uses.push({ mode, used: true });
    }
  };
  if (shade) take('shade', shadeBelief(shade));
  if (remembered) take('remembered', rememberedBelief(remembered, now ?? Date.now()));
  const r90 = (posterior.r90 * radiusOf(told.lab, told.cov)) / radiusOf(posterior.lab, posterior.cov);
  return { posterior: { ...posterior, lab: told.lab, cov: told.cov, r90 }, uses };
};
