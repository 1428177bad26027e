import { html, type TemplateResult } from 'lit';
import type { Timeline } from '../../../src/people/timeline.ts';
import type { Json } from '../api.ts';
import { clock, day, money, number } from '../format.ts';
import { name, say } from '../language.ts';

type Person = Json<Timeline>;
type Event = Person['events'][number];

interface Entry {
  readonly at: string;
  readonly title: string;
  readonly detail: string;
  readonly tone: '' | 'order' | 'case' | 'change';
}

/** Types that tell a desk nothing of the customer. */
const TECHNICAL = /^(session|perf|queue|sdk|camera|experiment|environment)\./;
/** Said once, by the order, the case or the change itself. */
const TOLD_ELSEWHERE = new Set([
  'order.completed',
  'complaint.opened',
  'tier.changed',
  'lifecycle.changed',
  'churn.flagged',
]);

interface EventData {
  readonly sku?: string;
  readonly product?: string;
  readonly finish?: string;
  readonly quantity?: number;
  readonly rating?: number;
  readonly matches?: readonly { readonly sku: string; readonly dE00: number }[];
  readonly purposes?: Readonly<Record<string, { readonly state: string }>> | readonly string[];
  readonly items?: readonly { readonly sku: string }[];
  readonly shades?: readonly { readonly sku: string }[];
  readonly layers?: readonly { readonly product: string }[];
  readonly caseId?: string;
  readonly variant?: string;
  readonly tag?: string;
  readonly to?: string;
}

const purposesOf = (p: NonNullable<EventData['purposes']>): string => {
  const granted = Array.isArray(p)
    ? (p as readonly string[])
    : Object.entries(p as Readonly<Record<string, { readonly state: string }>>)
        .filter(([, v]) => v.state === 'granted')
        .map(([k]) => k);
  return granted.length ? granted.map((x) => name('purpose', x)).join(', ') : say('people.consent.none');
};

/** What an event says, in a line. */
const detailOf = ({ data }: Event): string => {
  if (data === null) return say('people.hidden');
  const d = data as EventData;
  const [best] = d.matches ?? [];
  if (best) return `${best.sku} · ΔE ${number(best.dE00, 1)}`;
  if (d.purposes) return purposesOf(d.purposes);
  if (d.items ?? d.shades) return (d.items ?? d.shades ?? []).map((i) => i.sku).join(', ');
  if (d.layers) return d.layers.map((l) => name('product', l.product)).join(', ');
  const parts = [
    d.sku,
    d.product && name('product', d.product),
    d.finish && name('finish', d.finish),
    d.quantity && d.quantity > 1 ? `× ${d.quantity}` : undefined,
    d.rating === undefined ? undefined : `${d.rating} / 5`,
    d.caseId,
    d.tag && `${name('tag', d.tag)} → ${d.to ?? '–'}`,
  ];
  return parts.filter(Boolean).join(' · ');
};

const changeEntry = (c: Person['changes'][number]): Entry => {
  const group = c.what === 'tier' ? 'tier' : c.what === 'stage' ? 'stage' : 'value';
  const word = (v: string | null): string => (v === null ? say('people.nothing') : name(group, v));
  return {
    at: c.as_of,
    title: say('people.change', { what: name('what', c.what), was: word(c.was), became: word(c.became) }),
    detail: c.rule_id,
    tone: 'change',
  };
};

const entriesOf = (p: Person, technical: boolean): Entry[] =>
  [
    ...p.events
      .filter((e) => !TOLD_ELSEWHERE.has(e.type) && (technical || !TECHNICAL.test(e.type)))
      .map((e): Entry => ({ at: e.at, title: name('type', e.type), detail: detailOf(e), tone: '' })),
    ...p.orders.map(
      (o): Entry => ({
        at: o.placed_at,
        title: `${name('type', 'order.completed')} ${o.order_ref} · ${money(o.total - o.refunded, o.currency)}`,
        detail: [name('channel', o.channel), ...o.lines.map((l) => l.sku)].join(' · '),
        tone: 'order',
      }),
    ),
    ...p.cases.map(
      (c): Entry => ({
        at: c.opened_at,
        title: say('people.case.closed', { id: c.id, status: name('status', c.status) }),
        detail: [name('complaint', c.kind), c.sku, c.outcome && name('outcome', c.outcome), c.owner]
          .filter(Boolean)
          .join(' · '),
        tone: 'case',
      }),
    ),
    ...p.changes.map(changeEntry),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));

/** Events, orders, cases and changes in one line of time, newest first, by day. */
export const timelineView = (p: Person, technical: boolean): TemplateResult => {
  const entries = entriesOf(p, technical);
  if (entries.length === 0) return html`<p class="empty">${say('people.timeline.none')}</p>`;
  const days = [...new Set(entries.map((e) => day(e.at)))];
  return html`${days.map(
    (d) =>
      html`<h3 class="day">${d}</h3><ol class="timeline">${entries
        .filter((e) => day(e.at) === d)
        .map(
          (e) => html`<li class=${e.tone}><time datetime=${e.at}>${clock(e.at)}</time>
          <span><strong>${e.title}</strong> <span class="faint">${e.detail}</span></span></li>`,
        )}</ol>`,
  )}`;
};
