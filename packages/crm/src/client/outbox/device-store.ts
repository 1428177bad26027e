import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { firstToGo, within } from './room.ts';
import { addDrops, type Bounds, type Drops, type OutboxStore, type Row, type Waiting } from './row.ts';

const VERSION = 1;

interface Meta {
  readonly bytes: number;
  readonly drops: Drops;
}
const EMPTY: Meta = { bytes: 0, drops: {} };

interface Schema extends DBSchema {
  rows: { key: number; value: Row; indexes: { id: string } };
  meta: { key: 'meta'; value: Meta };
}

/** Rows in IndexedDB, shared by the tabs of an origin: in the order taken in, each id once. The sum of bytes and the counts of what was given
 *  up lie beside them and change in the same transaction. Rejects as IndexedDB does, QuotaExceededError on a full disk among it. */
export class DeviceStore implements OutboxStore {
  readonly #name: string;
  #opening: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  async add(rows: readonly Row[], bounds: Bounds): Promise<void> {
    const tx = (await this.#open()).transaction(['rows', 'meta'], 'readwrite');
    // `done` rejects too when a request fails; the request's own rejection is the one that is told.
    tx.done.catch(() => undefined);
    const store = tx.objectStore('rows');
    const meta = (await tx.objectStore('meta').get('meta')) ?? EMPTY;
    let bytes = meta.bytes;
    for (const row of rows) {
      if ((await store.index('id').getKey(row.id)) !== undefined) continue;
      await store.add(row);
      bytes += row.bytes;
    }
    const events = await store.count();
    const held = { events, bytes };
    const full = events > bounds.events || bytes > bounds.bytes;
    const gone = full ? firstToGo(await store.getAll(), held, bounds) : [];
    for (const row of gone) {
      await store.delete((await store.index('id').getKey(row.id))!);
      bytes -= row.bytes;
    }
    const drops = gone.length > 0 ? addDrops(meta.drops, { full: gone.length }) : meta.drops;
    await tx.objectStore('meta').put({ bytes, drops }, 'meta');
    await tx.done;
  }

  async head(bounds: Bounds, skip: ReadonlySet<string>): Promise<Row[]> {
    // One more than is skipped can be needed, so that skipped rows in front never hide the rest.
    const first = await (await this.#open()).getAll('rows', null, bounds.events + skip.size);
    return within(
      first.filter((row) => !skip.has(row.id)),
      bounds,
    );
  }

  async remove(ids: readonly string[]): Promise<void> {
    const tx = (await this.#open()).transaction(['rows', 'meta'], 'readwrite');
    tx.done.catch(() => undefined);
    const store = tx.objectStore('rows');
    const meta = (await tx.objectStore('meta').get('meta')) ?? EMPTY;
    let bytes = meta.bytes;
    for (const id of ids) {
      const key = await store.index('id').getKey(id);
      if (key === undefined) continue;
      bytes -= (await store.get(key))!.bytes;
      await store.delete(key);
    }
    await tx.objectStore('meta').put({ ...meta, bytes }, 'meta');
    await tx.done;
  }

  async sift(keep: (row: Row) => boolean): Promise<Row[]> {
    const tx = (await this.#open()).transaction(['rows', 'meta'], 'readwrite');
    tx.done.catch(() => undefined);
    const meta = (await tx.objectStore('meta').get('meta')) ?? EMPTY;
    const removed: Row[] = [];
    let cursor = await tx.objectStore('rows').openCursor();
    while (cursor) {
      if (!keep(cursor.value)) {
        removed.push(cursor.value);
        await cursor.delete();
      }
      cursor = await cursor.continue();
    }
    const bytes = meta.bytes - removed.reduce((sum, row) => sum + row.bytes, 0);
    if (removed.length > 0) await tx.objectStore('meta').put({ ...meta, bytes }, 'meta');
    await tx.done;
    return removed;
  }

  async waiting(): Promise<Waiting> {
    const tx = (await this.#open()).transaction(['rows', 'meta']);
    const [events, meta, cursor] = await Promise.all([
      tx.objectStore('rows').count(),
      tx.objectStore('meta').get('meta'),
      tx.objectStore('rows').openCursor(),
    ]);
    return { events, bytes: meta?.bytes ?? 0, oldest: cursor?.value.at ?? null };
  }

  async count(drops: Drops): Promise<void> {
    const tx = (await this.#open()).transaction('meta', 'readwrite');
    tx.done.catch(() => undefined);
    const meta = (await tx.store.get('meta')) ?? EMPTY;
    await tx.store.put({ ...meta, drops: addDrops(meta.drops, drops) }, 'meta');
    await tx.done;
  }

  async takeDrops(): Promise<Drops> {
    const tx = (await this.#open()).transaction('meta', 'readwrite');
    tx.done.catch(() => undefined);
    const meta = (await tx.store.get('meta')) ?? EMPTY;
    if (Object.keys(meta.drops).length > 0) await tx.store.put({ ...meta, drops: {} }, 'meta');
    await tx.done;
    return meta.drops;
  }

  /** Gives all rows and the counts, and leaves nothing behind but an empty database: deleting that would wait on every other tab. */
  async empty(): Promise<{ rows: Row[]; drops: Drops }> {
    const tx = (await this.#open()).transaction(['rows', 'meta'], 'readwrite');
    tx.done.catch(() => undefined);
    const rows = await tx.objectStore('rows').getAll();
    const drops = (await tx.objectStore('meta').get('meta'))?.drops ?? {};
    await Promise.all([tx.objectStore('rows').clear(), tx.objectStore('meta').clear()]);
    await tx.done;
    return { rows, drops };
  }

  close(): void {
    void this.#opening?.then((db) => db.close()).catch(() => undefined);
    this.#opening = null;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#opening ??= openDB<Schema>(this.#name, VERSION, {
      upgrade: (db) => {
        db.createObjectStore('rows', { autoIncrement: true }).createIndex('id', 'id', { unique: true });
        db.createObjectStore('meta');
      },
      // Another page clears or upgrades: let it, and open anew at the next call.
      blocking: () => this.close(),
      terminated: () => {
        this.#opening = null;
      },
    }).catch((error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }
}
