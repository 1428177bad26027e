import { broadBlur } from '../pixels/blur.ts';

/** Width of the skin that gloss is seen against, mm. */
const AROUND_MM = 14;

/** Gloss of each seen texel beyond that of the skin around it, as a share of a white surface, as far as its red light is brighter too.
 *  Paler or less red skin looks like gloss to the dichromatic model, but hardly gains red; a brighter side of the face gains red, but
 *  keeps its colour. May be negative. `gloss` as a share of white, `dark` -ln of red light. */
export const glossAbove = (
  planes: {
    readonly gloss: Float32Array;
    readonly dark: Float32Array;
    readonly seen: Uint8Array;
    readonly ok: Uint8Array;
  },
  { size, perMm }: { readonly size: number; readonly perMm: number },
): Float32Array => {
  const { gloss, dark, seen, ok } = planes;
  const around = (values: Float32Array): Float32Array =>
    broadBlur(values, ok, { size, sigma: AROUND_MM * perMm });
  const [glossAround, darkAround] = [around(gloss), around(dark)];
  const out = new Float32Array(seen.length);
  for (let i = 0; i < out.length; i++)
    if (seen[i])
      out[i] = Math.min(gloss[i]! - glossAround[i]!, Math.exp(-dark[i]!) - Math.exp(-darkAround[i]!));
  return out;
};
