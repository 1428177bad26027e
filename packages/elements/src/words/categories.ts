import type { ProductKind } from '@carmine/makeup';

/** Where on the face a product goes, and the products of each place in the order they are offered. */
export const CATEGORIES = {
  face: ['foundation', 'concealer'],
  cheeks: ['blush', 'contour', 'bronzer', 'highlighter'],
  eyes: ['eyeshadow', 'eyeliner', 'mascara'],
  brows: ['brow'],
  lips: ['lipstick', 'lip-liner'],
} as const satisfies Readonly<Record<string, readonly ProductKind[]>>;

export type Category = keyof typeof CATEGORIES;

/** Every product, by category. */
export const OFFERED: readonly ProductKind[] = Object.values(CATEGORIES).flat();

export const categoryOf = (product: ProductKind): Category =>
  (Object.keys(CATEGORIES) as Category[]).find((c) =>
    (CATEGORIES[c] as readonly ProductKind[]).includes(product),
  ) ?? 'face';
