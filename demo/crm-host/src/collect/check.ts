import * as v from 'valibot';
import type { Sender } from '../auth/senders.ts';
import {
  type AgeGate,
  barredByStamp,
  EVENT_HARD_BYTES,
  EVENT_RULES,
  type EventRule,
  findPii,
  type WireName,
  wireName,
  wireSchemaOf,
} from '../contract.ts';
import { parseTime } from './clock.ts';
import { sha256, sortedJson } from './digest.ts';
import { type EventResult, LIMITS, type RejectCode, rejected } from './limits.ts';
import { findBroken } from './texts.ts';

/** An event that may be stored: checked, its clock set right. Times in ms since 1970. */
export interface Checked {
  readonly source: string;
  readonly id: string;
  readonly type: WireName;
  readonly class: EventRule['dataClass'];
  readonly subject: string | null;
  readonly session: string;
  readonly sequence: string;
  readonly time: number;
  readonly corrected: number;
  readonly received: number;
  readonly consentVersion: number | null;
  readonly purposes: readonly string[];
  readonly ageGate: string | null;
  readonly anonId: string | null;
  readonly customerRef: string | null;
  readonly digest: string;
  /** When the sender wants it gone, however long its class is kept; null: not said. */
  readonly expires: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CheckContext {
  readonly sender: Sender;
  /** ms since 1970, ours. */
  readonly receivedAt: number;
  /** ms to add to the sender's clock. */
  readonly skew: number;
}

/** Envelope as its schema lets it through. */
interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly subject?: string;
  readonly time: string;
  readonly sessionid?: string;
  readonly sequence?: string;
  readonly consentver?: number;
  readonly consentpurposes?: string;
  readonly agegate?: AgeGate;
  readonly expirytime?: string;
  readonly data: Readonly<Record<string, unknown>> & {
    readonly actor?: { readonly anonId?: string; readonly customerRef?: string };
  };
}

class Refusal {
  readonly code: RejectCode;
  readonly detail: string | undefined;
  constructor(code: RejectCode, detail?: string) {
    this.code = code;
    this.detail = detail;
  }
}
const refuse = (code: RejectCode, detail?: string): never => {
  throw new Refusal(code, detail);
};

const schemas = new Map<WireName, v.GenericSchema>();
const schemaOf = (name: WireName): v.GenericSchema => {
  const known = schemas.get(name);
  if (known) return known;
  const made = wireSchemaOf(name) as v.GenericSchema;
  schemas.set(name, made);
  return made;
};

/** The event with what its schema names and nothing else; keys such as __proto__ are left behind. */
const parse = (name: WireName, event: unknown): Envelope => {
  const result = v.safeParse(schemaOf(name), event, { abortEarly: true });
  if (result.success) return result.output as Envelope;
  const issue = result.issues[0];
  return refuse('schema-invalid', `${v.getDotPath(issue) ?? 'event'}: ${issue.type}`);
};

const checkPii = (event: Envelope): void => {
  const pii = findPii({ subject: event.subject, data: event.data });
  if (pii) refuse('pii-found', `${pii.path}: ${pii.kind}`);
};

const checkSender = (event: Envelope, rule: EventRule, sender: Sender): void => {
  if (rule.from === 'host' && sender.kind !== 'server') refuse('type-not-yours');
  if (!sender.sources.some((start) => event.source.startsWith(start))) refuse('source-not-allowed');
  const { customerRef } = event.data.actor ?? {};
  // Anybody can write a customer's reference into a page's event; only the shop's server can sign one.
  if (sender.kind === 'page' && customerRef && customerRef !== sender.customerRef) refuse('actor-not-proven');
};

const purposesOf = (event: Envelope): readonly string[] =>
  event.consentpurposes ? event.consentpurposes.split(' ') : [];

const correctedTime = (event: Envelope, { receivedAt, skew }: CheckContext): number => {
  const at = parseTime(event.time);
  if (!Number.isFinite(at)) refuse('schema-invalid', 'time: no date of the calendar');
  if (at + skew > receivedAt + LIMITS.aheadMs) refuse('in-future');
  if (at + skew < receivedAt - LIMITS.ageMs) refuse('too-old');
  return at + skew;
};

const expiresOf = ({ expirytime }: Envelope): number | null => {
  const at = parseTime(expirytime);
  return Number.isFinite(at) ? at : null;
};

const checked = (raw: object, context: CheckContext): Checked => {
  const { type } = raw as { type?: unknown };
  const name = typeof type === 'string' ? wireName(type) : refuse('schema-invalid', 'type');
  if (!name) return refuse('type-unknown');
  if (Buffer.byteLength(JSON.stringify(raw)) > EVENT_HARD_BYTES) refuse('too-large');
  const broken = findBroken(raw);
  if (broken) refuse('schema-invalid', broken);
  const event = parse(name, raw);
  const rule = EVENT_RULES[name];
  checkPii(event);
  checkSender(event, rule, context.sender);
  const bar = barredByStamp(name, event);
  if (bar) refuse(bar);
  return {
    source: event.source,
    id: event.id,
    type: name,
    class: rule.dataClass,
    subject: event.subject ?? null,
    session: event.sessionid ?? '',
    sequence: event.sequence ?? '',
    time: parseTime(event.time),
    corrected: correctedTime(event, context),
    received: context.receivedAt,
    consentVersion: event.consentver ?? null,
    purposes: purposesOf(event),
    ageGate: event.agegate ?? null,
    anonId: event.data.actor?.anonId ?? null,
    customerRef: event.data.actor?.customerRef ?? null,
    digest: sha256(sortedJson(event)),
    expires: expiresOf(event),
    data: event.data,
  };
};

const idOf = (raw: unknown): string => {
  const id = (raw as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, 100) : '';
};

/** One event of a batch: what may be stored, or why not. Never throws, whatever was sent. */
export const checkEvent = (raw: unknown, context: CheckContext): Checked | EventResult => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return rejected('', 'schema-invalid', 'not an object');
  try {
    return checked(raw, context);
  } catch (error) {
    if (error instanceof Refusal) return rejected(idOf(raw), error.code, error.detail);
    throw error;
  }
};

export const isResult = (x: Checked | EventResult): x is EventResult => 'status' in x;
