import type { Subject } from './subject.ts';

/** Who can be measured. Each is loaded by itself, so that its start is its own. */
export const SUBJECTS = {
  /** The product, worn as in a shop. */
  carmine: async () => (await import('../../subjects/carmine.ts')).carmine,
  /** The product's tracker with the recipe's drawing. */
  tracker: async () => (await import('../../subjects/tracker.ts')).trackerSubject({}, false),
  /** The same, landmarks only. */
  'tracker-landmarks': async () =>
    (await import('../../subjects/tracker.ts')).trackerSubject({ parse: false }, false),
  /** The same with the official bundle: what the model itself costs. */
  'tracker-official': async () =>
    (await import('../../subjects/tracker.ts')).trackerSubject({ parse: false }, true),
  /** The camera alone. */
  video: async () => (await import('../../subjects/video.ts')).plainVideo,
  /** Peers. */
  recipe: async () => (await import('../../peers/recipe.ts')).recipe,
  'recipe-three': async () => (await import('../../peers/recipe-three.ts')).recipeThree,
} satisfies Record<string, () => Promise<Subject>>;

export type SubjectId = keyof typeof SUBJECTS;
