import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { processesOf } from './processes.ts';
import { WorkerHeaps } from './worker-heaps.ts';

/** Memory after everything that can be collected was. A field that the system or browser does not tell is null. */
export interface Memory {
  /** JavaScript of the page's own thread, bytes. */
  readonly heapBytes: number | null;
  /** JavaScript of its workers, with the buffers it holds, bytes. */
  readonly workerBytes: number | null;
  /** What the page's processes hold for themselves, workers, wasm and pictures included, bytes; Linux. */
  readonly rendererBytes: number | null;
  /** The same of the process that draws. */
  readonly gpuBytes: number | null;
  readonly nodes: number | null;
  readonly listeners: number | null;
}

/** Bytes a page of memory has on every Linux this runs on. */
const PAGE = 4096;

/** Resident less shared. */
const privateBytes = (pid: number): number => {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    return (resident - shared) * PAGE;
  } catch {
    return 0;
  }
};

/** Looks at the memory of one page and of the browser's processes. One page at a time: processes are those of the whole browser. */
export class MemoryWatch {
  readonly #browser: Browser;
  readonly #page: CDPSession | null;
  readonly #workers: WorkerHeaps | null;

  private constructor(browser: Browser, page: CDPSession | null, workers: WorkerHeaps | null) {
    this.#browser = browser;
    this.#page = page;
    this.#workers = workers;
  }

  static async of(browser: Browser, page: Page): Promise<MemoryWatch> {
    const session = await page
      .context()
      .newCDPSession(page)
      .catch(() => null);
    return new MemoryWatch(browser, session, session && (await WorkerHeaps.of(session)));
  }

  async look(): Promise<Memory> {
    const page = this.#page;
    await page?.send('HeapProfiler.collectGarbage').catch(() => undefined);
    const workerBytes = (await this.#workers?.look()) ?? null;
    const heap = await page?.send('Runtime.getHeapUsage').catch(() => null);
    const dom = await page?.send('Memory.getDOMCounters').catch(() => null);
    const processes = process.platform === 'linux' ? await processesOf(this.#browser).catch(() => []) : [];
    const sum = (type: string): number | null => {
      const own = processes.filter((each) => each.type === type);
      return own.length ? own.reduce((total, { id }) => total + privateBytes(id), 0) : null;
    };
    return {
      heapBytes: heap?.usedSize ?? null,
      workerBytes,
      rendererBytes: sum('renderer'),
      gpuBytes: sum('GPU'),
      nodes: dom?.nodes ?? null,
      listeners: dom?.jsEventListeners ?? null,
    };
  }
}
