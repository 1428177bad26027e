import { CarmineError, fromWire } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import * as Comlink from 'comlink';
import { scriptFault } from './assets.ts';
import type { Backend, BackendOptions } from './backend.ts';
import type { TrackRequest } from './engine.ts';
import type { Outcome, TrackReply, WorkerControl } from './protocol.ts';

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
  const frames = new FramePort(port1, worker);
  try {
    const loading = control.load(
      options.engine,
      Comlink.proxy(options.onProgress),
      Comlink.transfer(port2, [port2]),
    );
    unwrap((await orAborted(Promise.race([loading, frames.died]), options.signal)) as Outcome<null>);
  } catch (error) {
    frames.close();
    throw error;
  }
  return {
    inline: false,
    track: (request) => frames.send(request),
    setMode: async (mode) =>
      void unwrap((await Promise.race([control.setMode(mode), frames.died])) as Outcome<null>),
    close: () => frames.close(),
  };
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
  const started = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new CarmineError('worker-failed')), HELLO_TIMEOUT);
    const settle = (then: () => void) => () => {
      clearTimeout(late);
      then();
    };
    worker.addEventListener(
      'error',
      settle(() => reject(new CarmineError('worker-failed'))),
      { once: true },
    );
    control.hello().then(
      settle(resolve),
      settle(() => reject(new CarmineError('worker-failed'))),
    );
  });
  try {
    await orAborted(started, signal);
    return { worker, control };
  } catch (error) {
    worker.terminate();
    if (error instanceof CarmineError && error.code === 'worker-failed')
      throw (await scriptFault(url, SCRIPT)) ?? error;
    throw error;
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

/** Frames out, replies in, one at a time. Owns the worker. */
class FramePort {
  /** Rejects when the worker fails as a whole, or is closed. */
  readonly died: Promise<never>;
  readonly #port: MessagePort;
  readonly #worker: Worker;
  #die: (error: CarmineError) => void = () => {};
  #answer: ((reply: TrackReply) => void) | null = null;

  constructor(port: MessagePort, worker: Worker) {
    this.#port = port;
    this.#worker = worker;
    this.died = new Promise((_, reject) => {
      this.#die = reject;
    });
    this.died.catch(() => {});
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#die(
        new CarmineError('worker-failed', { message: event.message || 'The tracking worker stopped' }),
      );
    });
    port.onmessage = ({ data }: MessageEvent<TrackReply>) => this.#answer?.(data);
  }

  async send(request: TrackRequest): Promise<FaceFrameMessage> {
    const reply = new Promise<TrackReply>((resolve) => {
      this.#answer = resolve;
    });
    try {
      const { frame, spare } = request;
      this.#port.postMessage(request, spare ? [frame, spare.buffer] : [frame]);
    } catch (cause) {
      request.frame.close();
      throw new CarmineError('invalid-argument', {
        message: 'track: the frame is closed or no frame',
        cause,
      });
    }
    return unwrap(await Promise.race([reply, this.died]));
  }

  close(): void {
    this.#port.close();
    this.#worker.terminate();
    this.#die(new CarmineError('closed'));
  }
}
