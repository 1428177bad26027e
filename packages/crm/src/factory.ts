import { CarmineError } from '@carmine/errors';
import * as v from 'valibot';
import { DATA_CLASS, DATA_SCHEMAS, type EventDataMap, type EventName } from './data.ts';
import { type CarmineEvent, EVENTS_SCHEMA_ID, eventType } from './envelope.ts';
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

const checkData = <K extends EventName>(name: K, data: unknown): EventDataMap[K] => {
  const result = v.safeParse(DATA_SCHEMAS[name], data);
  if (result.success) return data as EventDataMap[K];
  const issue = result.issues[0];
  const field = v.getDotPath(issue) ?? '';
  throw new CarmineError('internal', {
    message: `Event ${name}: ${field || 'data'}: ${issue.message}`,
    details: { event: name, field },
  });
};

/**
 * The one place where events are made: CloudEvents 1.0, frozen, checked against the schema so that nothing the schema does not name
 * can leave (no frame, no landmark, no picture). Nothing is sent or stored here. Throws `invalid-argument` for a source that is no URI.
 */
export const createEventFactory = (options: EventFactoryOptions): EventFactory => {
  const source = checkUri('source', options.source);
  const dataschema = checkUri('dataschema', options.dataschema ?? EVENTS_SCHEMA_ID);
  const now = options.now ?? Date.now;
  const sessionid = options.sessionId ?? uuidv7(now());
  let count = 0;
  return (name, data, { subject } = {}) => {
    const ms = now();
    const event = {
      specversion: '1.0' as const,
      id: options.id?.() ?? uuidv7(ms),
      source,
      type: eventType(name),
      ...(subject === undefined ? {} : { subject }),
      time: new Date(ms).toISOString(),
      datacontenttype: 'application/json' as const,
      dataschema,
      sessionid,
      sequence: String(++count).padStart(10, '0'),
      dataclassification: DATA_CLASS[name],
      data: checkData(name, frozenJson(data)),
    };
    return Object.freeze(event);
  };
};
