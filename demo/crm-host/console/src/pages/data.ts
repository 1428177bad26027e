import { html, type TemplateResult } from 'lit';
import type { Completeness } from '../../../src/imports/completeness.ts';
import { get } from '../api.ts';
import { number, percent } from '../format.ts';
import { name, say } from '../language.ts';
import { Load } from '../load.ts';
import { markedBar } from '../parts/bars.ts';
import { empty, loaded } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';

interface Report {
  readonly sources: Readonly<Record<string, Completeness>>;
  readonly overall: Omit<Completeness, 'fields'>;
}

/** The handbook's marks. */
const MARKS = [0.9, 0.98];
/** Fields told as the ones to mend first. */
const WORST = 4;

/** Shares are cut, not rounded: 97.96 % has not reached 98 %. */
const cut = (share: number): string => percent(Math.floor(share * 1000) / 1000);

/** How complete the data is that other systems hand over. */
export class CrmData extends Part {
  #load = new Load(this, (signal) => get<Report>('/v1/figures/completeness', signal));

  #marks(c: Omit<Completeness, 'fields'>): TemplateResult[] {
    return MARKS.map((mark, i) => {
      const reached = c.reached[i] === true;
      const text = reached
        ? say('data.reached', { mark: percent(mark, 0) })
        : say('data.missed', { mark: percent(mark, 0) });
      return html`<span class="badge ${reached ? 'good' : 'poor'}">${text}</span>`;
    });
  }

  #head(title: string, c: Omit<Completeness, 'fields'>): TemplateResult {
    return html`<header><h2>${title}</h2><span class="faint">${c.rows ? say('data.rows', { n: number(c.rows) }) : say('data.noRows')}</span></header>
      ${c.share === null ? '' : html`<p class="big">${cut(c.share)}</p>${markedBar(c.share, MARKS)}<p>${this.#marks(c)}</p>`}`;
  }

  #fields(c: Completeness): TemplateResult | '' {
    if (c.share === null) return '';
    const worst = Object.entries(c.fields)
      .filter(([, share]) => share < 1)
      .sort((a, b) => a[1] - b[1])
      .slice(0, WORST);
    if (worst.length === 0) return html`<p class="hint">${say('data.whole')}</p>`;
    return html`<h3>${say('data.fields')}</h3><table class="plain"><tbody>${worst.map(
      ([field, share]) =>
        html`<tr><th scope="row"><code>${field}</code></th><td class="wide">${markedBar(share, MARKS)}</td><td class="number">${cut(share)}</td></tr>`,
    )}</tbody></table>`;
  }

  protected override render(): TemplateResult {
    return html`<p class="lead">${say('data.lead')}</p>
      ${loaded(this.#load, ({ sources, overall }) =>
        overall.share === null
          ? empty(say('data.none'))
          : html`<section class="card">${this.#head(say('data.overall'), overall)}</section>
          <div class="cards two">${Object.entries(sources).map(([id, c]) => html`<section class="card">${this.#head(name('source', id), c)}${this.#fields(c)}</section>`)}</div>`,
      )}`;
  }
}
customElements.define('crm-data', CrmData);
