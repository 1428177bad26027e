import { type Lab, labToLinear, linearToLab } from '@carmine/color';
import type { Shade } from '../catalogue/shade.ts';
import type { SeenRegion } from '../match/jaw.ts';
import { type LipBase, type LipMatch, type LipOptions, rankLipsticks } from './rank.ts';

/** What is used of a skin report (@carmine/skin `SkinReport`, described by shape: siblings do not import each other). */
export interface LipReport {
  readonly skin: { readonly lab: Lab; readonly cov: readonly number[] } | null;
  readonly region: Readonly<Record<string, SeenRegion | undefined>>;
}

const CHEEKS = ['cheek-upper-left', 'cheek-upper-right', 'cheek-lower-left', 'cheek-lower-right'];
/** px a lip must cover to be read. */
const LIP_PIXELS = 150;
/** What a lip's own gloss, or a balm, adds to the doubt: standard deviations of L*, a*, b* [D]. */
const LIP_DOUBT = [3, 2.5, 2] as const;

/**
 * The bare lip of a report: the skin's colour times the ratio of lip to cheek in the same picture, so the light cancels. null where lips or cheeks
 * were not seen, or the report has no colour. Whoever wears lipstick while being read is told that lipstick's colour.
 */
export const lipBaseOf = ({ skin, region }: LipReport): LipBase | null => {
  const lips = region.lips;
  const cheeks = CHEEKS.map((id) => region[id]).filter((r) => r !== undefined);
  const pixels = cheeks.reduce((s, r) => s + r.pixels, 0);
  if (!skin || !lips || lips.pixels < LIP_PIXELS || pixels === 0) return null;
  const linear = labToLinear(skin.lab);
  const at = (k: 0 | 1 | 2): number => {
    const cheek = cheeks.reduce((s, r) => s + r.rgb[k] * r.pixels, 0) / pixels;
    return cheek > 0 ? Math.min(1, (linear[k] * lips.rgb[k]) / cheek) : 0;
  };
  const lipLab: Lab = linearToLab([at(0), at(1), at(2)]);
  const lipCov = skin.cov.map((v, i) => (i % 4 === 0 ? v + LIP_DOUBT[(i / 4) as 0 | 1 | 2] ** 2 : v));
  return { lipLab, lipCov, skinLab: skin.lab };
};

/** Lipsticks of the catalogue by goal for the lips of a report, best first; empty where its lips cannot be told. */
export const lipsticksFor = (
  report: LipReport,
  catalogue: readonly Shade[],
  options: LipOptions,
): LipMatch[] => {
  const base = lipBaseOf(report);
  return base ? rankLipsticks(base, catalogue, options) : [];
};
