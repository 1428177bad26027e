import { barredByStamp } from '../contract/allowed.ts';
import { checkWire, type WireEvent } from '../contract/wire.ts';

/** What the wire contract asks of a server, in memory: for tests of the client. */
export class FakeCollector {
  /** By source and id, in the order stored. */
  readonly stored = new Map<string, WireEvent>();
  duplicates = 0;
  readonly keys = new Map<string, string>();
  /** Everything that was wrong with what came. */
  readonly faults: string[] = [];
  /** Said of an event instead of storing it; null stores it. */
  judge: (event: WireEvent) => { code: string; retryable: boolean } | null = () => null;

  get names(): string[] {
    return [...this.stored.values()].map((event) => event.type.slice('com.carmine.'.length, -'.v1'.length));
  }

  answer(init: RequestInit): Response {
    const headers = init.headers as Record<string, string>;
    const body = String(init.body);
    this.#checkRequest(headers, body);
    const results = (JSON.parse(body) as WireEvent[]).map((event) => ({
      id: event.id,
      ...this.#take(event),
    }));
    return Response.json({ receivedAt: new Date(0).toISOString(), results });
  }

  #checkRequest(headers: Record<string, string>, body: string): void {
    if (headers['content-type'] !== 'application/cloudevents-batch+json') this.faults.push('content type');
    if (!headers['carmine-sent-at']) this.faults.push('no sent-at');
    const key = headers['idempotency-key'] ?? '';
    if (!key || (this.keys.has(key) && this.keys.get(key) !== body))
      this.faults.push(`key ${key} for another body`);
    this.keys.set(key, body);
    if (new TextEncoder().encode(body).length > 56 * 1024) this.faults.push('body over 56 KiB');
  }

  #take(event: WireEvent) {
    const checked = checkWire(event);
    if (!checked.ok) {
      this.faults.push(checked.issue);
      return { status: 'rejected', code: 'schema-invalid', retryable: false };
    }
    const bar = barredByStamp(checked.name, event);
    if (bar) this.faults.push(`${checked.name}: ${bar}`);
    const judged = this.judge(event);
    if (judged) return { status: 'rejected', ...judged };
    const id = `${event.source} ${event.id}`;
    const known = this.stored.get(id);
    if (known) {
      if (JSON.stringify(known) !== JSON.stringify(event)) this.faults.push(`${event.id}: other content`);
      this.duplicates += 1;
      return { status: 'duplicate' };
    }
    this.stored.set(id, event);
    return { status: 'accepted' };
  }
}
