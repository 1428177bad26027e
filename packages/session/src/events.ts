import type { CarmineEvent, EventDataMap, EventFactory, EventName } from '@carmine/crm';
import { reportQuietly } from './store.ts';

type Listener = (event: CarmineEvent) => void;

/** Makes the session's events and hands each, frozen, to every listener once. Nothing is sent anywhere: what leaves
 *  the device is the host's decision. */
export class Events {
  readonly #make: EventFactory;
  readonly #listeners = new Set<Listener>();

  constructor(make: EventFactory) {
    this.#make = make;
  }

  /** Neither an event that cannot be made nor a listener that throws stops the session: the one is our fault, the
   *  other the host's, and both are reported to the page. */
  emit<K extends EventName>(name: K, data: EventDataMap[K], options?: { subject?: string }): void {
    let event: CarmineEvent;
    try {
      event = this.#make(name, data, options) as CarmineEvent;
    } catch (error) {
      reportQuietly(error);
      return;
    }
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
