import { firstToGo, within } from './room.ts';
import { addDrops, type Bounds, type Drops, type OutboxStore, type Row } from './row.ts';

/** Rows in this page's memory: before crm_share is granted, and where the device has no room. */
export class MemoryStore implements OutboxStore {
  readonly rows = new Map<string, Row>();
  #drops: Drops = {};

  async add(rows: readonly Row[], bounds: Bounds): Promise<void> {
    for (const row of rows) if (!this.rows.has(row.id)) this.rows.set(row.id, row);
    const all = [...this.rows.values()];
    const gone = firstToGo(all, { events: all.length, bytes: this.#bytes() }, bounds);
    for (const row of gone) this.rows.delete(row.id);
    if (gone.length > 0) await this.count({ full: gone.length });
  }

  async head(bounds: Bounds, skip: ReadonlySet<string>): Promise<Row[]> {
    return within(
      [...this.rows.values()].filter((row) => !skip.has(row.id)),
      bounds,
    );
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.rows.delete(id);
  }

  async sift(keep: (row: Row) => boolean): Promise<Row[]> {
    const gone = [...this.rows.values()].filter((row) => !keep(row));
    for (const row of gone) this.rows.delete(row.id);
    return gone;
  }

  async waiting() {
    const [first] = this.rows.values();
    return { events: this.rows.size, bytes: this.#bytes(), oldest: first?.at ?? null };
  }

  async count(drops: Drops): Promise<void> {
    this.#drops = addDrops(this.#drops, drops);
  }

  async takeDrops(): Promise<Drops> {
    const drops = this.#drops;
    this.#drops = {};
    return drops;
  }

  close(): void {
    this.rows.clear();
  }

  #bytes(): number {
    let bytes = 0;
    for (const row of this.rows.values()) bytes += row.bytes;
    return bytes;
  }
}
