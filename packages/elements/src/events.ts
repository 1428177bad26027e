import type { CarmineEvent, EventName } from '@carmine/crm';
import type { ProductKind } from '@carmine/makeup';
import type { CaptureEvent, TryOnState } from '@carmine/session';

/** A shade was put on or taken off (sku null) by the user or through the `sku` property. */
export interface ShadeChange {
  readonly product: ProductKind;
  readonly sku: string | null;
}

/** One kind of what happens during a guided capture. */
type Captured<K extends CaptureEvent['type']> = CustomEvent<Extract<CaptureEvent, { type: K }>>;

/** `shade.applied` as it stands in the name of a DOM event. */
type Dashed<T extends string> = T extends `${infer Head}.${infer Rest}` ? `${Head}-${Dashed<Rest>}` : T;

/** A DOM event for each type of the contract; the mirror sends those that it makes (docs/guide/events.md, Made by). */
type EnvelopeEvents = { [K in EventName as `carmine-${Dashed<K>}`]: CustomEvent<CarmineEvent<K>> };

/**
 * DOM events of `<carmine-try-on>`; all bubble and cross shadow roots. `carmine-event` carries every CloudEvents envelope;
 * the others the same frozen object under the name of its type.
 */
export interface CarmineEventMap extends EnvelopeEvents {
  'carmine-event': CustomEvent<CarmineEvent>;
  /** The session's state, a few times a second at most; null when the session was closed. */
  'carmine-statechange': CustomEvent<TryOnState | null>;
  /** A guided capture: what happens from its beginning to its end; not sent to the host's CRM. */
  'carmine-capture-started': Captured<'capture-started'>;
  'carmine-capture-guidance': Captured<'capture-guidance'>;
  'carmine-capture-ready': Captured<'capture-ready'>;
  'carmine-capture-taken': Captured<'capture-taken'>;
  'carmine-capture-ended': Captured<'capture-ended'>;
  'carmine-shadechange': CustomEvent<ShadeChange>;
  'carmine-productchange': CustomEvent<{ readonly product: ProductKind }>;
}

export type CarmineEventName = keyof CarmineEventMap;

/** The DOM event of an envelope: `com.carmine.shade.applied.v1` is `carmine-shade-applied`. */
export const domEventName = (type: string): string =>
  `carmine-${type
    .replace(/^com\.carmine\./, '')
    .replace(/\.v\d+$/, '')
    .replaceAll('.', '-')}`;

/** Sends a typed event from the element to the page. */
export const emit = <K extends CarmineEventName>(
  from: EventTarget,
  name: K,
  detail: CarmineEventMap[K]['detail'],
): void => {
  from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
};

/** Sends an envelope twice: under its own name and as `carmine-event`. */
export const emitEnvelope = (from: EventTarget, event: CarmineEvent): void => {
  const init = { detail: event, bubbles: true, composed: true };
  from.dispatchEvent(new CustomEvent(domEventName(event.type), init));
  from.dispatchEvent(new CustomEvent('carmine-event', init));
};

/** Sends what happens during a guided capture under its own name. */
export const emitCapture = (from: EventTarget, event: CaptureEvent): void => {
  from.dispatchEvent(
    new CustomEvent(`carmine-${event.type}`, { detail: event, bubbles: true, composed: true }),
  );
};

declare global {
  interface HTMLElementEventMap extends CarmineEventMap {}
}
