import { reasonText } from '@carmine/elements/reasons';
import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../src/http/session-routes.ts';
import type { MatchEntry } from '../../../src/matches/list.ts';
import { get, type Json } from '../api.ts';
import { dateTime, number, percent } from '../format.ts';
import { locale, name, say } from '../language.ts';
import { Load } from '../load.ts';
import { empty, loaded } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import { hrefOf } from '../router.ts';

type Item = Json<MatchEntry>;
type Shade = Item['matches'][number];

/** What the mirror named, with its reasons, and what followed. */
export class CrmMatches extends Part {
  static override properties = { account: { attribute: false }, sku: { state: true } };
  declare account: DeskAccount;
  declare sku: string;
  #shades: readonly string[] = [];
  #load = new Load(this, async (signal) => {
    const { matches } = await get<{ readonly matches: readonly MatchEntry[] }>(
      `/v1/matches?sku=${encodeURIComponent(this.sku)}`,
      signal,
    );
    if (!this.sku) this.#shades = [...new Set(matches.flatMap((m) => m.matches[0]?.sku ?? []))].sort();
    return matches;
  });

  constructor() {
    super();
    this.sku = '';
  }

  #shade(s: Shade): TemplateResult {
    return html`<p class="shade"><strong>${s.sku}</strong> <span class="faint">${say('matches.best', {
      dE: number(s.dE00, 1),
      p: percent(s.pWithin2, 0),
      best: percent(s.pBest, 0),
    })}</span></p>
    <ul>${s.reasons.map((r) => html`<li>${reasonText(r.key, locale(), r.values)}</li>`)}</ul>`;
  }

  #outcome(m: Item): TemplateResult {
    return html`${m.worn ? html`<span class="badge">${say('matches.worn')}</span>` : ''}
      ${m.bought ? html`<span class="badge good">${say('matches.bought', { sku: m.bought })}</span>` : ''}
      ${m.complaint ? html`<span class="badge poor">${say('matches.complaint', { id: m.complaint })}</span>` : ''}`;
  }

  #who(m: Item): TemplateResult | string {
    if (m.kind !== 'customer' || !m.value) return say('matches.unknown');
    return this.account.permissions.includes('person.read')
      ? html`<a href=${hrefOf('people', m.kind, m.value)}>${m.value}</a>`
      : m.value;
  }

  #item(m: Item): TemplateResult {
    const [first, ...others] = m.matches;
    return html`<article class="card">
      <header><h3>${this.#who(m)}</h3><span class="faint">${dateTime(m.at)}</span>${this.#outcome(m)}</header>
      <p class="hint">${say('matches.reading', {
        confidence: name('confidence', m.skin.confidence),
        undertone: name('undertone', m.skin.undertone),
        r90: number(m.skin.r90, 1),
      })}</p>
      ${m.abstained ? html`<p><span class="badge fair">${say('matches.abstained')}</span> ${m.reason ? reasonText(m.reason, locale()) : ''}</p>` : ''}
      ${first ? this.#shade(first) : ''}
      ${others.length ? html`<details><summary>${say('matches.others', { n: others.length })}</summary>${others.map((s) => this.#shade(s))}</details>` : ''}
    </article>`;
  }

  protected override render(): TemplateResult {
    return html`<p class="lead">${say('matches.lead')}</p>
      <label class="inline">${say('matches.shade')}
        <select @change=${(e: Event) => {
          this.sku = (e.target as HTMLSelectElement).value;
          void this.#load.again({ afresh: true });
        }}><option value="">${say('matches.all')}</option>
          ${this.#shades.map((s) => html`<option value=${s} ?selected=${s === this.sku}>${s}</option>`)}</select></label>
      ${loaded(this.#load, (all) =>
        all.length
          ? html`<div class="cards two">${all.map((m) => this.#item(m))}</div>`
          : empty(say('matches.none')),
      )}`;
  }
}
customElements.define('crm-matches', CrmMatches);
