import type { Page } from 'playwright-core';
import type { BenchWindow } from '../page/subject-page.ts';
import type { Mounts } from '../report/schema.ts';
import { type Bench, openPage, subjectOptions, wordsOf } from './measure-entry.ts';
import { MemoryWatch } from './memory.ts';

/** The bench's own worker, which makes the camera's pictures, stays. */
const OWN_WORKERS = 1;
/** ms for what was taken away to end. */
const SETTLES = 10_000;

const workersLeft = async (page: Page): Promise<number> => {
  const until = performance.now() + SETTLES;
  while (page.workers().length > OWN_WORKERS && performance.now() < until) await page.waitForTimeout(50);
  return Math.max(0, page.workers().length - OWN_WORKERS);
};

/** Puts the element on one page and takes it away `count` times, each with a camera that gave a picture; what is left behind, after each. */
export const mounts = async (bench: Bench, count: number, say: (text: string) => void): Promise<Mounts> => {
  const samples: Mounts['samples'][number][] = [];
  const faults: Mounts['faults'][number][] = [];
  const context = await bench.browser.browser.newContext({ viewport: { width: 800, height: 640 } });
  try {
    const { page } = await openPage(bench, context);
    const memory = await MemoryWatch.of(bench.browser.browser, page);
    const { assets, library, backend } = subjectOptions(bench, 'this');
    const define = new URL('define.js', library).href;
    for (let mount = 1; mount <= count; mount++) {
      const error = await page.evaluate((how) => (window as unknown as BenchWindow).benchMount(how), {
        define,
        assets,
        backend,
      });
      if (error) faults.push({ code: error, message: `mount ${mount}` });
      samples.push({ mount, workers: await workersLeft(page), ...(await memory.look()) });
      if (mount % 10 === 0) say(`  ${mount} of ${count} mounts`);
    }
  } catch (error) {
    faults.push({ code: 'failed', message: wordsOf(error) });
  } finally {
    await context.close().catch(() => undefined);
  }
  return { count, samples, faults };
};
