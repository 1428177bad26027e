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

/** How long threads have run, and how long they were ready to run while others did; ms. */
export interface ThreadTime {
  readonly ran: number;
  readonly waited: number;
}

/** Of these threads together; NaN where it is not told. */
export const threadTime = (clocks: readonly string[]): ThreadTime => {
  const rows = clocks.map((path) =>
    (read(path) ?? '').split(' ').map((field) => Number(field || 'NaN') / 1e6),
  );
  const sum = (field: number): number =>
    rows.length ? rows.reduce((total, row) => total + (row[field] ?? Number.NaN), 0) : Number.NaN;
  return { ran: sum(0), waited: sum(1) };
};
