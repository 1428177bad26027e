import type { BenchPage } from './bench-page.ts';

const workers = new Map<string, Worker>();

/** Keeps every worker this page makes from now on, so that one can be killed. */
export const recordWorkers = (): void => {
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      // The bench's own source is no part of the mirror.
      if (options?.name && options.name !== 'bench-source') workers.set(options.name, this);
    }
  };
};

/** What can be done to a mirror that runs. */
export interface Troubles {
  /** Ends the subject's newest worker of that name. `silently`: as a browser short of memory does, without an event. false: there is none. */
  killWorker(name: string, silently: boolean): boolean;
  /** The page is told that it is hidden, or seen again. */
  setHidden(hidden: boolean): void;
  /** Takes the WebGL context of the canvas away and gives it back. false: the canvas has none that this thread can reach. */
  loseContext(): Promise<boolean>;
}

/** Time a lost context stays lost, ms: a driver that is started anew takes about that. */
const LOST_FOR = 300;

export const troubles = (bench: BenchPage): Troubles => ({
  killWorker: (name, silently) => {
    const worker = workers.get(name);
    worker?.terminate();
    if (!silently)
      worker?.dispatchEvent(new ErrorEvent('error', { message: 'the worker was ended by the bench' }));
    return worker !== undefined;
  },
  setHidden: (hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    const state = hidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  },
  loseContext: async () => {
    const { canvas } = bench.running;
    let gl: WebGL2RenderingContext | null = null;
    try {
      gl = canvas.getContext('webgl2');
    } catch {
      // Its control was given to a worker.
    }
    const extension = gl?.getExtension('WEBGL_lose_context');
    if (!extension) return false;
    extension.loseContext();
    await new Promise((resolve) => setTimeout(resolve, LOST_FOR));
    extension.restoreContext();
    return true;
  },
});
