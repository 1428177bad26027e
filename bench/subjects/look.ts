/** The lipstick of every run: product and peers wear the same colour. */
export const LIPSTICK = { color: '#9b1c31', coverage: 0.75 } as const;

export const LOOK = {
  version: 1,
  layers: [{ product: 'lipstick', color: LIPSTICK.color, finish: 'satin', coverage: LIPSTICK.coverage }],
} as const;
