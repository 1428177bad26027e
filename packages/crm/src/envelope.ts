import * as v from 'valibot';
import { type DATA_CLASS, type DataClass, EVENT_NAMES, type EventDataMap, type EventName } from './data.ts';
import { time, uri } from './fields.ts';
import { AGE_GATES, type AgeGate } from './purposes.ts';

/** Identifies the published JSON Schema, packages/crm/schema/events.v1.json. */
export const EVENTS_SCHEMA_ID = 'urn:carmine:schema:events:1';

/** Full CloudEvents type of an event: reverse-dns prefix and a version that changes when a reader would break. */
export type EventType<K extends EventName = EventName> = `com.carmine.${K}.v1`;

/** `shade.applied` to `com.carmine.shade.applied.v1`. */
export const eventType = <K extends EventName>(name: K): EventType<K> => `com.carmine.${name}.v1`;

/** The inverse; undefined for a type that the mirror does not emit. */
export const eventName = (type: string): EventName | undefined =>
  EVENT_NAMES.find((name) => eventType(name) === type);

/** Under what consent an event was made: extension attributes a collector asks for (docs/guide/collector.md). */
export interface ConsentStamp {
  /** Version of the consent snapshot. */
  readonly consentver?: number;
  /** Granted purposes, sorted, one space between; left out when none is. */
  readonly consentpurposes?: string;
  readonly agegate?: AgeGate;
}

/**
 * One event in the CloudEvents 1.0 JSON format. `source` + `id` identify it for good: a receiver drops repeats by them.
 * Extension attributes: `sessionid` (random, one try-on session, no person), `sequence` (position in the session, sortable
 * as text), `dataclassification` (internal, personal, sensitive), and the consent it was made under.
 */
export interface Envelope<Name extends string, Data, Class extends DataClass = DataClass>
  extends ConsentStamp {
  readonly specversion: '1.0';
  /** UUID version 7, or the host's own. */
  readonly id: string;
  /** Absolute URI of the host's page or app. */
  readonly source: string;
  readonly type: `com.carmine.${Name}.v1`;
  /** The sku, look or case an event is about. Never a person. */
  readonly subject?: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly sessionid: string;
  readonly sequence: string;
  readonly dataclassification: Class;
  /** CloudEvents extension: worthless after this time. */
  readonly expirytime?: string;
  /** W3C trace context. */
  readonly traceparent?: string;
  readonly data: Data;
}

/** One event of the mirror. */
export type CarmineEvent<K extends EventName = EventName> = Envelope<
  K,
  EventDataMap[K],
  (typeof DATA_CLASS)[K]
>;

/** Any event of the mirror, narrowed by `type`. */
export type AnyCarmineEvent = { [K in EventName]: CarmineEvent<K> }[EventName];

/** A granted-purposes list: lower-case words, one space between. */
const PURPOSE_LIST = /^[a-z_]+( [a-z_]+)*$/;

/** Schema of one whole event. `session`: made in a page, so that it has a session and a place in it. */
export const envelopeOf = <S extends v.GenericSchema>(
  name: string,
  { dataClass, data, session }: { dataClass: DataClass; data: S; session: boolean },
) => {
  const sessionid = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
  const sequence = v.pipe(v.string(), v.regex(/^\d{10}$/));
  return v.strictObject({
    specversion: v.literal('1.0'),
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    source: uri,
    type: v.literal(`com.carmine.${name}.v1`),
    subject: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
    time,
    datacontenttype: v.literal('application/json'),
    dataschema: uri,
    sessionid: session ? sessionid : v.optional(sessionid),
    sequence: session ? sequence : v.optional(sequence),
    dataclassification: v.literal(dataClass),
    consentver: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647))),
    consentpurposes: v.optional(v.pipe(v.string(), v.maxLength(200), v.regex(PURPOSE_LIST))),
    agegate: v.optional(v.picklist(AGE_GATES)),
    expirytime: v.optional(time),
    traceparent: v.optional(
      v.pipe(v.string(), v.regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)),
    ),
    data,
  });
};
