import { html, type TemplateResult } from 'lit';
import type { Segments } from '../../../src/figures/segments.ts';
import { get } from '../api.ts';
import { money, number, percent } from '../format.ts';
import { name, say } from '../language.ts';
import { Load } from '../load.ts';
import { bar } from '../parts/bars.ts';
import { empty, loaded } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';

const TIERS = ['diamond', 'platinum', 'gold', 'basic'];
const STAGES = ['visitor', 'trial', 'new', 'active', 'lapsing', 'lapsed', 'won-back'];
const FLAGS = ['no-interaction', 'no-purchase', 'both', 'none'];
/** Where the values of a tag have their names. */
const TAG_VALUES: Readonly<Record<string, string>> = {
  interest: 'product',
  finish: 'finish',
  undertone: 'undertone',
  buyer: 'buyer',
  'sensitive-skin': 'yes',
  expecting: 'yes',
};

/** Groups of customers by what rules say of them. */
export class CrmSegments extends Part {
  #load = new Load(this, (signal) => get<Segments>('/v1/figures/segments', signal));

  #group(s: Segments, what: string, order: readonly string[], names: string): TemplateResult {
    const rows = s.groups
      .filter((g) => g.what === what)
      .sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
    if (rows.length === 0) return empty(say('segments.none'));
    return html`<table class="plain"><tbody>${rows.map(
      (
        g,
      ) => html`<tr><th scope="row">${name(names, g.value)}</th><td class="wide">${bar(g.n / s.persons)}</td>
        <td class="number">${number(g.n)}</td><td class="number faint">${percent(g.n / s.persons, 0)}</td></tr>`,
    )}</tbody></table>`;
  }

  #tags(s: Segments): TemplateResult {
    const tags = [...new Set(s.groups.filter((g) => g.what.startsWith('tag:')).map((g) => g.what))];
    if (tags.length === 0) return empty(say('segments.none'));
    return html`${tags.map((tag) => {
      const own = tag.slice(4);
      const order = s.groups.filter((g) => g.what === tag).sort((a, b) => b.n - a.n);
      return html`<h3>${name('tag', own)}</h3>${this.#group(
        s,
        tag,
        order.map((g) => g.value),
        TAG_VALUES[own] ?? own,
      )}`;
    })}`;
  }

  #values(s: Segments): TemplateResult {
    const rows = [...s.values].sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier));
    if (rows.length === 0) return empty(say('segments.none'));
    return html`<div class="scroll"><table><thead><tr><th scope="col">${say('segments.tierHead')}</th><th scope="col" class="number">${say('segments.customers')}</th>
      <th scope="col" class="number">${say('people.value.stated')}</th><th scope="col" class="number">${say('people.value.once')}</th></tr></thead>
      <tbody>${rows.map((r) => html`<tr><th scope="row">${name('tier', r.tier)}</th><td class="number">${number(r.n)}</td><td class="number">${money(r.stated)}</td><td class="number">${money(r.once)}</td></tr>`)}</tbody></table></div>`;
  }

  #card(title: string, note: string, content: TemplateResult): TemplateResult {
    return html`<section class="card"><h2>${title}</h2>${note ? html`<p class="hint">${note}</p>` : ''}${content}</section>`;
  }

  protected override render(): TemplateResult {
    return html`<p class="lead">${say('segments.lead')}</p>
      ${loaded(this.#load, (s) =>
        s.persons === 0
          ? empty(say('segments.none'))
          : html`<ul class="figures"><li><strong>${say('segments.persons', { n: number(s.persons) })}</strong></li></ul>
          <div class="cards two">
            ${this.#card(say('segments.tier'), say('segments.tier.note'), this.#group(s, 'tier', TIERS, 'tier'))}
            ${this.#card(say('segments.churn'), say('segments.churn.note'), this.#group(s, 'churn', FLAGS, 'churn'))}
            ${this.#card(say('segments.stage'), '', this.#group(s, 'stage', STAGES, 'stage'))}
            ${this.#card(say('segments.value'), '', this.#values(s))}
            ${this.#card(say('segments.tags'), say('segments.tags.note'), this.#tags(s))}
          </div>`,
      )}`;
  }
}
customElements.define('crm-segments', CrmSegments);
