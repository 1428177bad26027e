import { createReadStream } from 'node:fs';
import { CarmineError, fromWire } from '@carmine/errors';
import type { Route } from '../server/index.ts';
import { createOutbox, type Parcel } from './outbox.ts';
import type {
  AnalyzeAnswer,
  AnalyzeJob,
  Answer,
  EngineBackend,
  RenderAnswer,
  RenderJob,
  VideoAnswer,
  VideoJob,
} from './protocol.ts';
import { checkEngineOptions, type EngineOptions, type RunningEngine, startEngine } from './running.ts';

/** What a job gives: the answer, and the parcels posted for it by name. */
export interface Done<T> {
  readonly answer: T;
  parcel(name: string): Parcel;
}

type StillWish = Omit<RenderJob, 'url' | 'post'>;
type VideoWish = Omit<VideoJob, 'url' | 'post'>;
type AnalyzeWish = Omit<AnalyzeJob, 'url' | 'post'>;
type Method = 'render' | 'renderVideo' | 'analyze';

/** The packages of the SDK in one browser, started at the first job and kept for the batch.
 *  A job that ends the page (out of memory) fails alone: the next one starts a fresh page. */
export interface Engine {
  render(path: string, wish: StillWish): Promise<Done<RenderAnswer>>;
  renderVideo(path: string, wish: VideoWish): Promise<Done<VideoAnswer>>;
  analyze(path: string, wish?: AnalyzeWish): Promise<Done<AnalyzeAnswer>>;
  /** Idempotent; what runs rejects. */
  close(): Promise<void>;
}

/** WebGPU canvases end the GPU process of a headless software browser: WebGL2 there. */
const possibleBackend = (running: RunningEngine, backend: EngineBackend): EngineBackend => {
  if (running.webgpuCanvas || backend === 'cpu' || backend === 'webgl2') return backend;
  if (backend === 'auto') return 'webgl2';
  throw new CarmineError('gpu-unavailable', {
    message: 'WebGPU cannot draw in a browser without display and GPU.',
    hint: 'Install xvfb (the command then brings its own display), or use --backend webgl2.',
  });
};

/** Sends one job into the page; its exceptions arrive as CarmineErrors. */
const evaluate = async <T>(running: RunningEngine, method: Method, job: object): Promise<T> => {
  const run = running.page.evaluate(
    ([name, j]) => (window.carmineEngine![name] as (job: object) => Promise<Answer<unknown>>)(j),
    [method, job] as const,
  );
  const lost = running.gone.then((message): never => {
    throw new CarmineError('internal', { message, hint: 'Try a smaller picture.' });
  });
  const answer = (await Promise.race([run, lost])) as Answer<T>;
  if ('error' in answer) throw fromWire(answer.error);
  return answer.ok;
};

class EngineHost implements Engine {
  readonly #options: EngineOptions;
  readonly #outbox = createOutbox();
  readonly #files = new Map<string, string>();
  #running: Promise<RunningEngine> | undefined;
  #jobs = 0;

  constructor(options: EngineOptions) {
    checkEngineOptions(options);
    this.#options = options;
  }

  render(path: string, wish: StillWish): Promise<Done<RenderAnswer>> {
    return this.#run(path, 'render', wish);
  }

  renderVideo(path: string, wish: VideoWish): Promise<Done<VideoAnswer>> {
    return this.#run(path, 'renderVideo', wish);
  }

  analyze(path: string, wish: AnalyzeWish = {}): Promise<Done<AnalyzeAnswer>> {
    return this.#run(path, 'analyze', wish);
  }

  async close(): Promise<void> {
    const pending = this.#running;
    // At once, so that a job that comes now starts afresh.
    this.#running = undefined;
    await (await pending?.catch(() => undefined))?.close();
  }

  readonly #inputs: Route = (_request, response, path) => {
    const file = this.#files.get(path);
    if (!file) return false;
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
    return true;
  };

  async #start(): Promise<RunningEngine> {
    this.#running ??= startEngine(this.#options, [this.#outbox.route, this.#inputs]);
    const running = await this.#running.catch((error) => {
      this.#running = undefined;
      throw error;
    });
    void running.gone.then(() => this.close());
    return running;
  }

  async #run<T>(path: string, method: Method, wish: StillWish | VideoWish | AnalyzeWish): Promise<Done<T>> {
    const running = await this.#start();
    const id = ++this.#jobs;
    const [url, post] = [`/in/${id}`, `/out/${id}/`];
    this.#files.set(url, path);
    try {
      const backend =
        'backend' in wish && wish.backend ? { backend: possibleBackend(running, wish.backend) } : {};
      const answer = await evaluate<T>(running, method, { ...wish, ...backend, url, post });
      return { answer, parcel: (name) => this.#outbox.take(post + name) };
    } catch (error) {
      this.#outbox.drop(post);
      throw error;
    } finally {
      this.#files.delete(url);
    }
  }
}

/** Makes an engine; the browser starts with the first job. @throws CarmineError asset-missing, model-invalid */
export const createEngine = (options: EngineOptions): Engine => new EngineHost(options);
