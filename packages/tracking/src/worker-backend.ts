import { CarmineError, fromWire } from '@carmine/errors';
import * as Comlink from 'comlink';
import { scriptFault } from './assets.ts';
import type { Backend, BackendOptions } from './backend.ts';
import { FileShare, type Lease } from './file-share.ts';
import { FrameLink } from './link.ts';
import type { SharedFiles } from './load-files.ts';
import type { Outcome, WorkerControl } from './protocol.ts';

const SCRIPT = 'workers/tracking.js';
/** A worker whose script neither runs nor fails is given up after this, ms. */
const HELLO_TIMEOUT = 20_000;

const unwrap = <T>(outcome: Outcome<T>): T => {
  if ('error' in outcome) throw fromWire(outcome.error);
  return outcome.value;
};

/** The engine in its worker. Rejects asset-missing or asset-corrupt when the script is not what it should be,
 *  worker-failed when the browser will not run it, else what the engine rejects. */
export const createWorkerBackend = async (options: BackendOptions): Promise<Backend> => {
  const url = new URL(SCRIPT, options.engine.assetBase);
  const { worker, control } = await startWorker(url, options.signal);
  const { port1, port2 } = new MessageChannel();
  const life = new WorkerLife(worker, port1, () => control[Comlink.releaseProxy]());
  const load = async (shared: SharedFiles | null): Promise<SharedFiles | null> => {
    const loading = control.load(
      { options: options.engine, shared },
      Comlink.proxy(options.onProgress),
      Comlink.transfer(port2, [port2]),
    );
    return unwrap(
      (await orAborted(Promise.race([loading, life.died]), options.signal)) as Outcome<SharedFiles | null>,
    );
  };
  try {
    await life.hold(loadShared(options, load));
  } catch (error) {
    life.close();
    throw error;
  }
  return {
    inline: false,
    ended: life.ended,
    track: (request) => life.frames.send(request),
    setMode: async (mode) => {
      if (life.closed) throw new CarmineError('closed');
      unwrap((await Promise.race([control.setMode(mode), life.died])) as Outcome<null>);
    },
    setPace: (pace) => {
      if (!life.closed) void control.setPace(pace);
    },
    link: () => {
      const channel = new MessageChannel();
      if (!life.closed) void control.link(Comlink.transfer(channel.port2, [channel.port2]));
      return channel.port1;
    },
    close: () => life.close(),
  };
};

/** What the page's trackers have loaded, as long as one of them lives. */
const loaded = new FileShare<SharedFiles>();

/** Starts the engine with what another tracker has loaded, or lets it load and keeps that for the next. */
const loadShared = async (
  { engine, signal }: BackendOptions,
  load: (shared: SharedFiles | null) => Promise<SharedFiles | null>,
): Promise<Lease<SharedFiles>> => {
  const key = JSON.stringify([engine.assetBase, engine.faceModelUrl, engine.parse.visibility]);
  let first = false;
  const leasing = loaded.lease(key, async () => {
    first = true;
    return (await load(null))!;
  });
  try {
    const lease = await orAborted(leasing, signal);
    if (!first) await load(lease.files);
    return lease;
  } catch (error) {
    leasing.then(
      (lease) => lease.end(),
      () => undefined,
    );
    throw error;
  }
};

/** Loads the files in a worker that ends with it. Rejects as createWorkerBackend does. */
export const preloadInWorker = async (options: BackendOptions): Promise<void> => {
  const { worker, control } = await startWorker(new URL(SCRIPT, options.engine.assetBase), options.signal);
  try {
    const loading = control.preload(options.engine, Comlink.proxy(options.onProgress));
    unwrap((await orAborted(Promise.resolve<unknown>(loading), options.signal)) as Outcome<null>);
  } finally {
    worker.terminate();
    control[Comlink.releaseProxy]();
  }
};

interface Started {
  readonly worker: Worker;
  /** The worker's only comlink proxy, kept as long as the worker: when the last proxy of an endpoint is collected,
   *  comlink tells the other side to stop listening, and a later call would wait for ever. */
  readonly control: Comlink.Remote<WorkerControl>;
}

const startWorker = async (url: URL, signal: AbortSignal | undefined): Promise<Started> => {
  let worker: Worker;
  try {
    worker = new Worker(url, { type: 'module', name: 'carmine-tracking' });
  } catch (cause) {
    throw new CarmineError('worker-failed', { message: `${SCRIPT}: the browser refused to start it`, cause });
  }
  const control = Comlink.wrap<WorkerControl>(worker);
  let late: ReturnType<typeof setTimeout> | undefined;
  const started = new Promise<void>((resolve, reject) => {
    const fail = () => reject(new CarmineError('worker-failed'));
    late = setTimeout(fail, HELLO_TIMEOUT);
    worker.addEventListener('error', fail, { once: true });
    control.hello().then(() => resolve(), fail);
  });
  try {
    await orAborted(started, signal);
    return { worker, control };
  } catch (error) {
    worker.terminate();
    control[Comlink.releaseProxy]();
    if (error instanceof CarmineError && error.code === 'worker-failed')
      throw (await scriptFault(url, SCRIPT)) ?? error;
    throw error;
  } finally {
    // Given up or not: a timer that runs on would keep the worker until it fires.
    clearTimeout(late);
  }
};

const orAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return work;
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new CarmineError('aborted', { message: 'Loading the tracker was cancelled' }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, stopped]);
};

/** The worker's life and its first door. Owns the worker. */
class WorkerLife {
  readonly frames: FrameLink;
  /** Rejects when the worker fails as a whole, or is closed. */
  readonly died: Promise<never>;
  /** Resolves when the worker fails as a whole. */
  readonly ended: Promise<CarmineError>;
  readonly #worker: Worker;
  readonly #release: () => void;
  #lease: Lease<SharedFiles> | null = null;
  #over = false;
  #die: (error: CarmineError) => void = () => {};

  /** `release`: lets go of comlink's proxy, which would keep the worker, whose listeners keep the proxy: a ring that no collection breaks. */
  constructor(worker: Worker, port: MessagePort, release: () => void) {
    this.#worker = worker;
    this.#release = release;
    this.frames = new FrameLink(port);
    this.died = new Promise((_, reject) => {
      this.#die = reject;
    });
    this.died.catch(() => {});
    this.ended = new Promise((resolve) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        const message = event.message || 'The tracking worker stopped';
        const error = new CarmineError('worker-failed', { message });
        this.frames.end(error);
        this.#die(error);
        resolve(error);
      });
    });
  }

  /** true: the worker's proxy can be called no more. */
  get closed(): boolean {
    return this.#over;
  }

  /** Keeps what is shared for as long as this life lasts. */
  async hold(leasing: Promise<Lease<SharedFiles>>): Promise<void> {
    const lease = await leasing;
    if (this.#over) lease.end();
    else this.#lease = lease;
  }

  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#lease?.end();
    const closed = new CarmineError('closed');
    this.frames.end(closed);
    this.#worker.terminate();
    this.#release();
    this.#die(closed);
  }
}
