import type { WireEvent } from '../../contract/wire.ts';
import type { Sink } from './sink.ts';

/** Calls the host with every event that its customer allowed. */
export const callback = (host: (event: WireEvent) => void): Sink => ({
  name: 'callback',
  purposes: [],
  take: (event) => host(event),
});

/** Sends every event as a DOM event from `target`, for scripts that only listen to the page. */
export const domEvent = (target: EventTarget, name = 'carmine-told'): Sink => ({
  name: 'dom-event',
  purposes: [],
  take: (event) =>
    void target.dispatchEvent(new CustomEvent(name, { detail: event, bubbles: true, composed: true })),
});
