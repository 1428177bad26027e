import type { Words } from './words/types.ts';

const STEP = /^carmine-at-(.+)$/;

/** One line on a subject, or nothing: docs/guide/bench.md has it in more words. */
export const subjectText = (name: string, { subjects, atStep }: Words): string => {
  const step = STEP.exec(name)?.[1];
  return step ? atStep(step) : ((subjects as Readonly<Record<string, string>>)[name] ?? '');
};

/** What is done to a mirror under a name. */
export const troubleText = (id: string, { troubles }: Words): string =>
  (troubles as Readonly<Record<string, string>>)[id] ?? id;
