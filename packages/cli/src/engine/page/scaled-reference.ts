import type { Point, SkinReference } from '@carmine/skin';

/** References with the card's corners in px of a picture `scale` times as large. */
export const scaledReference = ({ card, ...rest }: SkinReference, scale: number): SkinReference => {
  if (!card) return rest;
  const [a, b, c, d] = card.corners;
  const at = ([x, y]: Point): Point => [x * scale, y * scale];
  return { ...rest, card: { ...card, corners: [at(a), at(b), at(c), at(d)] } };
};
