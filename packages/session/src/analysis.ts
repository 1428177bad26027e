import type { SkinReport } from '@carmine/skin';
import type { Core } from './core.ts';
import { type JobRun, raceAbort } from './jobs.ts';
import type { Show } from './show.ts';

/** Object and all it holds made read-only: a report is a fact, shared by everybody who asks. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  for (const each of Object.values(value)) deepFreeze(each);
  return Object.freeze(value);
};

/** One scan: the analyser loads while the still is taken, and its worker ends with the scan, whatever comes of it. */
export const runAnalysis = async (core: Core, show: Show, run: JobRun): Promise<SkinReport> => {
  const loading = core.parts.newSkinAnalyzer(run.signal);
  // Awaited after the still; a failure before that is no unhandled one.
  loading.catch(() => undefined);
  try {
    const { image, frame } = await show.still(run.signal);
    try {
      const analyzer = await raceAbort(loading, run.signal);
      return deepFreeze(await raceAbort(analyzer.analyze({ image, frame, signal: run.signal }), run.signal));
    } finally {
      image.close();
    }
  } finally {
    loading.then(
      (analyzer) => analyzer.close(),
      () => undefined,
    );
    core.set({ progress: null });
  }
};
