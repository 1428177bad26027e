import { QUALITY_STEPS } from '@carmine/session/quality';
import { spreadOf } from '../measure/percentiles.ts';
import type { StepPart } from '../page/measure-step.ts';
import type { BenchWindow } from '../page/subject-page.ts';
import { blankRun } from '../report/blank.ts';
import { stepSubject } from '../report/ratios.ts';
import type { Run } from '../report/schema.ts';
import { type Bench, openPage, startSubject, subjectOptions, wordsOf } from './measure-entry.ts';
import { orderOf } from './wishes.ts';

/** Turns through all steps in one round: what the machine does meanwhile falls on every step alike. */
const TURNS = 3;

/** The product at every step of quality, by turns in one page, as a run each. */
export const measureSteps = async (bench: Bench, round: number): Promise<Run[]> => {
  const { clip, fps, protocol } = bench;
  const parts = new Map(QUALITY_STEPS.map((step) => [step, [] as StepPart[]]));
  const faults: Run['faults'] = [];
  const context = await bench.browser.browser.newContext({ viewport: { width: 800, height: 640 } });
  try {
    const { page } = await openPage(bench, context);
    await startSubject(page, 'carmine', subjectOptions(bench, 'this'));
    await page.waitForTimeout(protocol.warmUpMs);
    for (let turn = 0; turn < TURNS; turn++)
      for (const step of orderOf(QUALITY_STEPS, round * TURNS + turn)) {
        const part = await page.evaluate(
          ([at, ms]) => (window as unknown as BenchWindow).bench.atStep(at, ms),
          [step, protocol.shownMs / TURNS] as const,
        );
        parts.get(step)!.push(part);
      }
  } catch (error) {
    faults.push({ code: 'failed', message: wordsOf(error) });
  } finally {
    await context.close().catch(() => undefined);
  }
  return QUALITY_STEPS.map((step) => ({
    ...blankRun({ subject: stepSubject(step), round, clip, fps, pageWorkMs: 0 }),
    faults,
    intervalMs: spreadOf(parts.get(step)!.map(({ interval }) => interval)),
    stages: { track: spreadOf(parts.get(step)!.flatMap(({ track }) => track)), draw: null },
  }));
};
