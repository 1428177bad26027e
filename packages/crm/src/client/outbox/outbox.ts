import { LEAVING_BYTES, QUEUE_BYTES, QUEUE_EVENTS } from '../../limits.ts';
import type { Platform } from '../platform.ts';
import type { Carrier } from './carrier.ts';
import { Courier, type CourierPhase } from './courier.ts';
import { DeviceStore } from './device-store.ts';
import { Leader } from './leader.ts';
import { MemoryStore } from './memory-store.ts';
import { addDrops, type Bounds, type Drops, type Row } from './row.ts';

export interface OutboxOptions {
  /** Of database, lock and line to the other tabs: one for each carrier of an origin. */
  readonly name: string;
  readonly carrier: Carrier;
  readonly platform: Platform;
  /** Whether rows may be kept on the device (crm_share). */
  readonly durable: () => boolean;
  /** Whether a row may be sent under the consent of this moment. */
  readonly allowed: (row: Row) => boolean;
  readonly onRead: () => void;
  readonly onChange: () => void;
}

export interface OutboxState {
  readonly phase: CourierPhase;
  /** full: the device has no room or gives none; rows wait in this page's memory. */
  readonly storage: 'memory' | 'device' | 'full';
  /** This tab sends for all tabs of the origin. */
  readonly leader: boolean;
}

const BOUNDS: Bounds = { events: QUEUE_EVENTS, bytes: QUEUE_BYTES };

/** Rows from the moment they are taken in until the collector has them: in memory at first, on the device where that is allowed, sent from
 *  there by one tab of the origin. */
export class Outbox {
  readonly #o: OutboxOptions;
  readonly #memory = new MemoryStore();
  readonly #device: DeviceStore;
  readonly #own: Courier;
  readonly #leader: Leader;
  readonly #line: { post(message: unknown): void; close(): void };
  readonly #deafen: () => void;
  /** Taken in, not in a store yet. */
  readonly #unsaved = new Map<string, Row>();
  /** Of the device's rows; only in the tab that leads. */
  #lead: Courier | null = null;
  #writing: Promise<void> | null = null;
  #changing: Promise<void> = Promise.resolve();
  #full = false;
  #wasDurable = false;
  #closed = false;

  constructor(options: OutboxOptions) {
    this.#o = options;
    this.#device = new DeviceStore(options.name);
    this.#own = this.#courier(this.#memory);
    this.#leader = new Leader(options.name, options.platform.locks, {
      began: () => this.#begin(),
      ended: () => this.#end(),
    });
    this.#line = options.platform.channel(options.name, (message) => this.#heard(message));
    this.#deafen = options.platform.watchPage({
      away: () => this.leave(),
      online: () => void this.resume(),
    });
    void this.consentChanged();
  }

  get state(): OutboxState {
    const { phase } = this.#lead ?? this.#own;
    const stored = this.#wasDurable ? 'device' : 'memory';
    return { phase, storage: this.#full ? 'full' : stored, leader: this.#lead !== null };
  }

  /** Takes a row in; `settled` says when it is in its store. */
  put(row: Row): void {
    if (this.#closed) return;
    this.#unsaved.set(row.id, row);
    this.#write();
  }

  /** Everything taken in so far lies in its store: on the device it outlives a crash from here on. */
  async settled(): Promise<void> {
    await this.#changing;
    while (this.#writing) await this.#writing;
  }

  /** Moves, keeps or removes what waits, as the consent of this moment wants it. One change after the other. */
  consentChanged(): Promise<void> {
    this.#own.recall();
    this.#lead?.recall();
    this.#changing = this.#changing.then(() => this.#settle()).catch(() => undefined);
    return this.#changing;
  }

  async flush(): Promise<void> {
    await this.settled();
    if (!this.#lead) this.#line.post('flush');
    await Promise.all([this.#own.flush(), this.#lead?.flush()]);
  }

  async resume(): Promise<void> {
    // What was told a moment ago goes along.
    await this.settled();
    if (!this.#lead) this.#line.post('flush');
    await Promise.all([this.#own.resume(), this.#lead?.resume()]);
  }

  leave(): void {
    const used = this.#own.leave([...this.#unsaved.values()]);
    this.#lead?.leave([], LEAVING_BYTES - used);
  }

  async waiting(): Promise<Bounds> {
    const [a, b] = [await this.#memory.waiting(), this.#wasDurable ? await this.#onDevice() : null];
    return { events: a.events + (b?.events ?? 0), bytes: a.bytes + (b?.bytes ?? 0) };
  }

  /** null where the browser gives no database: then all rows wait in memory. */
  #onDevice(): Promise<Bounds | null> {
    return this.#device.waiting().catch(() => null);
  }

  /** Counts of what was given up since the last call. */
  async takeDrops(): Promise<Drops> {
    const drops = await this.#memory.takeDrops();
    return this.#lead ? addDrops(drops, await this.#device.takeDrops()) : drops;
  }

  close(): void {
    if (this.#closed) return;
    this.leave();
    this.#closed = true;
    this.#deafen();
    this.#line.close();
    this.#leader.close();
    this.#end();
    this.#own.stop();
    void this.settled().then(() => this.#device.close());
  }

  #courier(store: MemoryStore | DeviceStore): Courier {
    const { carrier, platform, allowed, onRead, onChange } = this.#o;
    return new Courier({ store, carrier, platform, allowed, onRead, onChange });
  }

  #begin(): void {
    this.#lead = this.#courier(this.#device);
    void this.#lead.wake();
    this.#o.onChange();
  }

  #end(): void {
    this.#lead?.stop();
    this.#lead = null;
    this.#o.onChange();
  }

  #heard(message: unknown): void {
    if (message === 'added') void this.#lead?.wake();
    if (message === 'flush') void this.#lead?.flush();
  }

  /** One write at a time; what comes meanwhile goes together in the next. */
  #write(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
      if (this.#unsaved.size > 0) this.#write();
    });
  }

  async #writeAll(): Promise<void> {
    await this.#changing;
    const rows = [...this.#unsaved.values()].filter((row) => this.#o.allowed(row));
    const durable = this.#wasDurable && this.#o.durable();
    const kept = durable && (await this.#keep(rows));
    if (!kept) await this.#memory.add(rows, BOUNDS);
    for (const id of [...this.#unsaved.keys()])
      if (rows.some((row) => row.id === id) || !this.#o.allowed(this.#unsaved.get(id)!))
        this.#unsaved.delete(id);
    if (!kept) void this.#own.wake();
    else if (this.#lead) void this.#lead.wake();
    else this.#line.post('added');
  }

  /** On the device; false when it has no room or gives none. */
  async #keep(rows: readonly Row[]): Promise<boolean> {
    const before = this.#full;
    try {
      await this.#device.add(rows, BOUNDS);
      this.#full = false;
    } catch {
      this.#full = true;
    }
    if (before !== this.#full) this.#o.onChange();
    return !this.#full;
  }

  async #settle(): Promise<void> {
    const durable = this.#o.durable();
    const was = this.#wasDurable;
    await this.#memory.sift(this.#o.allowed);
    if (durable && !was) await this.#toDevice();
    else if (!durable && was) await this.#toMemory();
    else if (durable) await this.#device.sift(this.#o.allowed);
    void this.#own.wake();
    void this.#lead?.wake();
  }

  async #toDevice(): Promise<void> {
    this.#wasDurable = true;
    const rows = [...this.#memory.rows.values()];
    // Kept there before they leave here: a crash between the two sends some twice, and loses none.
    if (rows.length === 0 || (await this.#keep(rows))) await this.#memory.remove(rows.map((row) => row.id));
    this.#leader.stand();
  }

  /** What may still be sent goes from this page's memory; nothing stays on the device. Of several tabs one gets each row. */
  async #toMemory(): Promise<void> {
    this.#wasDurable = false;
    this.#full = false;
    this.#leader.close();
    this.#end();
    const { rows, drops } = await this.#device.empty();
    await this.#memory.add(rows.filter(this.#o.allowed), BOUNDS);
    await this.#memory.count(drops);
  }
}
