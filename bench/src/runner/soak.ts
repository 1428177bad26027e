import type { Page } from 'playwright-core';
import type { BenchWindow } from '../page/subject-page.ts';
import type { Soak } from '../report/schema.ts';
import { loadNow } from './machine.ts';
import { type Bench, openPage, startSubject, subjectOptions, wordsOf } from './measure-entry.ts';
import { MemoryWatch } from './memory.ts';
import { type ProcessorTime, processorTime } from './processes.ts';

/** Looks: enough of them for a line, few enough to leave the mirror alone; and ms between two at least. */
const LOOKS = 120;
const LEAST_BETWEEN = 5000;

interface Progress {
  readonly shown: number;
  readonly error: string | null;
  readonly openFrames: number;
}

const progressOf = (page: Page): Promise<Progress> =>
  page.evaluate(() => {
    const { bench } = window as unknown as BenchWindow;
    const { openFrames } = bench.facts();
    return {
      shown: bench.count(),
      error: bench.state().error,
      openFrames: typeof openFrames === 'number' ? openFrames : 0,
    };
  });

/** ms of processor time between two looks, for each of `shown` pictures. */
const each = (before: number | null, after: number | null, shown: number): number | null =>
  before === null || after === null || shown === 0 ? null : (after - before) / shown;

/** What one look tells: pictures and processor time of the time between two, and the machine's load. */
const paceOf = (
  { ms, shown }: { readonly ms: number; readonly shown: number },
  [before, after]: readonly [ProcessorTime, ProcessorTime],
) => ({
  intervalMs: shown > 0 ? ms / shown : null,
  pageCpuMs: each(before.renderer, after.renderer, shown),
  gpuCpuMs: each(before.gpu, after.gpu, shown),
  load: loadNow(),
});

/** The product in one page for `minutes`: what it holds and how quickly pictures follow each other, again and again. */
export const soak = async (bench: Bench, minutes: number, say: (text: string) => void): Promise<Soak> => {
  const samples: Soak['samples'][number][] = [];
  const faults: Soak['faults'][number][] = [];
  const between = Math.max(LEAST_BETWEEN, (minutes * 60_000) / LOOKS);
  const { browser } = bench.browser;
  const context = await browser.newContext({ viewport: { width: 800, height: 640 } });
  let facts: Soak['facts'] = {};
  try {
    const { page } = await openPage(bench, context);
    await startSubject(page, 'carmine', subjectOptions(bench, 'this'));
    await page.waitForTimeout(bench.protocol.warmUpMs);
    const memory = await MemoryWatch.of(browser, page);
    const begun = performance.now();
    for (let turn = 1; performance.now() - begun < minutes * 60_000; turn++) {
      const [before, ran] = [await progressOf(page), await processorTime(browser)];
      const from = performance.now();
      await page.waitForTimeout(between);
      const ms = performance.now() - from;
      const [after, hasRun] = [await progressOf(page), await processorTime(browser)];
      const shown = after.shown - before.shown;
      // An error that stays is one fault.
      if (after.error && !faults.some(({ code }) => code === after.error))
        faults.push({ code: after.error, message: `after ${Math.round((from - begun) / 1000)} s` });
      samples.push({
        minute: (performance.now() - begun) / 60_000,
        openFrames: after.openFrames,
        ...paceOf({ ms, shown }, [ran, hasRun]),
        ...(await memory.look()),
      });
      if (turn % 10 === 0) say(`  ${samples.at(-1)!.minute.toFixed(1)} min: ${shown} frames`);
    }
    facts = await page.evaluate(() => (window as unknown as BenchWindow).bench.facts());
  } catch (error) {
    faults.push({ code: 'failed', message: wordsOf(error) });
  } finally {
    await context.close().catch(() => undefined);
  }
  return { minutes, facts, samples, faults };
};
