/** Every product that can be worn, as @carmine/makeup names them. */
export const PRODUCTS = [
  'foundation',
  'concealer',
  'contour',
  'bronzer',
  'blush',
  'highlighter',
  'eyeshadow',
  'brow',
  'eyeliner',
  'mascara',
  'lip-liner',
  'lipstick',
] as const;
