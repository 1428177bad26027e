import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Name Linux shows of a worker's thread in Chromium, at most 15 letters. */
const WORKER_THREAD = 'DedicatedWorker';

const renderers = async (browser: Browser): Promise<number[]> => {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [id] : []));
  } finally {
    await session.detach().catch(() => undefined);
  }
};

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
};

/** Files that tell how long each of the browser's worker threads has run. Empty where the system does not say (only Linux does). */
export const workerClocks = async (browser: Browser): Promise<string[]> => {
  if (process.platform !== 'linux') return [];
  return (await renderers(browser)).flatMap((pid) =>
    readdirSync(`/proc/${pid}/task`)
      .map((tid) => `/proc/${pid}/task/${tid}`)
      .filter((task) => read(`${task}/comm`)?.startsWith(WORKER_THREAD))
      .map((task) => `${task}/schedstat`),
  );
};

/** Processor time these threads have had, ms; NaN where it is not told. */
export const processorMs = (clocks: readonly string[]): number => {
  const spent = clocks.map((path) => Number(read(path)?.split(' ')[0]) / 1e6);
  return spent.length ? spent.reduce((a, b) => a + b, 0) : Number.NaN;
};
