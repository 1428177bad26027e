import { html, type TemplateResult } from 'lit';
import { type ChatFigures, type Drift, type DriftWeek, TOLD_AS } from '../../../src/chat/drift.ts';
import { get } from '../api.ts';
import { number, percent } from '../format.ts';
import { locale, name, say } from '../language.ts';
import { Load } from '../load.ts';
import { shareText } from '../parts/bars.ts';
import { empty, loaded } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';

/** Months offered: the running one and those before it. */
const MONTHS = 13;

/** YYYY-MM of the shop's months, the running one first. */
const months = (now: number): string[] => {
  const today = new Date(now + 8 * 3_600_000);
  return Array.from({ length: MONTHS }, (_, i) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - i, 1)).toISOString().slice(0, 7),
  );
};

const monthName = (month: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(
    new Date(`${month}-01`),
  );

/** A month as a file, and how the labels of chats stand. */
export class CrmReports extends Part {
  static override properties = { month: { state: true } };
  declare month: string;
  #load = new Load(this, (signal) => get<ChatFigures>('/v1/figures/chat', signal));

  constructor() {
    super();
    this.month = months(Date.now())[1] ?? '';
  }

  #download(): TemplateResult {
    const [running] = months(Date.now());
    const path = `/v1/reports/${this.month}?lang=${locale()}`;
    return html`<section class="card"><label class="inline">${say('reports.month')}
        <select @change=${(e: Event) => {
          this.month = (e.target as HTMLSelectElement).value;
        }}>${months(Date.now()).map(
          (m) =>
            html`<option value=${m} ?selected=${m === this.month}>${monthName(m)}${m === running ? ` (${say('reports.running')})` : ''}</option>`,
        )}</select></label>
      <p class="actions start"><a class="button primary" download href=${`${path}&format=html`}>${say('reports.page')}</a>
        <a class="button" download href=${`${path}&format=json`}>${say('reports.figures')}</a></p></section>`;
  }

  #drift(d: Drift): TemplateResult {
    const values = { model: d.model, week: d.week, psi: d.psi === null ? '–' : number(d.psi, 2) };
    if (d.psi === null) return html`<p class="hint">${say('chat.few', values)}</p>`;
    return html`<p class=${d.alarm ? 'error' : 'hint'} role=${d.alarm ? 'alert' : 'note'}>${say(d.alarm ? 'chat.alarm' : 'chat.calm', values)}</p>`;
  }

  #week(w: DriftWeek): TemplateResult {
    const all = TOLD_AS.reduce((n, k) => n + w.counts[k], 0);
    return html`<tr><th scope="row">${w.week} <span class="faint">${w.model}</span></th><td class="number">${number(all)}</td>
      ${TOLD_AS.map((k) => html`<td class="number">${all ? percent(w.counts[k] / all, 0) : '–'}</td>`)}</tr>`;
  }

  #chat({ weeks, drift, right, judged }: ChatFigures): TemplateResult {
    if (weeks.length === 0) return empty(say('chat.figures.none'));
    return html`${drift.map((d) => this.#drift(d))}
      ${right ? html`<p class="hint">${say('chat.agreed', { share: shareText(right), n: number(judged) })}</p>` : ''}
      <div class="scroll"><table><thead><tr><th scope="col">${say('chat.week')}</th><th scope="col" class="number">${say('chat.messages')}</th>
        ${TOLD_AS.map((k) => html`<th scope="col" class="number">${name('polarity', k)}</th>`)}</tr></thead>
        <tbody>${weeks.map((w) => this.#week(w))}</tbody></table></div>`;
  }

  protected override render(): TemplateResult {
    return html`<p class="lead">${say('reports.lead')}</p>${this.#download()}
      <section class="card"><h2>${say('chat.figures')}</h2><p class="hint">${say('chat.figures.lead')}</p>
      ${loaded(this.#load, (value) => this.#chat(value))}</section>`;
  }
}
customElements.define('crm-reports', CrmReports);
