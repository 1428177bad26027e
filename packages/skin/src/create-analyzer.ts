import { CarmineError } from '@carmine/errors';
import { type FaceFrameMessage, toMessage } from '@carmine/face';
import * as Comlink from 'comlink';
import { folderUrl } from './assets.ts';
import { SkinEngine } from './engine.ts';
import type {
  AnalyzeInput,
  LoadProgress,
  MappedReport,
  SkinAnalyzer,
  SkinAnalyzerOptions,
} from './options.ts';
import { readCardPixels } from './pixels/read-bitmap.ts';
import { type SkinWorker, unwrap, type Wishes } from './protocol.ts';
import { readCard } from './reference/read-card.ts';
import type { SkinReference } from './reference/types.ts';
import { checkPriors, type ReadReference } from './reference/use.ts';
import type { SkinReport } from './types.ts';

/** Where analyses run. */
interface Backend {
  analyze(image: ImageBitmap, frame: FaceFrameMessage, wishes: Wishes): Promise<SkinReport>;
  analyzeMapped(image: ImageBitmap, frame: FaceFrameMessage, wishes: Wishes): Promise<MappedReport>;
  /** Rejects when the backend has failed as a whole; never resolves. */
  readonly died: Promise<never>;
  close(): void;
}

const SCRIPT = 'workers/skin.js';
/** A worker whose script neither runs nor fails is given up after this, ms. */
const HELLO_TIMEOUT = 20_000;

/**
 * Loads the analyser. Rejects `asset-missing`, `asset-corrupt`, `worker-failed`, `aborted`, `invalid-argument`.
 * Close it after use: the worker and its memory end with it.
 */
export const createSkinAnalyzer = async (options: SkinAnalyzerOptions): Promise<SkinAnalyzer> => {
  const base = folderUrl(options.assetBase, globalThis.location?.href);
  throwIfAborted(options.signal);
  const inline =
    options.worker === 'inline' || (options.worker !== 'worker' && typeof Worker === 'undefined');
  const backend = inline ? await inlineBackend(base, options) : await workerBackend(base, options);
  return new Analyzer(backend);
};

const throwIfAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw new CarmineError('aborted', { cause: signal.reason });
};

/** Rejects `aborted` as soon as the signal fires; the work itself is left to end. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return work;
  let stop = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new CarmineError('aborted', { cause: signal.reason }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, stopped]).finally(() => signal.removeEventListener('abort', stop));
};

const inlineBackend = async (
  base: URL,
  { maps = false, onProgress, signal }: SkinAnalyzerOptions,
): Promise<Backend> => {
  const engine = await SkinEngine.load(base, {
    maps,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  return {
    analyze: (image, frame, wishes) => engine.analyze(image, frame, wishes),
    analyzeMapped: (image, frame, wishes) => engine.analyzeMapped(image, frame, wishes),
    died: new Promise<never>(() => {}),
    close: () => engine.close(),
  };
};

const workerBackend = async (
  base: URL,
  { maps = false, onProgress, signal }: SkinAnalyzerOptions,
): Promise<Backend> => {
  const worker = startWorker(new URL(SCRIPT, base));
  const died = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(
        new CarmineError('worker-failed', { message: `${SCRIPT}: ${event.message || 'could not be run'}` }),
      );
    });
  });
  died.catch(() => {});
  const calls = Comlink.wrap<SkinWorker>(worker);
  // Comlink keeps a worker as long as its proxy, and the worker's listeners keep the proxy: a ring that no collection breaks.
  const end = (): void => {
    worker.terminate();
    calls[Comlink.releaseProxy]();
  };
  try {
    await orAborted(Promise.race([withTimeout(calls.hello()), died]), signal);
    const progress = Comlink.proxy((p: LoadProgress) => onProgress?.(p));
    unwrap(await orAborted(Promise.race([calls.load(base.href, maps, progress), died]), signal));
  } catch (error) {
    end();
    throw error instanceof CarmineError && error.code === 'worker-failed' ? await blame(base, error) : error;
  }
  return {
    analyze: async (image, frame, wishes) =>
      unwrap(await calls.analyze(Comlink.transfer(image, [image]), frame, wishes)),
    analyzeMapped: async (image, frame, wishes) =>
      unwrap(await calls.analyzeMapped(Comlink.transfer(image, [image]), frame, wishes)),
    died,
    close: end,
  };
};

const startWorker = (url: URL): Worker => {
  try {
    return new Worker(url, { type: 'module', name: 'carmine-skin' });
  } catch (cause) {
    throw new CarmineError('worker-failed', { message: `${SCRIPT}: the browser refused to start it`, cause });
  }
};

const withTimeout = (hello: Promise<string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new CarmineError('worker-failed')), HELLO_TIMEOUT);
    hello.then(resolve, reject).finally(() => clearTimeout(late));
  });

/** A worker that would not start is most often a script that is not there: asks the server which it is. */
const blame = async (base: URL, error: CarmineError): Promise<CarmineError> => {
  const url = new URL(SCRIPT, base);
  const details = { file: SCRIPT, url: url.href };
  const response = await fetch(url, { credentials: 'same-origin' }).catch(() => null);
  await response?.body?.cancel();
  if (!response?.ok)
    return new CarmineError('asset-missing', {
      message: `${SCRIPT}: ${response ? `the server answered ${response.status}` : 'could not be fetched'}`,
      details,
    });
  const type = response.headers.get('content-type') ?? '';
  if (/javascript|ecmascript/i.test(type)) return error;
  return new CarmineError('asset-corrupt', { message: `${SCRIPT}: the server sent type "${type}"`, details });
};

/** The references with the card read off the picture, which is closed when that fails: the worker sees the face alone. */
const readBitmapReference = (image: ImageBitmap, { card, ...rest }: SkinReference): ReadReference => {
  try {
    checkPriors(rest);
    if (!card) return rest;
    const cut = readCardPixels(image, card);
    return { ...rest, patches: readCard(cut.image, cut.card) };
  } catch (error) {
    image.close();
    throw error;
  }
};

/** One analysis after the other; a result nobody waits for any more is dropped. */
class Analyzer implements SkinAnalyzer {
  readonly #backend: Backend;
  readonly #closed = new AbortController();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  analyze(input: AnalyzeInput): Promise<SkinReport> {
    return this.#take(input, (image, frame, wishes) => this.#backend.analyze(image, frame, wishes));
  }

  analyzeMapped(input: AnalyzeInput): Promise<MappedReport> {
    return this.#take(input, (image, frame, wishes) => this.#backend.analyzeMapped(image, frame, wishes));
  }

  async #take<T>(
    { image, frame, signal, strictness, reference = {} }: AnalyzeInput,
    judge: (image: ImageBitmap, frame: FaceFrameMessage, wishes: Wishes) => Promise<T>,
  ): Promise<T> {
    const closed = new Promise<never>((_, reject) => {
      const stop = (): void => reject(new CarmineError('closed'));
      if (this.#closed.signal.aborted) stop();
      else this.#closed.signal.addEventListener('abort', stop, { once: true });
    });
    const turn = this.#queue.then(() => {
      if (this.#closed.signal.aborted || signal?.aborted) {
        image.close();
        throw new CarmineError(signal?.aborted ? 'aborted' : 'closed');
      }
      const known = readBitmapReference(image, reference);
      return judge(image, toMessage(frame), { ...(strictness && { strictness }), reference: known });
    });
    this.#queue = turn.catch(() => {});
    return orAborted(Promise.race([turn, closed, this.#backend.died]), signal);
  }

  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#backend.close();
  }
}
