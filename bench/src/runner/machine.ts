import { createHash } from 'node:crypto';
import { cpus, loadavg, totalmem } from 'node:os';
import type { LaunchedBrowser } from '@carmine/cli/browser';
import { pageFacts } from '../page/machine.ts';
import type { Report } from '../report/schema.ts';

export const loadNow = (): number => loadavg()[0]!;

/** The machine as the report tells it. `loadBefore`: at the start of the bench. */
export const machineOf = async (browser: LaunchedBrowser, loadBefore: number): Promise<Report['machine']> => {
  const page = await browser.newPage();
  try {
    const facts = await page.evaluate(pageFacts);
    const windows = process.platform === 'win32';
    return {
      ...facts,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      softwareGl: browser.software,
      // Windows has no load average.
      load: windows ? null : [loadBefore, loadNow()],
    };
  } finally {
    await page.context().close();
  }
};

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
