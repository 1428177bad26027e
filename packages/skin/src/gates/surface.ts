import { linearToLab, type Triple } from '@carmine/color';
import { mean, robustSd } from '../pixels/statistics.ts';
import type { FaceReading } from '../reading.ts';
import { SKIN_REGIONS, TOKEN_REGIONS } from '../token-regions.ts';
import type { Tokens } from '../tokens.ts';
import type { GateResult } from '../types.ts';
import { above, below } from './gate.ts';

/** Regions of bare skin seen well enough, and whether the picture holds colour at all. */
export const surfaceGates = (reading: FaceReading, tokens: Tokens): GateResult[] => {
  const skin = TOKEN_REGIONS.filter((id, i) => SKIN_REGIONS.includes(id) && tokens.valid[i]).length;
  return [
    above('regions', skin, { warn: 6, block: 3 }, 'uncover-face'),
    above('colour', chromaVariety(reading), { warn: 1.5, block: 1.5 }, 'colour-picture'),
  ];
};

/** How much colour the face holds: the larger of its mean chroma and the robust SD of a* and b* over all regions,
 *  lips and eyes included. A grey or sepia picture has one hue only: its SD across the tinted line is near 0. */
const chromaVariety = (reading: FaceReading): number => {
  const labs: Triple[] = [];
  for (const pixels of Object.values(reading.regions))
    for (let i = 0; i + 2 < pixels.rgb.length; i += 3 * 17)
      labs.push(linearToLab([pixels.rgb[i]!, pixels.rgb[i + 1]!, pixels.rgb[i + 2]!]));
  if (labs.length < 20) return 0;
  const a = labs.map((l) => l[1]);
  const b = labs.map((l) => l[2]);
  const chroma = Math.hypot(mean(a), mean(b)) || 1e-9;
  // Across the mean hue: JPEG noise alone gives .3-.8.
  const across = labs.map((l) => (l[1] * mean(b) - l[2] * mean(a)) / chroma);
  const spread = robustSd(across) + robustSd(a) + robustSd(b);
  return chroma < 1.5 ? Math.min(chroma, spread) : spread;
};

/** How unlike the training synthesis the picture is: beyond the first limit the radius of the colour grows. */
export const unusualGate = (value: number, limits: readonly [number, number]): GateResult =>
  below('unusual', value, { warn: limits[0], block: limits[1] }, 'even-light');
