import { type ConsentSnapshot, granted, stampOf } from '../consent/snapshot.ts';
import { barredByStamp } from '../contract/allowed.ts';
import { EVENT_RULES } from '../contract/rules.ts';
import type { WireName } from '../contract/schemas.ts';
import { checkWire, type WireEvent } from '../contract/wire.ts';
import { frozenJson } from '../freeze.ts';
import { EVENT_HARD_BYTES, EVENT_SOFT_BYTES, utf8Bytes } from '../limits.ts';
import { findPii } from '../pii.ts';
import { findBroken } from '../texts.ts';

/** Why an event was not taken in; the words of the collector's table. */
export type RefusalCode =
  | 'schema-invalid'
  | 'type-not-yours'
  | 'consent-missing'
  | 'age-gate'
  | 'pii-found'
  | 'too-large'
  | 'closed';

export interface Refusal {
  readonly code: RefusalCode;
  /** For a developer: type and field. Never the value. */
  readonly detail: string;
}

export interface Actor {
  readonly anonId?: string;
  readonly customerRef?: string;
}

export type Taken =
  | {
      readonly ok: true;
      readonly name: WireName;
      readonly event: WireEvent;
      readonly body: string;
      readonly bytes: number;
      /** Over the aim of 8 KiB. */
      readonly large: boolean;
    }
  | ({ readonly ok: false } & Refusal);

const refuse = (code: RefusalCode, detail: string): Taken => ({ ok: false, code, detail });

/** A person is named only where sharing with the shop's customer file is allowed, or where the event rests on no consent. */
const withActor = (name: WireName, data: object, actor: Actor, snapshot: ConsentSnapshot): object => {
  const { dataClass, basis } = EVENT_RULES[name];
  const { actor: own, ...rest } = data as { actor?: Actor };
  if (dataClass === 'internal') return data;
  if (basis === 'consent' && !granted(snapshot, 'crm_share')) return rest;
  const who = { ...actor, ...own };
  return Object.keys(who).length > 0 && name !== 'privacy.erasure.done' ? { actor: who, ...rest } : rest;
};

/** Stamps an event with the consent of the moment and checks all that the collector will: shape, sender, consent, age, personal data, size. */
export const takeIn = (
  given: unknown,
  { snapshot, actor }: { readonly snapshot: ConsentSnapshot; readonly actor: Actor },
): Taken => {
  const checked = checkWire(given);
  if (!checked.ok) return refuse('schema-invalid', checked.issue);
  const { name } = checked;
  if (EVENT_RULES[name].from === 'host') return refuse('type-not-yours', name);
  const whole = given as WireEvent;
  const event = frozenJson({
    ...whole,
    ...stampOf(snapshot),
    data: withActor(name, whole.data, actor, snapshot),
  }) as WireEvent;
  const bar = barredByStamp(name, event);
  if (bar) return refuse(bar, name);
  const { data, subject = '', source } = event;
  const broken = findBroken({ data, subject });
  if (broken !== null) return refuse('schema-invalid', `${name}: ${broken}: characters that are no text`);
  const pii = findPii({ data, subject, source });
  if (pii) return refuse('pii-found', `${name}: ${pii.path}: ${pii.kind}`);
  const body = JSON.stringify(event);
  const bytes = utf8Bytes(body);
  if (bytes > EVENT_HARD_BYTES) return refuse('too-large', `${name}: ${bytes} bytes`);
  return { ok: true, name, event, body, bytes, large: bytes > EVENT_SOFT_BYTES };
};
