import type { TryOnState } from '@carmine/session';
import type { InboxEvent } from './log.ts';

/** An event of the shop itself, in the same envelope as the mirror's, so that one inbox holds both. */
export const shopEvent = (type: string, data: Readonly<Record<string, unknown>>): InboxEvent => ({
  specversion: '1.0',
  id: crypto.randomUUID(),
  source: `${location.origin}/`,
  type: `com.selvanne.${type}.v1`,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  dataschema: `${location.origin}/schema/shop.v1.json`,
  data,
});

/** A number a customer can read out on the phone. */
export const newCaseId = (now: Date, random: () => number = Math.random): string => {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '');
  return `S${day}-${String(Math.floor(random() * 10_000)).padStart(4, '0')}`;
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** What a case keeps of a reading: numbers and shades, no picture and nothing of the face's shape. */
export const readingForCase = (state: TryOnState): Readonly<Record<string, unknown>> => ({
  lab: state.report?.skin?.lab.map(round) ?? null,
  undertone: state.report?.skin?.undertone.label ?? null,
  confidence: state.report?.skin?.confidence ?? null,
  matches: (state.match?.matches ?? []).map((m) => ({
    sku: m.sku,
    dE00: round(m.dE00),
    pWithin2: m.pWithin2,
  })),
});
