import { broadBlur } from '../pixels/blur.ts';
import { median } from '../pixels/statistics.ts';

/** Finer than this is what strands, stubble and rims are made of, mm; how far around a texel it is gathered; and how much wider than
 *  what is plainly clutter its edge is, mm. */
const FINE_MM = 0.7;
const GATHER_MM = 4;
const EDGE_MM = 2.5;
/** One edge counts no more than this, OD: many of them make clutter, a mole does not. */
const MOST = 0.2;
/** Mean fine contrast, OD, from which something lies on the skin, and that in medians of the face: grain, texture and hard light are
 *  everywhere. Bare skin of photographs .01-.05, moles, lines and oil drawn strongly up to .05, the coarsest pores drawn .09; locks and
 *  beards .10-.17. */
const LEAST = 0.09;
const TIMES = 1.5;
/** Share of clutter about a texel from which it is its edge. */
const EDGE = 0.1;

/** 1 where hair, a beard, a rim or a lace covers the skin of `mask`: everything there is full of fine contrast. `darkness` is -ln of
 *  light; a lone spot, mark or line stays skin. */
export const clutterOf = (
  darkness: Float32Array,
  mask: Uint8Array,
  { size, perMm }: { readonly size: number; readonly perMm: number },
): Uint8Array => {
  const blurred = (values: Float32Array, mm: number): Float32Array =>
    broadBlur(values, mask, { size, sigma: mm * perMm });
  const broad = blurred(darkness, FINE_MM);
  const fine = new Float32Array(darkness.length);
  for (let i = 0; i < fine.length; i++)
    if (mask[i]) fine[i] = Math.min(MOST, Math.abs(darkness[i]! - broad[i]!));
  const gathered = blurred(fine, GATHER_MM);
  const sample: number[] = [];
  for (let i = 0; i < mask.length; i += 5) if (mask[i]) sample.push(gathered[i]!);
  const limit = Math.max(LEAST, TIMES * median(sample));
  const out = new Uint8Array(mask.length);
  const plain = new Float32Array(mask.length);
  let any = false;
  for (let i = 0; i < plain.length; i++)
    if (mask[i] && gathered[i]! > limit) {
      plain[i] = 1;
      any = true;
    }
  if (!any) return out;
  const near = blurred(plain, EDGE_MM);
  for (let i = 0; i < out.length; i++) if (mask[i] && near[i]! > EDGE) out[i] = 1;
  return out;
};
