import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../src/http/session-routes.ts';
import type { Timeline } from '../../../src/people/timeline.ts';
import { get, type Json } from '../api.ts';
import { day, money } from '../format.ts';
import { name, say } from '../language.ts';
import { Load } from '../load.ts';
import { loaded } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import './person-rights.ts';
import { timelineView } from './timeline-view.ts';

type Person = Json<Timeline>;

/** Where the values of a tag have their names. */
const TAG_VALUES: Readonly<Record<string, string>> = {
  interest: 'product',
  finish: 'finish',
  undertone: 'undertone',
  buyer: 'buyer',
  'sensitive-skin': 'yes',
  expecting: 'yes',
};

/** One customer: who, what for, and everything that happened in one line of time. */
export class CrmPerson extends Part {
  static override properties = {
    account: { attribute: false },
    kind: { attribute: false },
    value: { attribute: false },
    technical: { state: true },
  };
  declare account: DeskAccount;
  declare kind: string;
  declare value: string;
  declare technical: boolean;
  #load = new Load<Person>(this, (signal) =>
    get<Timeline>(`/v1/people/${encodeURIComponent(this.kind)}/${encodeURIComponent(this.value)}`, signal),
  );

  constructor() {
    super();
    this.technical = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('value') ?? changed.get('kind');
    if (before !== undefined) void this.#load.again({ afresh: true });
  }

  #state(p: Person): TemplateResult {
    const s = p.state;
    if (!s) return html`<p class="hint">${say('people.underived')}</p>`;
    const flags = [
      ['no-interaction', s.no_interaction_since],
      ['no-purchase', s.no_purchase_since],
    ] as const;
    return html`<p class="badges"><span class="badge accent">${name('tier', s.tier)}</span> <span class="badge">${name('stage', s.stage)}</span>
      ${flags.map(([flag, since]) => (since ? html`<span class="badge poor">${say(`people.flag.${flag}`, { when: day(since) })}</span>` : ''))}</p>
      <dl class="facts">
        <div><dt>${say('people.value')}</dt><dd>${money(s.ltv_stated)} <span class="faint">${say('people.value.stated')}</span><br />${money(s.ltv_once)} <span class="faint">${say('people.value.once')}</span></dd></div>
        ${s.rfm ? html`<div><dt>${say('people.rfm')}</dt><dd>${[...s.rfm].join(' · ')}</dd></div>` : ''}
      </dl>`;
  }

  #tags(p: Person): TemplateResult {
    if (p.tags.length === 0) return html`<p class="hint">${say('people.tags.none')}</p>`;
    return html`<ul class="rows">${p.tags.map(
      (
        t,
      ) => html`<li><span class="grow">${name('tag', t.tag)}: <strong>${name(TAG_VALUES[t.tag] ?? t.tag, t.value)}</strong>
        <span class="faint">${say('people.tag.evidence', { rule: t.rule_id, n: t.evidence.length })}</span></span>
        <span class="faint">${say('people.tag.until', { when: day(t.expires_at) })}</span></li>`,
    )}</ul>`;
  }

  #person(p: Person): TemplateResult {
    const known = p.identifiers.filter((n) => !n.startsWith('session:'));
    return html`<div class="person">
      <aside>
        <section class="card"><h2>${this.value}</h2>${this.#state(p)}
          <dl class="facts">
            <div><dt>${say('people.identifiers')}</dt><dd>${known.map((n) => html`<span class="chip">${name('kind', n.slice(0, n.indexOf(':')))} ${n.slice(n.indexOf(':') + 1)}</span>`)}</dd></div>
            <div><dt>${say('people.consent')}</dt><dd>${p.allowed.length ? p.allowed.map((x) => html`<span class="chip">${name('purpose', x)}</span>`) : say('people.consent.none')}</dd></div>
          </dl>
          <crm-person-rights .account=${this.account} .kind=${this.kind} .value=${this.value} @erased=${() => this.#load.again()}></crm-person-rights>
        </section>
        <section class="card"><h2>${say('people.tags')}</h2>${this.#tags(p)}</section>
      </aside>
      <section class="card"><header><h2>${say('people.timeline')}</h2>
        <label class="inline"><input type="checkbox" .checked=${this.technical} @change=${(e: Event) => {
          this.technical = (e.target as HTMLInputElement).checked;
        }} /> ${say('people.technical')}</label></header>
        ${timelineView(p, this.technical)}</section>
    </div>`;
  }

  protected override render(): TemplateResult {
    const { state } = this.#load;
    if (state.kind === 'failed' && state.error.status === 404)
      return html`<p class="empty" role="status">${say('people.gone')}</p>`;
    return loaded(this.#load, (p) => this.#person(p));
  }
}
customElements.define('crm-person', CrmPerson);
