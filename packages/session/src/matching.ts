import { CarmineError } from '@carmine/errors';
import {
  jawWeighted,
  type MatchOptions,
  type MatchResult,
  matchFoundation,
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
