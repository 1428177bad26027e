import { linearToSrgb } from '@carmine/color';
import { quantile } from '../pixels/statistics.ts';
import { TEXEL_CLIPPED, TEXEL_NONE } from '../pixels/unwrap.ts';
import type { FaceReading } from '../reading.ts';
import type { GateResult } from '../types.ts';
import { below, NO_BLOCK } from './gate.ts';

/** Share of the face's texels that are clipped or crushed, %; and whether its median is very dark or bright. */
export const exposureGates = (reading: FaceReading): GateResult[] => {
  const { map } = reading;
  let seen = 0;
  let bad = 0;
  const green: number[] = [];
  for (let i = 0; i < map.state.length; i++) {
    if (map.state[i] === TEXEL_NONE) continue;
    seen++;
    if (map.state[i] === TEXEL_CLIPPED) bad++;
    if (i % 5 === 0) green.push(map.rgb[i * 3 + 1]!);
  }
  const median = green.length ? linearToSrgb(quantile(green, 0.5)) : Number.NaN;
  const outside = Math.max(0.12 - median, median - 0.75);
  return [
    below('clipping', seen ? (100 * bad) / seen : Number.NaN, { warn: 2, block: 8 }, 'softer-light'),
    // Distance outside .12..0.75 of encoded sRGB; dark skin in low light is dark, so this only warns.
    below('brightness', outside, { warn: 0, block: NO_BLOCK }, median < 0.4 ? 'more-light' : 'less-light'),
  ];
};
