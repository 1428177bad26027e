import type { WireEvent } from '@carmine/crm/contract';
import { messages } from '@carmine/elements';
import { type Locale, shadeName } from '../products.ts';
import { type ShopKey, text } from '../texts/index.ts';
import type { ServiceLine } from '../texts/service-keys.ts';

export const LOG_KINDS = ['shade', 'skin', 'session', 'error', 'case', 'consent'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** "com.carmine.shade.applied.v1" is "shade.applied". */
export const shortType = (type: string): string => type.replace(/^com\.carmine\./, '').replace(/\.v\d+$/, '');

const KINDS: Readonly<Record<string, LogKind>> = {
  shade: 'shade',
  look: 'shade',
  skin: 'skin',
  session: 'session',
  camera: 'session',
  perf: 'session',
  queue: 'error',
  sdk: 'error',
  consent: 'consent',
  privacy: 'consent',
  lifecycle: 'consent',
};

/** The filter an event falls under; what is left is the shop's own: products, orders, recommendations, cases. */
export const kindOf = (type: string): LogKind => KINDS[shortType(type).split('.')[0] ?? ''] ?? 'case';

type Data = Readonly<Record<string, unknown>>;

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
const num = (value: unknown): number => (typeof value === 'number' ? value : 0);
const obj = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text of the element's own tables, or the key's last part. */
const word = (locale: Locale, key: string): string =>
  (messages(locale) as Readonly<Record<string, string>>)[key] ?? key.split('.').at(-1) ?? key;

type Line = readonly [ShopKey, Readonly<Record<string, string | number>>];
type Teller = (data: Data, locale: Locale) => Line;

const named =
  (key: ServiceLine): Teller =>
  (d, l) => [key, { name: shadeName(str(d.sku), l) }];
const plain =
  (key: ShopKey): Teller =>
  () => [key, {}];

const LINES: Readonly<Record<string, Teller>> = {
  'shade.applied': (d, l) => ['line.shade.applied', { name: shadeName(str(d.sku), l) }],
  'shade.removed': (d, l) => [
    'line.shade.removed',
    { name: shadeName(str(d.sku), l), s: Math.round(num(d.dwellMs) / 1000) },
  ],
  'shade.compared': (d) => ['line.shade.compared', { n: list(d.shades).length }],
  'shade.matched': (d, l) => {
    const found = list(d.matches);
    if (d.abstained === true || found.length === 0) return ['line.shade.abstained', {}];
    return ['line.shade.matched', { n: found.length, name: shadeName(str(obj(found[0]).sku), l) }];
  },
  'look.saved': plain('line.look.saved'),
  'look.shared': plain('line.look.shared'),
  'look.compared': (d) => ['line.look.compared', { n: list(d.looks).length }],
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
  'session.ended': plain('line.session.ended'),
  'session.state': (d, l) => [
    'line.session.state',
    { phase: text(l, `phase.${str(d.phase)}` as ShopKey), face: text(l, `face.${str(d.face)}` as ShopKey) },
  ],
  'camera.requested': plain('line.camera.requested'),
  'camera.granted': plain('line.camera.granted'),
  'camera.denied': plain('line.camera.denied'),
  'camera.stopped': plain('line.camera.stopped'),
  'perf.sampled': (d) => ['line.perf.sampled', { ms: num(obj(d.interval).p50) }],
  'sdk.error': (d, l) => ['line.sdk.error', { title: word(l, `error.${str(d.code)}`) }],
  'queue.dropped': (d) => ['line.queue.dropped', { n: num(d.count) }],
  'product.viewed': named('line.product.viewed'),
  'product.added': named('line.product.added'),
  'order.completed': (d) => ['line.order.completed', { id: str(d.orderRef), n: list(d.items).length }],
  'recommendation.shown': (d) => ['line.recommendation.shown', { n: list(d.items).length }],
  'recommendation.opened': named('line.recommendation.opened'),
  'recommendation.accepted': named('line.recommendation.accepted'),
  'recommendation.rejected': named('line.recommendation.rejected'),
  'complaint.opened': (d, l) => [
    'line.complaint.opened',
    {
      id: str(d.caseId),
      name: shadeName(str(d.sku), l),
      what: text(
        l,
        (str(d.stated) ? `complaint.stated.${str(d.stated)}` : `complaint.kind.${str(d.kind)}`) as ShopKey,
      ),
    },
  ],
  'csat.rated': (d) => ['line.csat.rated', { n: num(d.rating) }],
  'faq.answered': (d) => ['line.faq.answered', { id: str(d.faqId) }],
  'faq.abstained': plain('line.faq.abstained'),
  'faq.escalated': plain('line.faq.escalated'),
  'consent.updated': plain('line.consent.updated'),
  'consent.withdrawn': plain('line.consent.withdrawn'),
  'lifecycle.declared': plain('line.lifecycle.declared'),
  'privacy.export.requested': plain('line.privacy.export'),
  'privacy.erasure.requested': plain('line.privacy.erasure'),
};

/** An event as a sentence for the person at the service desk. */
export const plainLine = (event: WireEvent, locale: Locale): string => {
  const type = shortType(event.type);
  const [key, values] = LINES[type]?.(obj(event.data), locale) ?? ['line.other', { type }];
  return text(locale, key, values);
};
