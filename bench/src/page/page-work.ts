/** ms between two starts of the work. */
const EVERY = 100;

/** Whose thread works: the page's, or a worker's beside it, which takes as much of the processor and holds nothing up. */
export type WorkIn = 'page' | 'worker';

const inPage = (ms: number): (() => void) => {
  const timer = setInterval(() => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  }, EVERY);
  return () => clearInterval(timer);
};

const inWorker = (ms: number): (() => void) => {
  const worker = new Worker(new URL('./busy-worker.ts', import.meta.url), {
    type: 'module',
    name: 'bench-busy',
  });
  worker.postMessage(ms);
  return () => worker.terminate();
};

/** A shop page that is busy: `ms` of plain work every 100 ms until the function given back is called. */
export const keepBusy = (ms: number, where: WorkIn): (() => void) => {
  if (ms <= 0) return () => {};
  return where === 'page' ? inPage(ms) : inWorker(ms);
};
