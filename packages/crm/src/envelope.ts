import * as v from 'valibot';
import { DATA_CLASS, DATA_SCHEMAS, EVENT_NAMES, type EventDataMap, type EventName } from './data.ts';

/** Identifies the published JSON Schema, packages/crm/schema/events.v1.json. */
export const EVENTS_SCHEMA_ID = 'urn:carmine:schema:events:1';

/** Full CloudEvents type of an event: reverse-dns prefix and a version that changes when a reader would break. */
export type EventType<K extends EventName = EventName> = `com.carmine.${K}.v1`;

/** `shade.applied` to `com.carmine.shade.applied.v1`. */
export const eventType = <K extends EventName>(name: K): EventType<K> => `com.carmine.${name}.v1`;

/** The inverse; undefined for a type that is not ours. */
export const eventName = (type: string): EventName | undefined =>
  EVENT_NAMES.find((name) => eventType(name) === type);

/**
 * One event in the CloudEvents 1.0 JSON format. `source` + `id` identify it for good: a receiver drops repeats by them.
 * Extension attributes: `sessionid` (random, one try-on session, no person), `sequence` (position in the session, sortable
 * as text), `dataclassification` (internal, personal, sensitive).
 */
export interface CarmineEvent<K extends EventName = EventName> {
  readonly specversion: '1.0';
  /** UUID version 7, or the host's own. */
  readonly id: string;
  /** Absolute URI of the host's page or app. */
  readonly source: string;
  readonly type: EventType<K>;
  /** The sku an event is about. Never a person. */
  readonly subject?: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly sessionid: string;
  readonly sequence: string;
  readonly dataclassification: (typeof DATA_CLASS)[K];
  readonly data: EventDataMap[K];
}

/** Any event, narrowed by `type`. */
export type AnyCarmineEvent = { [K in EventName]: CarmineEvent<K> }[EventName];

const uri = v.pipe(v.string(), v.maxLength(512), v.regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/));

const envelopeOf = <K extends EventName>(name: K) =>
  v.strictObject({
    specversion: v.literal('1.0'),
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    source: uri,
    type: v.literal(eventType(name)),
    subject: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
    time: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)),
    datacontenttype: v.literal('application/json'),
    dataschema: uri,
    sessionid: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    sequence: v.pipe(v.string(), v.regex(/^\d{10}$/)),
    dataclassification: v.literal(DATA_CLASS[name]),
    data: DATA_SCHEMAS[name],
  });

/** Schema of a whole event of any type. */
export const eventSchema = v.variant('type', [
  envelopeOf('shade.applied'),
  envelopeOf('shade.matched'),
  envelopeOf('skin.scored'),
  envelopeOf('look.saved'),
  envelopeOf('look.shared'),
  envelopeOf('look.compared'),
  envelopeOf('session.started'),
  envelopeOf('session.state'),
  envelopeOf('session.ended'),
  envelopeOf('sdk.error'),
]);
