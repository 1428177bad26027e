import { html, type TemplateResult } from 'lit';
import type { Experiment } from '../../../src/figures/experiments.ts';
import type { Funnel, FunnelRow } from '../../../src/figures/funnel.ts';
import { get } from '../api.ts';
import { number, percent } from '../format.ts';
import { name, say } from '../language.ts';
import { Load } from '../load.ts';
import { bar, interval, shareText } from '../parts/bars.ts';
import { empty, loaded } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import '../parts/plot.ts';
import { dailyPlot, dailyTable } from './funnel-daily.ts';
import { pilots } from './funnel-pilots.ts';

const PERIODS = [7, 28, 90] as const;
const COMPARED = ['shade', 'product', 'light'] as const;
type Compared = (typeof COMPARED)[number];

interface Shown {
  readonly all: Funnel;
  readonly daily: Funnel;
  readonly groups: Funnel;
  readonly experiments: readonly Experiment[];
}

/** The way from try-on to purchase, and where it differs by more than chance. */
export class CrmFunnel extends Part {
  static override properties = { days: { state: true }, by: { state: true } };
  declare days: number;
  declare by: Compared;
  #load = new Load<Shown>(this, async (signal) => {
    const of = (by: string): Promise<Funnel> =>
      get<Funnel>(`/v1/figures/funnel?by=${by}&days=${this.days}`, signal);
    const pilot = get<{ readonly experiments: readonly Experiment[] }>(
      `/v1/figures/experiments?days=${this.days}`,
      signal,
    );
    const [all, daily, groups, { experiments }] = await Promise.all([
      of('all'),
      of('day'),
      of(this.by),
      pilot,
    ]);
    return { all, daily, groups, experiments };
  });

  constructor() {
    super();
    this.days = 28;
    this.by = 'shade';
  }

  #set(change: { readonly days?: number; readonly by?: Compared }): void {
    this.days = change.days ?? this.days;
    this.by = change.by ?? this.by;
    void this.#load.again();
  }

  #steps(row: FunnelRow): TemplateResult {
    const steps = [
      ['funnel.tried', row.tried, null],
      ['funnel.cart', row.cart, row.toCart],
      ['funnel.bought', row.bought, row.toBuy],
    ] as const;
    return html`<ol class="steps">${steps.map(
      ([key, n, share]) => html`<li><span class="step-name">${say(key)}</span> <strong>${number(n)}</strong>
        ${bar(n / row.tried)}
        ${
          share
            ? html`<span class="faint">${say('funnel.ofTried', { share: percent(share.share), low: percent(share.low), high: percent(share.high) })}</span>`
            : html`<span class="faint">${say('funnel.sessions')}</span>`
        }</li>`,
    )}</ol>`;
  }

  #name(group: string): string {
    return this.by === 'shade' ? group : name(this.by, group);
  }

  #groups(f: Funnel): TemplateResult {
    const most = Math.max(0.05, ...f.rows.map((r) => r.toBuy?.high ?? 0));
    return html`<div class="scroll"><table class="compare"><thead><tr>
      <th scope="col">${say(`funnel.by.${this.by}`)}</th><th scope="col" class="number">${say('funnel.tried')}</th>
      <th scope="col" class="number">${say('funnel.cart')}</th><th scope="col" class="number">${say('funnel.bought')}</th>
      <th scope="col">${say('funnel.share')} · ${say('funnel.interval')}</th></tr></thead>
      <tbody>${f.rows.map(
        (
          r,
        ) => html`<tr><th scope="row">${this.#name(r.name)}</th><td class="number" data-label=${say('funnel.tried')}>${number(r.tried)}</td>
        <td class="number" data-label=${say('funnel.cart')}>${number(r.cart)}</td><td class="number" data-label=${say('funnel.bought')}>${number(r.bought)}</td>
        <td class="share">${r.toBuy ? html`${interval(r.toBuy, most)}<span>${shareText(r.toBuy)}</span>` : ''}
        ${r.apart ? html`<span class="badge ${r.apart === 'above' ? 'good' : 'poor'}">${say(`funnel.${r.apart}`)}</span>` : ''}</td></tr>`,
      )}</tbody></table></div>
      <p class="hint">${say('funnel.note', { small: number(f.small) })}</p>`;
  }

  #shown({ all, daily, groups, experiments }: Shown): TemplateResult {
    const [row] = all.rows;
    if (!row) return empty(say('funnel.none'));
    return html`<section class="card">${this.#steps(row)}</section>
      <section class="card"><h2>${say('funnel.daily')}</h2>
        <crm-plot .spec=${dailyPlot(daily)}></crm-plot>${dailyTable(daily)}</section>
      <section class="card"><header><h2>${say('funnel.compare')}</h2>
        <div class="tabs" role="group" aria-label=${say('funnel.compare')}>${COMPARED.map(
          (by) =>
            html`<button type="button" aria-pressed=${by === this.by ? 'true' : 'false'} @click=${() => this.#set({ by })}>${say(`funnel.by.${by}`)}</button>`,
        )}</div></header>
        ${groups.rows.length ? this.#groups(groups) : empty(say('funnel.none'))}</section>
      <section class="card"><h2>${say('funnel.pilots')}</h2>${pilots(experiments)}</section>`;
  }

  protected override render(): TemplateResult {
    const { state } = this.#load;
    const window = state.kind === 'ready' ? state.value.all.windowDays : 14;
    return html`<p class="lead">${say('funnel.lead', { days: window })}</p>
      <label class="inline">${say('funnel.days')}
        <select @change=${(e: Event) => this.#set({ days: Number((e.target as HTMLSelectElement).value) })}>
          ${PERIODS.map((n) => html`<option value=${n} ?selected=${n === this.days}>${say('funnel.lastDays', { n })}</option>`)}
        </select></label>
      ${loaded(this.#load, (value) => this.#shown(value))}`;
  }
}
customElements.define('crm-funnel', CrmFunnel);
