import type { RatioRow } from '../report/schema.ts';
import { digits, el, table } from './dom.ts';

const boundOf = ({ bound }: RatioRow): string => {
  if (!bound) return '';
  const { min, max } = bound;
  return [min === undefined ? '' : `≥ ${min}`, max === undefined ? '' : `≤ ${max}`]
    .filter(Boolean)
    .join(', ');
};

/** Against a bound: met or missed. Without one: better or worse where the whole interval is on one side of 1. */
const outcomeOf = ({ met, better, low, high, id }: RatioRow): string => {
  if (met !== null) return met ? 'met' : 'missed';
  if (!better || low === null || high === null || id.endsWith('-ms')) return '';
  if (low <= 1 && high >= 1) return 'no difference shown';
  return low > 1 === (better === 'more') ? 'better' : 'worse';
};

const CLASSES: Readonly<Record<string, string>> = { met: 'met', missed: 'missed' };

/** Ratios with the id that a threshold file names them by. */
export const ratioTable = (rows: readonly RatioRow[]): HTMLElement =>
  table(
    ['What', 'Result', 'Value', '95 % interval', 'Wanted', 'Better'],
    rows.map((row) => {
      const outcome = outcomeOf(row);
      return [
        el('span', [row.title, el('small', row.id)]),
        el('span', outcome, CLASSES[outcome] ?? ''),
        digits(row.value),
        row.low === null ? '–' : `${digits(row.low)} to ${digits(row.high)}`,
        boundOf(row),
        row.better ? (row.better === 'more' ? 'higher' : 'lower') : '',
      ];
    }),
  );
