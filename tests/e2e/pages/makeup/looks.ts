import type { Look } from '@carmine/makeup';

const foundation = { product: 'foundation', color: '#c68d60', finish: 'natural', coverage: 0.6 } as const;

/** One foundation: what the cost of everything else is told against. */
export const ONE: Look = { version: 1, layers: [foundation] };

/** A whole evening look, one layer of every product, the eyeshadow with four zones. */
export const TWELVE: Look = {
  version: 1,
  layers: [
    foundation,
    { product: 'concealer', color: '#d9a883' },
    { product: 'contour', color: '#7a5540' },
    { product: 'bronzer', color: '#a9744f' },
    { product: 'blush', color: '#c4574f', placement: 'lifted' },
    { product: 'highlighter', color: '#f3d9b8' },
    {
      product: 'eyeshadow',
      zones: [
        { zone: 'lid', color: '#b98a6a', finish: 'shimmer' },
        { zone: 'crease', color: '#7d4f3c' },
        { zone: 'outer', color: '#4a2c24' },
        { zone: 'lower', color: '#6b4436' },
      ],
    },
    { product: 'brow', color: '#4a3527' },
    { product: 'eyeliner', color: '#15100e', wing: 5 },
    { product: 'mascara', color: '#0d0b0b' },
    { product: 'lip-liner', color: '#8f3a3c' },
    { product: 'lipstick', color: '#b23a48', finish: 'satin' },
  ],
};
