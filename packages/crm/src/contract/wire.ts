import * as v from 'valibot';
import { type Envelope, envelopeOf } from '../envelope.ts';
import { EVENT_RULES } from './rules.ts';
import { WIRE_NAMES, WIRE_SCHEMAS, type WireDataMap, type WireName } from './schemas.ts';

/** One event of any type on the wire. */
export type WireEvent<K extends WireName = WireName> = Envelope<K, WireDataMap[K]>;
/** Any of them, narrowed by `type`. */
export type AnyWireEvent = { [K in WireName]: WireEvent<K> }[WireName];

/** Full CloudEvents type, and back; undefined for a type that is not of this contract. */
export const wireType = <K extends WireName>(name: K): `com.carmine.${K}.v1` => `com.carmine.${name}.v1`;
const NAMES = new Map<string, WireName>(WIRE_NAMES.map((name) => [wireType(name), name]));
export const wireName = (type: string): WireName | undefined => NAMES.get(type);

/** Schema of the whole event of one type. */
export const wireSchemaOf = (name: WireName) =>
  envelopeOf(name, {
    dataClass: EVENT_RULES[name].dataClass,
    data: WIRE_SCHEMAS[name],
    session: EVENT_RULES[name].from === 'page',
  });

const SCHEMAS = new Map<WireName, v.GenericSchema>();

/** Checks a whole event of any type; the issue names type and field. Never throws, whatever is given. */
export const checkWire = (event: unknown): { ok: true; name: WireName } | { ok: false; issue: string } => {
  const type = (event as { type?: unknown } | null)?.type;
  const name = typeof type === 'string' ? wireName(type) : undefined;
  if (!name) return { ok: false, issue: 'type: not of this contract' };
  const schema = SCHEMAS.get(name) ?? wireSchemaOf(name);
  SCHEMAS.set(name, schema);
  const result = v.safeParse(schema, event, { abortEarly: true });
  if (result.success) return { ok: true, name };
  const issue = result.issues[0];
  return { ok: false, issue: `${name}: ${v.getDotPath(issue) ?? 'event'}: ${issue.message}` };
};
