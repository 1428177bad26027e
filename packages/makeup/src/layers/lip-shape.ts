/** How much of a film lies where on the lips. `all`: everywhere; `rim`, `centre`: fading across each lip from the outline to the mouth's line and back, together 1
 *  (ombre); `upper`, `lower`: one lip (two-tone, soft at the corners); `line`: along the outline, `width` mm, on both its sides. */
export type LipShape =
  | { readonly kind: 'all' | 'rim' | 'centre' | 'upper' | 'lower' }
  | { readonly kind: 'line'; readonly width: number };
