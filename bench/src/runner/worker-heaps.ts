import type { CDPSession } from 'playwright-core';

/** ms a worker may take to answer: one that is busy drawing in software takes a while. */
const PATIENCE = 10_000;

interface Usage {
  /** Bytes of JavaScript's own objects, and of the buffers they hold. */
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

interface Answer {
  readonly id?: number;
  readonly result?: Partial<Usage>;
}

/** The workers of one page, asked by the page's own CDP session: a collection on the page leaves their garbage where it is. */
export class WorkerHeaps {
  readonly #session: CDPSession;
  readonly #workers = new Set<string>();
  readonly #waiting = new Map<number, (answer: Partial<Usage> | null) => void>();
  #calls = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#workers.add(sessionId);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => void this.#workers.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message) as Answer;
      if (id !== undefined) this.#waiting.get(id)?.(result ?? null);
    });
  }

  /** null: this browser does not let its workers be asked. */
  static async of(session: CDPSession): Promise<WorkerHeaps | null> {
    const heaps = new WorkerHeaps(session);
    // Messages that are passed on (not `flatten`): playwright gives no session of a worker.
    const wish = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
    return session.send('Target.setAutoAttach', wish).then(
      () => heaps,
      () => null,
    );
  }

  /** Collects the garbage of all workers, then tells what they hold together, bytes; null: one of them did not answer. */
  async look(): Promise<number | null> {
    const held = await Promise.all([...this.#workers].map((worker) => this.#lookAt(worker)));
    return held.reduce<number | null>(
      (sum, bytes) => (sum === null || bytes === null ? null : sum + bytes),
      0,
    );
  }

  async #lookAt(worker: string): Promise<number | null> {
    await this.#ask(worker, 'HeapProfiler.collectGarbage');
    const usage = await this.#ask(worker, 'Runtime.getHeapUsage');
    // Ended meanwhile: it holds nothing.
    if (!this.#workers.has(worker)) return 0;
    return usage?.usedSize === undefined ? null : usage.usedSize + (usage.backingStorageSize ?? 0);
  }

  #ask(sessionId: string, method: string): Promise<Partial<Usage> | null> {
    const id = ++this.#calls;
    return new Promise<Partial<Usage> | null>((resolve) => {
      const late = setTimeout(() => resolve(null), PATIENCE);
      this.#waiting.set(id, (answer) => {
        clearTimeout(late);
        resolve(answer);
      });
      const message = JSON.stringify({ id, method });
      this.#session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => {
        clearTimeout(late);
        resolve(null);
      });
    }).finally(() => this.#waiting.delete(id));
  }
}
