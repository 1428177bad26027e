import { createHash } from 'node:crypto';
import { cpus, loadavg, totalmem } from 'node:os';
import type { LaunchedBrowser } from '@carmine/cli/browser';
import { pageFacts } from '../page/machine.ts';
import type { Report } from '../report/schema.ts';

/** Runnable processes of the last minute; null where the system has no such number (Windows). */
export const loadNow = (): number | null => (process.platform === 'win32' ? null : loadavg()[0]!);

/** The machine as the report tells it, but for its load. */
export const machineOf = async (browser: LaunchedBrowser): Promise<Omit<Report['machine'], 'load'>> => {
  const page = await browser.newPage();
  try {
    const facts = await page.evaluate(pageFacts);
    return {
      ...facts,
      cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      softwareGl: browser.software,
    };
  } finally {
    await page.context().close();
  }
};

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
