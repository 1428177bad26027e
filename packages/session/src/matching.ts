import { type Lab, labToLinear, linearToLab } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import {
  jawWeighted,
  type LipBase,
  type LipMatch,
  type LipOptions,
  type MatchOptions,
  type MatchResult,
  matchFoundation,
  rankLipsticks,
  type Shade,
} from '@carmine/shades';
import type { GateResult, SkinReport } from '@carmine/skin';

/** Which shades to match and to what; what the report says of itself is added by the session. */
export type MatchQuery = Omit<MatchOptions, 'reading'>;

const LEVELS = { block: 0, warn: 1, pass: 2 } as const;

/** What stood in the way of a better reading, the worst first. */
const causesOf = (gates: readonly GateResult[]): string[] =>
  gates
    .filter((g) => g.level !== 'pass')
    .sort((p, q) => LEVELS[p.level] - LEVELS[q.level])
    .map((g) => g.id);

/** Red over blue of the light from which it is called warm, and below which cool (about 4500 and 8000 K). */
const WARM = 1.35;
const COOL = 0.85;

const lightOf = ({ light }: SkinReport): 'warm' | 'neutral' | 'cool' | undefined => {
  if (!light) return undefined;
  const ratio = light.illuminant[0] / Math.max(1e-6, light.illuminant[2]);
  return ratio > WARM ? 'warm' : ratio < COOL ? 'cool' : 'neutral';
};

/** Under the eyes and on spots a concealer meets the cheek; a foundation ends at the jaw. */
const targetSkin = (report: SkinReport, skin: NonNullable<SkinReport['skin']>, type: MatchQuery['type']) =>
  jawWeighted(skin, type === 'concealer' ? {} : report.region);

/** The skin of a report, or invalid-argument with the gate that blocked it. */
const skinOf = (report: SkinReport): NonNullable<SkinReport['skin']> => {
  if (report.skin) return report.skin;
  const gate = report.gates.find((g) => g.level === 'block');
  throw new CarmineError('invalid-argument', {
    message: `match: the analysis gave no skin colour${gate ? ` (gate ${gate.id})` : ''}`,
    details: { reason: 'no-skin-colour', ...(gate ? { gate: gate.id, hint: gate.hint } : {}) },
  });
};

/** Foundations (or concealers) of the catalogue for the skin of a report, weighted toward the jaw. Throws invalid-argument when the report has no
 *  colour (a gate blocked it) and what matchFoundation throws. `date`: when the reading was made, ISO 8601. */
export const matchReport = (
  report: SkinReport,
  catalogue: readonly Shade[],
  query: MatchQuery,
  date: string,
): MatchResult => {
  const skin = skinOf(report);
  const causes = causesOf(report.gates);
  const target = targetSkin(report, skin, query.type);
  const light = lightOf(report);
  const reading = {
    confidence: skin.confidence,
    date,
    causes,
    ...(light ? { light } : {}),
    ...(target.jaw > 0 ? { jaw: { cheek: target.cheek, weight: target.jaw } } : {}),
  };
  return matchFoundation({ lab: target.lab, cov: target.cov }, [...catalogue], { ...query, reading });
};

const CHEEKS = ['cheek-upper-left', 'cheek-upper-right', 'cheek-lower-left', 'cheek-lower-right'];
/** px a lip must cover to be read. */
const LIP_PIXELS = 150;
/** What a lip's own gloss, or a balm, adds to the doubt: standard deviations of L*, a*, b* [D]. */
const LIP_DOUBT = [3, 2.5, 2] as const;

/**
 * The bare lip of a report: the skin's colour times the ratio of lip to cheek in the same picture, so the light cancels. null where lips or cheeks
 * were not seen, or the report has no colour. Whoever wears lipstick while being read is told that lipstick's colour.
 */
export const lipBaseOf = ({ skin, region }: SkinReport): LipBase | null => {
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
  report: SkinReport,
  catalogue: readonly Shade[],
  options: LipOptions,
): LipMatch[] => {
  const base = lipBaseOf(report);
  return base ? rankLipsticks(base, catalogue, options) : [];
};
