/** A square-texel image in linear light: r, g, b, gloss gain (1 = as the shine says). */
export interface Texture {
  readonly width: number;
  readonly height: number;
  /** width x height x 4. */
  readonly data: Float32Array;
}

export const createTexture = (width: number, height: number): Texture => ({
  width,
  height,
  data: new Float32Array(width * height * 4),
});

/** Half the size, by averaging 2 x 2. */
export const halve = (t: Texture): Texture => {
  const out = createTexture(t.width >> 1, t.height >> 1);
  const row = t.width * 4;
  for (let y = 0; y < out.height; y++)
    for (let x = 0; x < out.width; x++) {
      const from = y * 2 * row + x * 8;
      const to = (y * out.width + x) * 4;
      for (let c = 0; c < 4; c++)
        out.data[to + c] =
          0.25 *
          (t.data[from + c]! + t.data[from + 4 + c]! + t.data[from + row + c]! + t.data[from + row + 4 + c]!);
    }
  return out;
};

/** A texture and its halves, finest first. */
export const mipChain = (t: Texture, least = 64): readonly Texture[] => {
  const chain = [t];
  while (chain.at(-1)!.width > least && chain.at(-1)!.height > least / 2) chain.push(halve(chain.at(-1)!));
  return chain;
};

/** Bilinear sample at (u, v) 0..1 (v downwards), clamped at the border, into out[0..3]. */
export const sampleTexture = (t: Texture, u: number, v: number, out: Float64Array): void => {
  const x = Math.min(t.width - 1.001, Math.max(0, u * t.width - 0.5));
  const y = Math.min(t.height - 1.001, Math.max(0, v * t.height - 0.5));
  const ix = x | 0;
  const iy = y | 0;
  const fx = x - ix;
  const fy = y - iy;
  const a = (iy * t.width + ix) * 4;
  const b = a + t.width * 4;
  const d = t.data;
  const w00 = (1 - fx) * (1 - fy);
  const w10 = fx * (1 - fy);
  const w01 = (1 - fx) * fy;
  const w11 = fx * fy;
  out[0] = d[a]! * w00 + d[a + 4]! * w10 + d[b]! * w01 + d[b + 4]! * w11;
  out[1] = d[a + 1]! * w00 + d[a + 5]! * w10 + d[b + 1]! * w01 + d[b + 5]! * w11;
  out[2] = d[a + 2]! * w00 + d[a + 6]! * w10 + d[b + 2]! * w01 + d[b + 6]! * w11;
  out[3] = d[a + 3]! * w00 + d[a + 7]! * w10 + d[b + 3]! * w01 + d[b + 7]! * w11;
};
