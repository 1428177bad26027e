import { CarmineError } from '@carmine/errors';
import * as v from 'valibot';
import { DATA_CLASS, DATA_SCHEMAS, type DataClass, type EventDataMap, type EventName } from './data.ts';
import { type CarmineEvent, type ConsentStamp, type Envelope, EVENTS_SCHEMA_ID } from './envelope.ts';
import { frozenJson } from './freeze.ts';
import { uuidv7 } from './uuid.ts';

export interface EventFactoryOptions {
  /** CloudEvents `source`: an absolute URI such as `https://shop.example/product/42` or `urn:shop:mirror:7`. No query with personal data. */
  readonly source: string;
  /** ms since 1970. Default Date.now. */
  readonly now?: () => number;
  /** Unique per source; default UUID version 7. */
  readonly id?: () => string;
  /** One try-on session. Default: a new UUID. Not a person, not a device. */
  readonly sessionId?: string;
  /** Where the host publishes events.v1.json. Default the schema's urn. */
  readonly dataschema?: string;
  /** The consent of the moment, put on each event. Default: none is told. */
  readonly stamp?: () => ConsentStamp;
}

/** Makes one event. Throws `internal` naming event and field when the data is not what the schema allows. */
export type EventFactory = <K extends EventName>(
  name: K,
  data: EventDataMap[K],
  options?: { subject?: string },
) => CarmineEvent<K>;

const URI = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/;

const checkUri = (field: string, value: string): string => {
  if (typeof value === 'string' && value.length <= 512 && URI.test(value)) return value;
  throw new CarmineError('invalid-argument', {
    message: `${field} must be an absolute URI such as https://shop.example/ or urn:shop:mirror:7; got ${JSON.stringify(value)}.`,
    details: { field },
  });
};

/** What a factory must know of the types it makes. */
export interface EventTable {
  schema(name: string): v.GenericSchema | undefined;
  dataClass(name: string): DataClass;
}

const checkData = (name: string, schema: v.GenericSchema | undefined, data: unknown): void => {
  const result = schema && v.safeParse(schema, data);
  if (result?.success) return;
  const issue = result?.issues[0];
  const field = (issue && v.getDotPath(issue)) ?? '';
  throw new CarmineError('internal', {
    message: `Event ${name}: ${issue ? `${field || 'data'}: ${issue.message}` : 'no such type'}`,
    details: { event: name, field },
  });
};

/** A factory over a table of types; the doors below and in contract/ give it its types. */
export const factoryOver = (table: EventTable, options: EventFactoryOptions) => {
  const source = checkUri('source', options.source);
  const dataschema = checkUri('dataschema', options.dataschema ?? EVENTS_SCHEMA_ID);
  const now = options.now ?? Date.now;
  const sessionid = options.sessionId ?? uuidv7(now());
  let count = 0;
  return (
    name: string,
    given: unknown,
    { subject }: { subject?: string } = {},
  ): Envelope<string, unknown> => {
    const ms = now();
    const data = frozenJson(given);
    checkData(name, table.schema(name), data);
    return Object.freeze({
      specversion: '1.0' as const,
      id: options.id?.() ?? uuidv7(ms),
      source,
      type: `com.carmine.${name}.v1` as const,
      ...(subject === undefined ? {} : { subject }),
      time: new Date(ms).toISOString(),
      datacontenttype: 'application/json' as const,
      dataschema,
      sessionid,
      sequence: String(++count).padStart(10, '0'),
      dataclassification: table.dataClass(name),
      ...options.stamp?.(),
      data,
    });
  };
};

const MIRROR: EventTable = {
  schema: (name) => DATA_SCHEMAS[name as EventName],
  dataClass: (name) => DATA_CLASS[name as EventName],
};

/**
 * The one place where the mirror's events are made: CloudEvents 1.0, frozen, checked against the schema so that nothing the schema does not
 * name can leave (no frame, no landmark, no picture). Nothing is sent or stored here. Throws `invalid-argument` for a source that is no URI.
 */
export const createEventFactory = (options: EventFactoryOptions): EventFactory =>
  factoryOver(MIRROR, options) as EventFactory;
