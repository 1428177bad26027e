import { QUALITY_STEPS } from '@carmine/session/quality';
import type { RatioRow } from '../report/schema.ts';
import type { Titles, Words } from './words/types.ts';

const STEP = /^carmine-at-(.+)\/(interval|track)$/;
const ENDURANCE = /^(soak|mounts)-(.+)$/;

/** What `words` say of `id`, or nothing. */
const said = <K extends string>(words: Readonly<Record<K, string>>, id: string | undefined): string | null =>
  id !== undefined && Object.hasOwn(words, id) ? words[id as K] : null;

const stepTitle = (id: string, titles: Titles): string | null => {
  const [, step, what] = STEP.exec(id) ?? [];
  if (!step) return null;
  return (what === 'track' ? titles.stepTrack : titles.stepInterval)(step, QUALITY_STEPS[0]);
};

const enduranceTitle = (id: string, titles: Titles): string | null => {
  const [, part, what] = ENDURANCE.exec(id) ?? [];
  const held = said(titles.held, what);
  return held && (part === 'soak' ? titles.soakRow : titles.mountsRow)(held);
};

/** Of two builds (METRIC) or of two reports (SUBJECT/METRIC). */
const comparedTitle = (id: string, titles: Titles): string | null => {
  const [metric, subject] = id.split('/').reverse();
  const title = said(titles.metrics, metric);
  return title && (subject ? titles.compared(title, subject) : titles.builds(title));
};

/** A row's title in the words' language; as the report has it where that is English, or the id one of a later version. */
export const titleOf = ({ id, title, value }: RatioRow, { titles }: Words): string => {
  if (!titles) return title;
  const own =
    said(titles.ratios, id) ??
    stepTitle(id, titles) ??
    enduranceTitle(id, titles) ??
    comparedTitle(id, titles) ??
    title;
  return value === null ? `${own} (${titles.notMeasured})` : own;
};
