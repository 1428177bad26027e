import type { DropReason } from '../../contract/telemetry.ts';
import { BATCH_WAIT, LEAVING_BYTES, QUEUE_TTL } from '../../limits.ts';
import { uuidv7 } from '../../uuid.ts';
import type { Platform } from '../platform.ts';
import { backoff } from './backoff.ts';
import type { Batch, Carrier, Delivery } from './carrier.ts';
import { within } from './room.ts';
import { addDrops, countOf, type Drops, type OutboxStore, type Row } from './row.ts';

/** Rows read ahead: as many of the smallest (some 350 bytes) as one request of a page that is left can hold. */
const AHEAD = 160;

export type CourierPhase = 'idle' | 'sending' | 'waiting' | 'blocked' | 'gone';

export interface CourierOptions {
  readonly store: OutboxStore;
  readonly carrier: Carrier;
  readonly platform: Platform;
  /** Whether a row may be sent under the consent of this moment. */
  readonly allowed: (row: Row) => boolean;
  /** A batch was read by the collector. */
  readonly onRead?: () => void;
  readonly onChange?: () => void;
}

/**
 * Carries one store's rows: batches, one at a time, until nothing waits. Delivers at least once; what the collector read is removed only
 * after it said so. One row's trouble never holds up the others.
 */
export class Courier {
  phase: CourierPhase = 'idle';
  readonly #o: CourierOptions;
  /** Rows the collector wants later: when each may go again, and how often it was tried. */
  readonly #later = new Map<string, { at: number; tries: number }>();
  /** What would go next, for the moment the page is left. */
  #ahead: readonly Row[] = [];
  #flying: { readonly rows: readonly Row[]; readonly abort: AbortController } | null = null;
  #last: { readonly body: string; readonly key: string } = { body: '', key: '' };
  #failures = 0;
  #notBefore = 0;
  #flushing = false;
  /** Halved when a batch is refused as a whole, doubled when one is read. */
  #most: number;
  #forget: () => void = () => {};
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(options: CourierOptions) {
    this.#o = options;
    this.#most = options.carrier.capabilities.maxEvents;
  }

  /** Something changed: rows came, consent changed. Sends what is due. */
  wake(): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Sends everything now, company or not; a wait that the server asked for still holds. */
  flush(): Promise<void> {
    this.#flushing = true;
    return this.wake();
  }

  /** The network is back, or the host has a new key: tries at once. */
  resume(): Promise<void> {
    if (this.phase === 'gone') return Promise.resolve();
    this.phase = 'idle';
    this.#notBefore = 0;
    return this.flush();
  }

  /** The page is hidden or left: what is known here goes now, in one request that outlives the page. Gives its bytes. */
  leave(unsaved: readonly Row[], budget = LEAVING_BYTES): number {
    if (this.#stopped || this.phase === 'blocked' || this.phase === 'gone') return 0;
    const known = new Map([...(this.#flying?.rows ?? []), ...this.#ahead, ...unsaved].map((r) => [r.id, r]));
    const rows = within(
      [...known.values()].filter((row) => this.#o.allowed(row)),
      { events: 1000, bytes: budget },
    );
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    if (rows.length === 0 || bytes > budget) return 0;
    const signal = new AbortController().signal;
    // The page may live on: then what was read is removed as ever.
    void this.#o.carrier
      .send(this.#pack(rows), { signal, leaving: true })
      .then((delivery) =>
        delivery.kind === 'read' && !this.#stopped ? this.#read(rows, delivery) : undefined,
      )
      .catch(() => undefined);
    return bytes;
  }

  /** A consent was taken back: what is under way without it is called off. */
  recall(): void {
    if (this.#flying?.rows.some((row) => !this.#o.allowed(row))) this.#flying.abort.abort();
    this.#ahead = this.#ahead.filter((row) => this.#o.allowed(row));
  }

  stop(): void {
    this.#stopped = true;
    this.#forget();
    this.#flying?.abort.abort();
  }

  async #run(): Promise<void> {
    // #running must be set before the first look.
    await null;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        while (await this.#step());
      } catch {
        // The store gave way under us (a database that was closed or is full): as a fault on the way.
        this.#fail();
      }
    }
    // In the same turn as the last look at #again: a wake in between would be lost.
    this.#running = null;
    this.#o.onChange?.();
  }

  /** One batch; false when there is nothing to do now. */
  async #step(): Promise<boolean> {
    const { store, platform, carrier } = this.#o;
    this.#forget();
    if (this.#stopped || this.phase === 'blocked' || this.phase === 'gone') return false;
    const now = platform.now();
    const waiting = await this.#fresh(now);
    const bounds = { events: this.#most, bytes: carrier.capabilities.maxBytes };
    const skip = new Set([...this.#later].filter(([, { at }]) => at > now).map(([id]) => id));
    this.#ahead = await store.head({ events: AHEAD, bytes: LEAVING_BYTES }, skip);
    const rows = within(this.#ahead, bounds);
    if (rows.length === 0) {
      this.#flushing = false;
      this.phase = waiting.events > 0 ? 'waiting' : 'idle';
      if (waiting.events === 0) this.#later.clear();
      this.#wakeAt(Math.min(...[...this.#later.values()].map(({ at }) => at).filter((at) => at > now)));
      return false;
    }
    const full = rows.length >= bounds.events || rows.length < this.#ahead.length;
    // A row from the future means that the clock was set back: it has waited long enough.
    const alone = rows[0]!.at > now ? 0 : rows[0]!.at + BATCH_WAIT;
    const due = Math.max(this.#flushing || full ? 0 : alone, this.#notBefore);
    if (due > now) {
      this.phase = 'waiting';
      this.#wakeAt(due);
      return false;
    }
    await this.#send(rows);
    return !this.#stopped;
  }

  /** Removes what is too old or not allowed any more. */
  async #fresh(now: number) {
    const { store, allowed } = this.#o;
    const waiting = await store.waiting();
    if (waiting.events === 0) return waiting;
    const tooOld = (row: Row) => now - row.at > QUEUE_TTL;
    const stale = waiting.oldest !== null && now - waiting.oldest > QUEUE_TTL;
    if (!stale && !this.#ahead.some((row) => !allowed(row))) return waiting;
    const gone = await store.sift((row) => !tooOld(row) && allowed(row));
    await this.#drop('expired', gone.filter(tooOld).length);
    return store.waiting();
  }

  async #send(candidates: readonly Row[]): Promise<void> {
    const rows = candidates.filter((row) => this.#o.allowed(row));
    if (rows.length < candidates.length)
      await this.#o.store.remove(candidates.filter((row) => !rows.includes(row)).map((row) => row.id));
    if (rows.length === 0) return;
    const abort = new AbortController();
    this.#flying = { rows, abort };
    this.phase = 'sending';
    this.#o.onChange?.();
    const delivery = await this.#o.carrier.send(this.#pack(rows), { signal: abort.signal, leaving: false });
    this.#flying = null;
    if (this.#stopped) return;
    // Called off because a consent was taken back: no fault of the network; the rest goes again without it.
    if (abort.signal.aborted && delivery.kind === 'failed') return;
    await this.#take(rows, delivery);
  }

  async #take(rows: readonly Row[], delivery: Delivery): Promise<void> {
    switch (delivery.kind) {
      case 'read':
        this.#failures = 0;
        this.#notBefore = 0;
        this.#most = Math.min(this.#o.carrier.capabilities.maxEvents, this.#most * 2);
        await this.#read(rows, delivery);
        this.#o.onRead?.();
        return;
      case 'failed':
        this.#fail(delivery.after);
        return;
      case 'refused':
        if (rows.length > 1) this.#most = Math.ceil(rows.length / 2);
        else await this.#giveUp(rows, delivery.reason);
        return;
      case 'blocked':
        this.phase = 'blocked';
        return;
      case 'gone':
        this.phase = 'gone';
        await this.#drop('gone', (await this.#o.store.sift(() => false)).length);
    }
  }

  async #read(rows: readonly Row[], { results }: Extract<Delivery, { kind: 'read' }>): Promise<void> {
    const ended: Row[] = [];
    const rejected: Row[] = [];
    for (const row of rows) {
      const result = results.get(row.id);
      if (!result || (result.status === 'rejected' && result.retryable)) this.#postpone(row);
      else if (result.status === 'rejected') rejected.push(row);
      else ended.push(row);
    }
    // The count first: a crash between the two counts a loss twice rather than never.
    await this.#drop('rejected', rejected.length);
    await this.#remove([...ended, ...rejected]);
  }

  async #giveUp(rows: readonly Row[], reason: DropReason): Promise<void> {
    await this.#drop(reason, rows.length);
    await this.#remove(rows);
  }

  async #remove(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    for (const { id } of rows) this.#later.delete(id);
    await this.#o.store.remove(rows.map(({ id }) => id));
  }

  async #drop(reason: DropReason, n: number): Promise<void> {
    const drops: Drops = addDrops({}, { [reason]: n });
    if (countOf(drops) > 0) await this.#o.store.count(drops);
  }

  #postpone({ id }: Row): void {
    const tries = (this.#later.get(id)?.tries ?? 0) + 1;
    const { now, random } = this.#o.platform;
    this.#later.set(id, { tries, at: now() + Math.max(1, backoff(tries, random)) });
  }

  #fail(after = 0): void {
    this.#failures += 1;
    const { now, random } = this.#o.platform;
    this.#notBefore = now() + Math.max(1, after, backoff(this.#failures, random));
    this.phase = 'waiting';
    this.#wakeAt(this.#notBefore);
  }

  #wakeAt(time: number): void {
    this.#forget();
    if (!Number.isFinite(time) || this.#stopped) return;
    this.#forget = this.#o.platform.after(Math.max(0, time - this.#o.platform.now()), () => void this.wake());
  }

  /** The same rows have the same bytes and so the same key. */
  #pack(rows: readonly Row[]): Batch {
    const body = `[${rows.map((row) => row.body).join(',')}]`;
    if (this.#last.body !== body) this.#last = { body, key: uuidv7(this.#o.platform.now()) };
    return { ids: rows.map(({ id }) => id), body, key: this.#last.key };
  }
}
