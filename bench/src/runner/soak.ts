import type { Page } from 'playwright-core';
import type { BenchWindow } from '../page/subject-page.ts';
import type { Soak } from '../report/schema.ts';
import { type Bench, openPage, startSubject, subjectOptions, wordsOf } from './measure-entry.ts';
import { MemoryWatch } from './memory.ts';

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

/** The product in one page for `minutes`: what it holds and how quickly pictures follow each other, again and again. */
export const soak = async (bench: Bench, minutes: number, say: (text: string) => void): Promise<Soak> => {
  const samples: Soak['samples'][number][] = [];
  const faults: Soak['faults'][number][] = [];
  const between = Math.max(LEAST_BETWEEN, (minutes * 60_000) / LOOKS);
  const context = await bench.browser.browser.newContext({ viewport: { width: 800, height: 640 } });
  let facts: Soak['facts'] = {};
  try {
    const { page } = await openPage(bench, context);
    await startSubject(page, 'carmine', subjectOptions(bench, 'this'));
    await page.waitForTimeout(bench.protocol.warmUpMs);
    const memory = await MemoryWatch.of(bench.browser.browser, page);
    const begun = performance.now();
    for (let turn = 1; performance.now() - begun < minutes * 60_000; turn++) {
      const before = await progressOf(page);
      const from = performance.now();
      await page.waitForTimeout(between);
      const ms = performance.now() - from;
      const after = await progressOf(page);
      const shown = after.shown - before.shown;
      if (after.error)
        faults.push({ code: after.error, message: `after ${Math.round((from - begun) / 1000)} s` });
      samples.push({
        minute: (performance.now() - begun) / 60_000,
        intervalMs: shown > 0 ? ms / shown : null,
        openFrames: after.openFrames,
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
