/** The one door to the event contract. */
export {
  type AgeGate,
  type AnyWireEvent,
  barredByStamp,
  EVENT_HARD_BYTES,
  EVENT_RULES,
  type EventRule,
  findPii,
  PURPOSES,
  type Purpose,
  uuidv7,
  WIRE_NAMES,
  type WireDataMap,
  type WireName,
  wireName,
  wireSchemaOf,
  wireType,
} from '@carmine/crm/contract';
