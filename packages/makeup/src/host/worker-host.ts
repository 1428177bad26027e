import { CarmineError, fromWire } from '@carmine/errors';
import { type FaceFrame, toMessage } from '@carmine/face';
import * as Comlink from 'comlink';
import type { Backend, DrawSource, Look, PixelImage, ProductKind } from '../types.ts';
import { closedError, ignore } from './faults.ts';
import {
  type DrawnMessage,
  type FrameMessage,
  type LinkMessage,
  type Outcome,
  type RenderControl,
  unwrap,
} from './protocol.ts';
import type { RenderHost, RenderHostOptions, View } from './types.ts';

const SCRIPT = 'workers/render.js';
/** A worker that says nothing this long will not, ms. */
const HELLO_TIMEOUT = 15_000;

/** A worker that has not closed after this is ended, ms. Frames that go with it are lost to the camera, which has few: a busy machine gets time. */
const CLOSE_TIMEOUT = 5000;

/** A render worker that answered, and whether it has anything to draw with. */
export interface ReadyWorker {
  readonly worker: Worker;
  readonly control: Comlink.Remote<RenderControl>;
  readonly canDraw: boolean;
}

/** Ends a worker and what comlink keeps of it: a worker is kept as long as its proxy, and the worker's listeners keep the proxy, a ring that no
 *  collection breaks. Once a worker. */
export const endWorker = ({ worker, control }: Pick<ReadyWorker, 'worker' | 'control'>): void => {
  worker.terminate();
  control[Comlink.releaseProxy]();
};

/** Starts the worker and waits for its hello. Rejects `worker-failed`. */
export const startWorker = async (assetBase: string | URL): Promise<ReadyWorker> => {
  const url = new URL(SCRIPT, new URL(assetBase, globalThis.location?.href));
  const failed = (cause?: unknown) =>
    new CarmineError('worker-failed', { message: `${SCRIPT} could not be started.`, cause });
  let worker: Worker;
  try {
    worker = new Worker(url, { type: 'module', name: 'carmine-render' });
  } catch (cause) {
    throw failed(cause);
  }
  const control = Comlink.wrap<RenderControl>(worker);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const able = await new Promise<{ webgpu: boolean; webgl2: boolean }>((resolve, reject) => {
      timer = setTimeout(() => reject(failed()), HELLO_TIMEOUT);
      worker.addEventListener('error', (event) => reject(failed(event.message)), { once: true });
      control.hello().then(resolve, reject);
    });
    return { worker, control, canDraw: able.webgpu || able.webgl2 };
  } catch (error) {
    endWorker({ worker, control });
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

/** Rejects when the worker stops, which a call to it would wait for in vain. */
const stopped = (worker: Worker): Promise<never> =>
  new Promise((_, reject) => {
    worker.addEventListener(
      'error',
      ({ message }) =>
        reject(new CarmineError('worker-failed', { message: message || 'The render worker stopped.' })),
      { once: true },
    );
  });

/** The host's calls, carried to the worker. Owns the worker. */
export class WorkerHost implements RenderHost {
  readonly inline = false;
  readonly backend: Backend;
  readonly device: string;
  readonly #ready: ReadyWorker;
  readonly #died: Promise<never>;
  #die: (error: CarmineError) => void = ignore;
  #closed = false;

  /** Moves the canvas into the worker. Rejects `gpu-unavailable`. */
  static async create(ready: ReadyWorker, options: RenderHostOptions): Promise<WorkerHost> {
    const { onContext, onError, backend = 'auto' } = options;
    const canvas = (options.canvas as HTMLCanvasElement).transferControlToOffscreen();
    const started = await Promise.race([
      ready.control.start(
        Comlink.transfer({ canvas, backend }, [canvas]),
        Comlink.proxy((state) => onContext?.(state)),
        Comlink.proxy((wire) => onError?.(fromWire(wire))),
      ),
      stopped(ready.worker),
    ]);
    const facts = unwrap(started as Outcome<{ backend: Backend; device: string }>);
    ready.worker.addEventListener('message', ({ data }: MessageEvent<Partial<DrawnMessage>>) => {
      if (data.kind === 'drawn') options.onDrawn?.(data.frameId!, data.drawn!);
    });
    return new WorkerHost(ready, facts, onError ?? ignore);
  }

  private constructor(
    ready: ReadyWorker,
    facts: { backend: Backend; device: string },
    onError: (error: CarmineError) => void,
  ) {
    this.#ready = ready;
    this.backend = facts.backend;
    this.device = facts.device;
    this.#died = new Promise((_, reject) => {
      this.#die = reject;
    });
    this.#died.catch(() => {});
    ready.worker.addEventListener('error', (event) => {
      event.preventDefault();
      const error = new CarmineError('worker-failed', {
        message: event.message || 'The render worker stopped.',
      });
      this.#die(error);
      onError(error);
    });
  }

  push(frameId: number, frame: DrawSource): void {
    if (this.#closed) frame.close();
    else this.#send({ kind: 'push', frameId, frame }, [frame]);
  }

  show(frame: FaceFrame | null, frameId: number): void {
    this.#send({ kind: 'show', frameId, seen: frame && toMessage(frame) });
  }

  link(): MessagePort | null {
    if (this.#closed) return null;
    const { port1, port2 } = new MessageChannel();
    this.#ready.worker.postMessage({ kind: 'link', port: port2 } satisfies LinkMessage, [port2]);
    return port1;
  }

  redraw(): void {
    this.#send({ kind: 'redraw' });
  }

  setView(view: View): void {
    this.#send({ kind: 'view', view });
  }

  setLook(look: Look): Promise<void> {
    return this.setLooks([look]);
  }

  async setLooks(looks: readonly Look[]): Promise<void> {
    await this.#ask(() => this.#ready.control.setLooks(looks));
  }

  readPixels(): Promise<PixelImage> {
    return this.#ask(() => this.#ready.control.readPixels());
  }

  readMask(product: ProductKind): Promise<Uint8Array> {
    return this.#ask(() => this.#ready.control.readMask(product));
  }

  async ping(): Promise<void> {
    if (!this.#closed) await this.#ready.control.ping();
  }

  #send(message: FrameMessage, transfer: Transferable[] = []): void {
    if (!this.#closed) this.#ready.worker.postMessage(message, transfer);
  }

  async #ask<T>(call: () => Promise<unknown>): Promise<T> {
    if (this.#closed) throw closedError();
    return unwrap((await Promise.race([call(), this.#died])) as Outcome<T>);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#die(closedError());
    const { control, worker } = this.#ready;
    // The worker closes its frames first (a camera waits for them), then goes, GPU context and all; a stuck one goes anyway.
    const end = () => endWorker({ worker, control });
    const late = setTimeout(end, CLOSE_TIMEOUT);
    control
      .close()
      .catch(() => {})
      .finally(() => {
        clearTimeout(late);
        end();
      });
  }
}
