/** What MapNet tells of each texel, in the order of its output (models/skin-maps). All within the face, no absolute colour:
 *  melanin   OD along the unit melanin direction of the face's L* (`projectionAt`), against the skin's median; > 0 is darker
 *  blood     ln(blood), against the skin's median; 0.69 is twice as much
 *  shade     ln(light), against the skin's median; < 0 is in shadow
 *  specular  surface reflection above the face's even sheen, as a share of a white surface's light, 0..1
 *  line, spot, blemish, pore   probability 0..1 that the texel belongs to a line (wrinkle), a spot of pigment (freckle, age
 *            spot, mole), a red mark or blemish, a visible pore */
export const MAP_CHANNELS = [
  'melanin',
  'blood',
  'shade',
  'specular',
  'line',
  'spot',
  'blemish',
  'pore',
] as const;
export type MapChannel = (typeof MAP_CHANNELS)[number];

/** Planes of the input: `maps/net-input.ts`. */
export const MAP_INPUTS = 7;

/** The trained net of skin maps, whatever runs it. */
export interface MapNet {
  /** Side of the canonical UV that it reads and tells, texels. */
  readonly size: number;
  /** [7 x size x size] planes -> [8 x size x size] planes in the order and units of `MAP_CHANNELS`. */
  run(input: Float32Array): Promise<Float32Array>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** The maps of one face in the canonical UV, rows top to bottom; each plane is size^2. */
export interface NetMaps extends Readonly<Record<MapChannel, Float32Array>> {
  readonly size: number;
  /** Texels per mm on the face (median; the UV stretches by a third either way). */
  readonly perMm: number;
  /** px of the picture per mm: what the picture truly resolves. Below 6 lines and spots, below 9 pores are guesses. */
  readonly pxPerMm: number;
  /** 1 where skin was seen; the planes hold no answer elsewhere (0). */
  readonly valid: Uint8Array;
}

/** Cuts the net's output into its planes, in place: they share its memory. Texels that are not `valid` become 0. */
export const decodeMaps = (
  output: Float32Array,
  source: Pick<NetMaps, 'size' | 'perMm' | 'pxPerMm' | 'valid'>,
): NetMaps => {
  const n = source.size * source.size;
  const planes = MAP_CHANNELS.map((id, c) => {
    const plane = output.subarray(c * n, (c + 1) * n);
    for (let i = 0; i < n; i++) if (!source.valid[i]) plane[i] = 0;
    return [id, plane] as const;
  });
  const { size, perMm, pxPerMm, valid } = source;
  return { size, perMm, pxPerMm, valid, ...(Object.fromEntries(planes) as Record<MapChannel, Float32Array>) };
};
