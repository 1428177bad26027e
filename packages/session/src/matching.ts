import { CarmineError } from '@carmine/errors';
import { type MatchOptions, type MatchResult, matchFoundation, type Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';

/** Which shades to match and to what; what the report says of itself is added by the session. */
export type MatchQuery = Omit<MatchOptions, 'reading'>;

/** Foundations of the catalogue for the skin of a report. Throws invalid-argument when the report has no colour
 *  (a gate blocked it) and what matchFoundation throws. `date`: when the reading was made, ISO 8601. */
export const matchReport = (
  report: SkinReport,
  catalogue: readonly Shade[],
  query: MatchQuery,
  date: string,
): MatchResult => {
  const { skin, gates } = report;
  if (!skin) {
    const gate = gates.find((g) => g.level === 'block');
    throw new CarmineError('invalid-argument', {
      message: `match: the analysis gave no skin colour${gate ? ` (gate ${gate.id})` : ''}`,
      details: { reason: 'no-skin-colour', ...(gate ? { gate: gate.id, hint: gate.hint } : {}) },
    });
  }
  const cause = gates.find((g) => g.level !== 'pass')?.id;
  const reading = { confidence: skin.confidence, date, ...(cause ? { cause } : {}) };
  return matchFoundation({ lab: skin.lab, cov: skin.cov }, [...catalogue], { ...query, reading });
};
