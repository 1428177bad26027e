import type { RatioRow } from '../report/schema.ts';
import { digits, el, table } from './dom.ts';
import { titleOf } from './titles.ts';
import type { Verdict, Words } from './words/types.ts';

const boundOf = ({ bound }: RatioRow): string => {
  if (!bound) return '';
  const { min, max } = bound;
  return [min === undefined ? '' : `≥ ${min}`, max === undefined ? '' : `≤ ${max}`]
    .filter(Boolean)
    .join(', ');
};

/** Against a bound: met or missed. Without one: better or worse where the whole interval is on one side of 1. */
const verdictOf = ({ met, better, low, high, id }: RatioRow): Verdict | null => {
  if (met !== null) return met ? 'met' : 'missed';
  if (!better || low === null || high === null || id.endsWith('-ms')) return null;
  if (low <= 1 && high >= 1) return 'same';
  return low > 1 === (better === 'more') ? 'better' : 'worse';
};

const CLASSES: Readonly<Partial<Record<Verdict, string>>> = { met: 'met', missed: 'missed' };

const verdict = (row: RatioRow, { verdicts }: Words): HTMLElement => {
  const told = verdictOf(row);
  return told ? el('span', verdicts[told], CLASSES[told]) : el('span');
};

/** Ratios with the id that a threshold file names them by. */
export const ratioTable = (rows: readonly RatioRow[], words: Words): HTMLElement =>
  table(
    words.ratioHead,
    rows.map((row) => [
      el('span', [titleOf(row, words), el('small', row.id)]),
      verdict(row, words),
      digits(row.value),
      row.low === null ? '–' : words.range(digits(row.low), digits(row.high)),
      boundOf(row),
      row.better ? words.wanted[row.better] : '',
    ]),
  );
