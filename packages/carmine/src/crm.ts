/** The way to the shop's CRM: consent-checked intake, outbox, collector and sinks, and the contract they keep. Load it beside the mirror when
 *  it is needed; touches no DOM by itself. Consent: `carmine/consent`. */
export * from '@carmine/crm/client';
export {
  checkWire,
  createWireFactory,
  EVENT_RULES,
  type EventRule,
  WIRE_NAMES,
  type WireDataMap,
  type WireEvent,
  type WireFactory,
  type WireName,
  wireName,
} from '@carmine/crm/contract';
