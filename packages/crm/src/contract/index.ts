/** The contract: every type that a page or a host emits, its rules, and the checks that page and collector share. No DOM, no network. */

export type { DataClass } from '../data.ts';
export { type ConsentStamp, type Envelope, EVENTS_SCHEMA_ID } from '../envelope.ts';
export type { EventFactoryOptions } from '../factory.ts';
export {
  BATCH_BYTES,
  BATCH_EVENTS,
  EVENT_HARD_BYTES,
  EVENT_SOFT_BYTES,
  LEAVING_BYTES,
  QUEUE_TTL,
  utf8Bytes,
} from '../limits.ts';
export { findPii, type PiiKind, piiIn } from '../pii.ts';
export {
  AGE_GATES,
  type AgeGate,
  CONSENT_METHODS,
  type ConsentMethod,
  type ConsentState,
  PURPOSES,
  type Purpose,
} from '../purposes.ts';
export { uuidv7 } from '../uuid.ts';
export { type Barred, barred, barredByStamp } from './allowed.ts';
export { createWireFactory, type WireFactory } from './factory.ts';
export { EVENT_RULES, type EventRule } from './rules.ts';
export { WIRE_NAMES, WIRE_SCHEMAS, type WireDataMap, type WireName } from './schemas.ts';
export type { DropReason } from './telemetry.ts';
export { type AnyWireEvent, checkWire, type WireEvent, wireName, wireSchemaOf, wireType } from './wire.ts';
