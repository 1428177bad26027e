export {
  DATA_CLASS,
  type DataClass,
  EVENT_NAMES,
  type EventDataMap,
  type EventName,
} from './data.ts';
export {
  type AnyCarmineEvent,
  type CarmineEvent,
  type ConsentStamp,
  EVENTS_SCHEMA_ID,
  type EventType,
  eventName,
  eventType,
} from './envelope.ts';
export { createEventFactory, type EventFactory, type EventFactoryOptions } from './factory.ts';
export { lookComparedData, lookSavedData, lookSharedData, type ToldLook } from './look-payloads.ts';
export {
  type AppliedShade,
  type MatchLike,
  type ReportLike,
  sdkErrorData,
  shadeAppliedData,
  shadeMatchedData,
  skinScoredData,
} from './payloads.ts';
export { redact } from './redact.ts';
export { uuidv7 } from './uuid.ts';
