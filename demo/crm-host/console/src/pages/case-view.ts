import { reasonText } from '@carmine/elements/reasons';
import { html, type TemplateResult } from 'lit';
import type { DeskCase } from '../../../src/cases/list.ts';
import type { Verdict } from '../../../src/chat/labels.ts';
import type { Json } from '../api.ts';
import { dateTime, number, percent, relative } from '../format.ts';
import { locale, name, say } from '../language.ts';
import { hrefOf } from '../router.ts';
import { labelView } from './chat-label.ts';

export type CaseItem = Json<DeskCase>;

/** When a case needs somebody, and whether that is over. */
const dueText = (c: CaseItem, now: number): TemplateResult => {
  if (c.status === 'verified') return html`<span class="badge good">${say('cases.doneOn')}</span>`;
  if (c.status === 'closed')
    return html`<span class="badge" title=${dateTime(c.follow_up_at ?? c.due_at)}>${say('cases.askOn', { when: relative(c.follow_up_at ?? c.due_at, now) })}</span>`;
  const late = Date.parse(c.due_at) <= now;
  const text = late
    ? say('cases.late', { when: relative(c.due_at, now) })
    : say('cases.due', { when: relative(c.due_at, now) });
  return html`<span class="badge ${late ? 'poor' : ''}" title=${dateTime(c.due_at)}>${text}</span>`;
};

const predicted = (c: CaseItem): TemplateResult => {
  const p = c.predicted;
  if (!p?.confidence && p?.dE00 === undefined)
    return html`<span class="faint">${say('cases.noMatch')}</span>`;
  return html`${
    p.dE00 === undefined
      ? ''
      : say('cases.distance', { dE: number(p.dE00, 1), p: percent(p.pWithin2 ?? 0, 0) })
  } ${p.confidence ? html`<span class="badge">${name('confidence', p.confidence)}</span>` : ''}`;
};

const light = (c: CaseItem): TemplateResult => {
  if (!c.light) return html`<span class="faint">${say('cases.noLight')}</span>`;
  const causes = c.light.causes ?? (c.light.cause ? [c.light.cause] : []);
  return html`${name('light', c.light.confidence)}${causes.length ? html` · ${causes.map((g) => name('gate', g)).join(', ')}` : ''}`;
};

const reasons = (c: CaseItem): TemplateResult | '' => {
  const told = c.predicted?.reasons ?? [];
  if (told.length === 0) return '';
  return html`<details><summary>${say('cases.why')}</summary>
    <ul>${told.map((r) => html`<li>${reasonText(r.key, locale(), r.values)}</li>`)}</ul></details>`;
};

/** What the customer's chat sounded like: a suggestion, with its reason and what a person says of it. */
const chat = (c: CaseItem, onVerdict: ((verdict: Verdict) => void) | null): TemplateResult | '' => {
  if (!c.chat) return '';
  const about = say('chat.suggestion', { model: c.chat.model ?? '–', p: percent(c.chat.confidence, 0) });
  return html`<p class="chat-label">${say('chat.sounds')}: ${labelView(c.chat, onVerdict)}
    <span class="hint">${about} ${c.raised ? say('chat.raised') : ''}</span></p>`;
};

/** One case as a card: what was said, what the mirror had said, and what can be done. */
export const caseView = (
  c: CaseItem,
  now: number,
  {
    actions,
    onVerdict,
  }: { readonly actions: TemplateResult; readonly onVerdict: ((verdict: Verdict) => void) | null },
): TemplateResult => html`<article
  class="card case" aria-labelledby="case-${c.id}" data-case=${c.id}>
  <header>
    <h3 id="case-${c.id}"><span class="id">${c.id}</span> ${name('complaint', c.kind)}</h3>
    ${c.severity === 'high' ? html`<span class="badge poor">${name('severity', 'high')}</span>` : ''}
    ${dueText(c, now)}
    <span class="faint" title=${dateTime(c.opened_at)}>${say('cases.opened', { when: relative(c.opened_at, now) })} · ${name('channel', c.channel)}</span>
  </header>
  <dl>
    <div><dt>${say('cases.customer')}</dt><dd>${
      c.who_kind && c.who_value
        ? html`<a href=${hrefOf('people', c.who_kind, c.who_value)}>${c.who_value}</a>`
        : html`<span class="faint">${say('cases.noCustomer')}</span>`
    }</dd></div>
    <div><dt>${say('cases.shade')}</dt><dd>${c.sku ?? html`<span class="faint">${say('cases.noShade')}</span>`}</dd></div>
    <div><dt>${say('cases.stated')}</dt><dd>${c.stated ? name('stated', c.stated) : html`<span class="faint">${say('cases.noShade')}</span>`}</dd></div>
    <div><dt>${say('cases.predicted')}</dt><dd>${predicted(c)}</dd></div>
    <div><dt>${say('cases.light')}</dt><dd>${light(c)}</dd></div>
    ${
      c.outcome
        ? html`<div><dt>${say('cases.outcome')}</dt><dd>${name('outcome', c.outcome)}${c.cause ? html` · ${name('cause', c.cause)}` : ''}</dd></div>`
        : ''
    }
    ${c.rating === null ? '' : html`<div><dt>${say('cases.rating')}</dt><dd>${say('cases.rating.of', { n: c.rating })}</dd></div>`}
  </dl>
  ${reasons(c)}
  ${chat(c, onVerdict)}
  <footer>${actions}</footer>
</article>`;
