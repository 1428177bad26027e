import type { Shade } from '@carmine/shades';
import { productOf, shadeBySku, shadesOf } from '../products.ts';
import type { Stated } from './complaint.ts';

/** Of CIE L*, a*, b* (D65): which way a word asks to go. Lightness against too dark and too light, b* against warm and cool, a* against red. */
const WAY: Readonly<Partial<Record<Stated, readonly [axis: 0 | 1 | 2, sign: 1 | -1]>>> = {
  'too-light': [0, -1],
  'too-dark': [0, 1],
  'too-warm': [2, -1],
  'too-cool': [2, 1],
  'too-red': [1, -1],
};

/** Less than this is hardly seen, and this much is a step to the next shade, CIELAB units. */
const SEEN = 1;
const STEP = 3;
/** How much worse a step aside is than a step too long. */
const ASIDE = 1.5;

const chroma = ([, a, b]: readonly number[]): number => Math.hypot(a!, b!);

/** How far a shade goes the way that was asked for, and how far aside. */
const moved = (
  from: readonly number[],
  to: readonly number[],
  stated: Stated,
): [along: number, aside: number] => {
  const d = to.map((v, i) => v - from[i]!);
  if (stated === 'too-grey') {
    const along = chroma(to) - chroma(from);
    return [along, Math.sqrt(Math.max(0, d[0]! ** 2 + d[1]! ** 2 + d[2]! ** 2 - along ** 2))];
  }
  const [axis, sign] = WAY[stated] ?? [0, 1];
  return [d[axis]! * sign, Math.hypot(...d.filter((_, i) => i !== axis))];
};

/** Shades of the same line that go the way the customer missed, the nearest first; none where no way was named. */
export const alternatives = (sku: string, stated: Stated, most = 2): readonly Shade[] => {
  const from = shadeBySku(sku);
  const product = productOf(sku);
  if (!from || !product || (stated !== 'too-grey' && !WAY[stated])) return [];
  return shadesOf(product)
    .flatMap((shade) => {
      const [along, aside] = moved(from.color.lab, shade.color.lab, stated);
      return along < SEEN ? [] : [{ shade, cost: Math.abs(along - STEP) + ASIDE * aside }];
    })
    .sort((p, q) => p.cost - q.cost)
    .slice(0, most)
    .map(({ shade }) => shade);
};
