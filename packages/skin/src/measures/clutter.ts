import { REGION_IDS, type RegionId } from '@carmine/face';
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

/** Where a beard grows, and where it runs out. */
const JAW: readonly RegionId[] = ['jaw-left', 'jaw-right'];
const CHIN: readonly RegionId[] = ['chin'];
const RUNS_OUT: readonly RegionId[] = ['cheek-lower-left', 'cheek-lower-right'];
const BARE: readonly RegionId[] = ['forehead', 'nose', 'cheek-upper-left', 'cheek-upper-right'];
/** Share of the jaw or of the chin that clutter covers on a face with a beard. */
const BEARDED = 0.4;
/** Fine contrast of stubble on the lower cheeks, in medians of the skin where none grows: single hairs far apart are no clutter by themselves,
 *  but would be counted as spots. */
const STUBBLE = 1.25;

/** 1 where hair, a beard, a rim or a lace covers the skin of `mask`: everything there is full of fine contrast. `darkness` is -ln of
 *  light; a lone spot, mark or line stays skin. */
export const clutterOf = (
  darkness: Float32Array,
  mask: Uint8Array,
  { size, perMm, labels }: { readonly size: number; readonly perMm: number; readonly labels: Uint8Array },
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
  addStubble(out, { gathered, mask, labels });
  return out;
};

/** Index + 1 of a region in `labels`, as a test. */
const among = (regions: readonly RegionId[]): ((label: number) => boolean) => {
  const wanted = new Set(regions.map((id) => REGION_IDS.indexOf(id) + 1));
  return (label) => wanted.has(label);
};
const inEdge = among(RUNS_OUT);
const inBare = among(BARE);

/** On a face with a beard: adds what of the lower cheeks has more fine contrast than its bare skin. */
const addStubble = (
  out: Uint8Array,
  { gathered, mask, labels }: { gathered: Float32Array; mask: Uint8Array; labels: Uint8Array },
): void => {
  const covered = (regions: readonly RegionId[]): number => {
    const inside = among(regions);
    let [all, hit] = [0, 0];
    for (let i = 0; i < out.length; i++)
      if (mask[i] && inside(labels[i]!)) {
        all++;
        hit += out[i]!;
      }
    return all ? hit / all : 0;
  };
  if (Math.max(covered(JAW), covered(CHIN)) < BEARDED) return;
  const bare: number[] = [];
  for (let i = 0; i < out.length; i += 5)
    if (mask[i] && !out[i] && inBare(labels[i]!)) bare.push(gathered[i]!);
  if (!bare.length) return;
  const limit = STUBBLE * median(bare);
  for (let i = 0; i < out.length; i++) if (mask[i] && inEdge(labels[i]!) && gathered[i]! > limit) out[i] = 1;
};
