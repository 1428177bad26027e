import type { CarmineEvent } from './ports.ts';
import { reportQuietly } from './store.ts';

type Listener = (event: CarmineEvent) => void;

/** Makes the session's events and hands each, frozen, to every listener once. Nothing is sent anywhere: what leaves
 *  the device is the host's decision. */
export class Events {
  readonly #make: (type: string, data: Record<string, unknown>) => CarmineEvent;
  readonly #listeners = new Set<Listener>();

  constructor(make: (type: string, data: Record<string, unknown>) => CarmineEvent) {
    this.#make = make;
  }

  /** A listener that throws is the host's fault: the others and the session go on. */
  emit(type: string, data: Record<string, unknown>): void {
    const event = this.#make(type, data);
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        reportQuietly(error);
      }
    }
  }

  listen(listener: Listener): () => void {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  close(): void {
    this.#listeners.clear();
  }
}

/** TEMPORARY until the factory of @carmine/crm is there. */
export const makeEventFactory =
  (source = 'urn:carmine:session') =>
  (type: string, data: Record<string, unknown>): CarmineEvent =>
    Object.freeze({
      specversion: '1.0',
      id: crypto.randomUUID(),
      source,
      type: `com.carmine.${type}.v1`,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      dataschema: '',
      data: Object.freeze(data),
    });
