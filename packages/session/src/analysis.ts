import { CarmineError, toCarmineError } from '@carmine/errors';
import type { SkinReport } from '@carmine/skin';
import { crowded } from './capture/crowded.ts';
import type { Capture, CaptureDesk } from './capture/desk.ts';
import type { AnalyzeOptions } from './capture/options.ts';
import type { Core } from './core.ts';
import { type JobRun, raceAbort } from './jobs.ts';
import type { Show, Still } from './show.ts';
import { anySignal } from './signals.ts';

/** Frames that are read of moving pictures when nobody says otherwise (skin.md 5.1). */
export const BURST = 5;

/** Object and all it holds made read-only: a report is a fact, shared by everybody who asks. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return value;
  for (const each of Object.values(value)) deepFreeze(each);
  return Object.freeze(value);
};

export interface AnalysisWork {
  readonly core: Core;
  readonly show: Show;
  readonly desk: CaptureDesk;
  readonly run: JobRun;
  readonly options: AnalyzeOptions;
}

/** A photograph is as it is: nobody waits for a better one. */
export const isGuided = (show: Show, { guided }: AnalyzeOptions): boolean =>
  guided === true && show.kind !== 'photo';

/** One scan: guided or at once. The analyser loads meanwhile, and its worker ends with the scan, whatever comes of it. */
export const runAnalysis = async (work: AnalysisWork): Promise<SkinReport> => {
  const { core, show, desk, run, options } = work;
  const until = anySignal(run.signal, show.ended);
  const capture = isGuided(show, options) ? desk.begin(show, options.preset ?? 'standard', until) : null;
  const lease = core.parts.leaseSkinAnalyzer(run.signal);
  try {
    const take = () => show.stills(options.burst ?? BURST, until);
    const stills = capture ? await takeAlone(capture, take) : await take();
    capture?.taken(stills.length);
    const report = await readAll(stills, lease.analyzer, work);
    capture?.end(null);
    return report;
  } catch (error) {
    capture?.end(toCarmineError(error));
    throw error;
  } finally {
    lease.end();
    core.set({ progress: null });
  }
};

/** Times a shopper is asked to be alone in the picture; after that the burst is read, and the report says that she was not. */
const MOST_ASKED = 2;

/** The burst of a guided capture. Live frames follow one face; the stills are searched for more, before anything is read of them. */
const takeAlone = async (
  capture: Capture,
  take: () => Promise<readonly Still[]>,
): Promise<readonly Still[]> => {
  await capture.shot;
  for (let asked = 0; ; asked++) {
    const stills = await take();
    if (asked === MOST_ASKED || capture.pressed || !crowded(stills)) return stills;
    for (const { image } of stills) image.close();
    await capture.askForOneFace();
  }
};

/** The stills read one after the other and told as one. All are closed, whatever comes of it. */
const readAll = async (
  stills: readonly Still[],
  loading: Promise<{ analyze: (input: Still & { signal: AbortSignal }) => Promise<SkinReport> }>,
  { run, options }: AnalysisWork,
): Promise<SkinReport> => {
  try {
    const analyzer = await raceAbort(loading, run.signal);
    const reports: SkinReport[] = [];
    for (const { image, frame } of stills) {
      const input = { image, frame, signal: run.signal, ...readingOptions(options) };
      reports.push(await raceAbort(analyzer.analyze(input), run.signal));
    }
    const { fuseReports } = await import('@carmine/skin');
    return deepFreeze(fuseReports(reports));
  } finally {
    for (const { image } of stills) image.close();
  }
};

/** What the analyser itself is told. */
const readingOptions = ({ preset, reference }: AnalyzeOptions) => ({
  ...(preset ? { strictness: preset } : {}),
  ...(reference ? { reference } : {}),
});

/** Throws invalid-argument, naming the option. */
export const checkAnalyzeOptions = (
  { burst, preset, reference }: AnalyzeOptions,
  kind: Show['kind'],
): void => {
  if (burst !== undefined && !(Number.isInteger(burst) && burst >= 1 && burst <= BURST))
    throw wrong('burst', burst, `a whole number from 1 to ${BURST}`);
  if (preset !== undefined && !['lenient', 'standard', 'strict'].includes(preset))
    throw wrong('preset', preset, 'lenient, standard or strict');
  if (reference?.card && kind !== 'photo') throw wrong('reference.card', kind, 'a photograph');
};

const wrong = (field: string, value: unknown, want: string): CarmineError =>
  new CarmineError('invalid-argument', {
    message: `analyze: ${field} ${String(value)} is not ${want}`,
    details: { field, value },
  });
