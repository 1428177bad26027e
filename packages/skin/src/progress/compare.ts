import { deltaE2000 } from '@carmine/color';
import { COLOUR_REPEAT } from '../tables/repeat.ts';
import type { Measure, MeasureId, SkinColor } from '../types.ts';
import { obstacles, sameSize } from './comparable.ts';
import type {
  ColourChange,
  ColourWord,
  Comparison,
  KeptReport,
  MeasureChange,
  ProgressReason,
} from './types.ts';

/** 95 % of differences by chance alone lie within this many standard errors of the difference. */
const Z95 = 1.96;
/** Told of fine detail: only compared where both pictures show the face about equally large. */
const OF_DETAIL = new Set<MeasureId>(['spots', 'lines', 'pores', 'blemishes', 'lips']);

/**
 * Two reports of one person side by side, the earlier first. A change is told only where it is more than chance: beyond the
 * minimal detectable change of both readings, and only between comparable pictures (same version, device, light and pose, both
 * good). Reports that are not comparable come with the reasons and no verdict. Nothing is stored: keeping reports, and asking
 * for consent to do so, is the host's.
 */
export const compareReports = (before: KeptReport, after: KeptReport): Comparison => {
  const reasons = obstacles(before, after);
  const comparable = reasons.length === 0;
  const measures = before.report.measures.map((m) => {
    const other = after.report.measures.find((o) => o.id === m.id);
    const reason =
      reasons[0] ?? (OF_DETAIL.has(m.id) && !sameSize(before.report, after.report) ? 'other-size' : null);
    return measureChange(m, other, reason);
  });
  const [a, b] = [before.report.skin, after.report.skin];
  return { comparable, reasons, measures, colour: comparable && a && b ? colourChange(a, b) : null };
};

const tenth = (v: number): number => Math.round(v * 10) / 10;

const measureChange = (
  a: Measure,
  b: Measure | undefined,
  obstacle: ProgressReason | null,
): MeasureChange => {
  const [before, after] = [a.score, b?.score ?? null];
  const told = before !== null && after !== null && a.sem !== null && b?.sem != null;
  const reason = obstacle ?? (told ? null : 'not-measured');
  if (reason || !told)
    return { id: a.id, before, after, change: null, mdc: null, verdict: null, direction: null, reason };
  const change = after - before;
  const mdc = tenth(Z95 * Math.hypot(a.sem, b.sem!));
  const changed = Math.abs(change) > mdc;
  return {
    id: a.id,
    before,
    after,
    change,
    mdc,
    verdict: changed ? 'changed' : 'no-visible-change',
    direction: changed ? directionOf(a.id, change > 0) : null,
    reason: null,
  };
};

const directionOf = (id: MeasureId, up: boolean): NonNullable<MeasureChange['direction']> => {
  if (id === 'evenness' || id === 'lips') return up ? 'more-even' : 'less-even';
  return up ? 'calmer' : 'stronger';
};

const colourChange = (a: SkinColor, b: SkinColor): ColourChange => {
  const dLab = [0, 1, 2].map((k) => tenth(b.lab[k]! - a.lab[k]!)) as unknown as ColourChange['dLab'];
  const dE00 = tenth(deltaE2000([...a.lab], [...b.lab]));
  // Both readings share the light and with it most of their error; what differs is what repeats differ by.
  const mdc = tenth(Z95 * Math.SQRT2 * COLOUR_REPEAT.dE00);
  const changed = dE00 > mdc;
  return {
    dE00,
    dLab,
    mdc,
    verdict: changed ? 'changed' : 'no-visible-change',
    words: changed ? colourWords(dLab) : [],
  };
};

const WORDS: readonly (readonly [more: ColourWord, less: ColourWord, axis: 0 | 1 | 2, sign: 1 | -1])[] = [
  ['more-tanned', 'less-tanned', 0, -1],
  ['redder', 'less-red', 1, 1],
  ['more-golden', 'less-golden', 2, 1],
];

/** Words of the axes that moved by at least half as much as the one that moved most, largest first. */
const colourWords = (dLab: ColourChange['dLab']): ColourWord[] => {
  const moved = WORDS.map(([more, less, axis, sign]) => ({
    word: dLab[axis] * sign > 0 ? more : less,
    size: Math.abs(dLab[axis]),
  })).sort((p, q) => q.size - p.size);
  return moved.filter((m) => m.size >= 0.5 * moved[0]!.size).map((m) => m.word);
};
