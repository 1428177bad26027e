import { messages } from '@carmine/elements';
import { type Locale, shadeName } from '../products.ts';
import { type ShopKey, text } from '../texts/index.ts';

export const LOG_KINDS = ['shade', 'skin', 'session', 'error', 'case'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** What the inbox needs of an envelope (CloudEvents 1.0): the mirror's events and the shop's own look alike. */
export interface InboxEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly data: object;
}

/** One event the shop's CRM received. */
export interface LogLine {
  readonly kind: LogKind;
  readonly event: InboxEvent;
}

/** "com.carmine.shade.applied.v1" is "shade.applied"; the shop's own types likewise. */
export const shortType = (type: string): string => type.replace(/^com\.\w+\./, '').replace(/\.v\d+$/, '');

const KINDS: Readonly<Record<string, LogKind>> = {
  shade: 'shade',
  skin: 'skin',
  session: 'session',
  sdk: 'error',
};

/** The filter an event falls under. */
export const kindOf = (type: string): LogKind => KINDS[shortType(type).split('.')[0] ?? ''] ?? 'case';

type Data = Readonly<Record<string, unknown>>;

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
const obj = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text of the element's own tables, or the key's last part. */
const word = (locale: Locale, key: string): string =>
  (messages(locale) as Readonly<Record<string, string>>)[key] ?? key.split('.').at(-1) ?? key;

type Line = readonly [ShopKey, Readonly<Record<string, string | number>>];

const LINES: Readonly<Record<string, (data: Data, locale: Locale) => Line>> = {
  'shade.applied': (d, l) => ['line.shade.applied', { name: shadeName(str(d.sku), l) }],
  'shade.matched': (d, l) => {
    const found = list(d.matches);
    if (d.abstained === true || found.length === 0) return ['line.shade.abstained', {}];
    return ['line.shade.matched', { n: found.length, name: shadeName(str(obj(found[0]).sku), l) }];
  },
  'skin.scored': (d, l) => {
    const skin = obj(d.skin);
    const undertone = str(obj(skin.undertone).label);
    if (!undertone) return ['line.skin.none', {}];
    return [
      'line.skin.scored',
      {
        undertone: word(l, `undertone.${undertone}`),
        confidence: word(l, `confidence.${str(skin.confidence)}`),
      },
    ];
  },
  'session.started': (d, l) => ['line.session.started', { source: word(l, `source.${str(d.source)}`) }],
  'session.ended': () => ['line.session.ended', {}],
  'session.state': (d, l) => [
    'line.session.state',
    { phase: text(l, `phase.${str(d.phase)}` as ShopKey), face: text(l, `face.${str(d.face)}` as ShopKey) },
  ],
  'sdk.error': (d, l) => ['line.sdk.error', { title: word(l, `error.${str(d.code)}`) }],
  'case.opened': (d, l) => [
    'line.case.opened',
    { id: str(d.caseId), reason: text(l, `care.reason.${str(d.reason)}` as ShopKey) },
  ],
  'bag.added': (d, l) => ['line.bag.added', { name: shadeName(str(d.sku), l) }],
};

/** An event as a sentence for the person at the service desk. */
export const plainLine = (event: InboxEvent, locale: Locale): string => {
  const type = shortType(event.type);
  const [key, values] = LINES[type]?.(obj(event.data), locale) ?? ['line.other', { type }];
  return text(locale, key, values);
};
