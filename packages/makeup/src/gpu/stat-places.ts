import { float, int, ivec2, min, type Node, select } from './tsl.ts';

/** Statistics before it are percentiles or means by light, this one and those after it sums. */
export const FIRST_SUM = 10;
/** Texels of the sides of the statistics target. */
export const STAT_TEXELS = 4;
/** Places of the percentiles and of the sums: whole blocks of 2 x 2 texels each, since a block is made at once, with all that any of it needs. */
const PERCENTILES = 12;

/** Texel of a statistic: block by block. */
export const statAt = (statistic: number): readonly [x: number, y: number] => {
  const place = statistic < FIRST_SUM ? statistic : statistic - FIRST_SUM + PERCENTILES;
  const block = place >> 2;
  return [(block & 1) * 2 + (place & 1), (block >> 1) * 2 + ((place >> 1) & 1)];
};

/** The statistic of a texel: twin of `statAt`. Places that none needs repeat the last percentile. */
export const statisticNode = (px: Node): Node => {
  const at = ivec2(px.floor()).toVar();
  const block = at.x.div(int(2)).add(at.y.div(int(2)).mul(int(2)));
  const place = block
    .mul(int(4))
    .add(at.x.mod(int(2)))
    .add(at.y.mod(int(2)).mul(int(2)))
    .toVar();
  const sum = place.sub(int(PERCENTILES - FIRST_SUM));
  return select(place.lessThan(int(PERCENTILES)), int(min(float(place), FIRST_SUM - 1)), sum);
};
