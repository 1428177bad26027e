import type { Browser } from 'playwright-core';

/** A process of the browser, as CDP's SystemInfo.ProcessInfo tells it. */
export interface ProcessFacts {
  readonly type: string;
  readonly id: number;
  /** Seconds of processor time since it began, of all its threads. */
  readonly cpuTime: number;
}

/** All processes of the browser. */
export const processesOf = async (browser: Browser): Promise<readonly ProcessFacts[]> => {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo;
  } finally {
    await session.detach().catch(() => undefined);
  }
};

/** ms of processor time; null: not told. */
export interface ProcessorTime {
  /** The page's processes: its own thread, its workers, the bench's source. */
  readonly renderer: number | null;
  /** The process that draws. */
  readonly gpu: number | null;
}

const timeOf = (processes: readonly ProcessFacts[], type: string): number | null => {
  const own = processes.filter((each) => each.type === type);
  return own.length ? own.reduce((total, { cpuTime }) => total + cpuTime * 1000, 0) : null;
};

/** What the browser's processes have run until now: unlike a clock, it does not count what others take from the machine. */
export const processorTime = async (browser: Browser): Promise<ProcessorTime> => {
  const processes = await processesOf(browser).catch(() => []);
  return { renderer: timeOf(processes, 'renderer'), gpu: timeOf(processes, 'GPU') };
};
