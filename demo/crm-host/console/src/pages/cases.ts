import { html, type TemplateResult } from 'lit';
import type { LoopFigures } from '../../../src/cases/list.ts';
import type { Verdict } from '../../../src/chat/labels.ts';
import type { DeskAccount } from '../../../src/http/session-routes.ts';
import { type ApiError, get, post } from '../api.ts';
import { number } from '../format.ts';
import { say } from '../language.ts';
import { Load } from '../load.ts';
import { empty, loaded, troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import { type CaseItem, caseView } from './case-view.ts';
import { judge } from './chat-label.ts';
import './chat-review.ts';
import './close-dialog.ts';
import './due-tasks.ts';
import type { CrmCloseDialog } from './close-dialog.ts';

const STATUSES = ['open', 'closed', 'verified'] as const;
type Status = (typeof STATUSES)[number];

interface Listed {
  readonly cases: readonly CaseItem[];
  readonly loop: LoopFigures;
  readonly owners: readonly string[];
}

/** Complaints: who has which, until when, and how they end. */
export class CrmCases extends Part {
  static override properties = {
    account: { attribute: false },
    status: { state: true },
    note: { state: true },
  };
  declare account: DeskAccount;
  declare status: Status;
  declare note: string;
  #load = new Load<Listed>(this, (signal) => get<Listed>(`/v1/cases?status=${this.status}`, signal));

  constructor() {
    super();
    this.status = 'open';
    this.note = '';
  }

  get #mayWrite(): boolean {
    return this.account.permissions.includes('case.write');
  }

  #show(status: Status): void {
    this.status = status;
    this.note = '';
    void this.#load.again({ afresh: true });
  }

  /** Takes a case one step on; the list is read again whatever came of it. */
  async #step(id: string, step: string, body: unknown): Promise<void> {
    try {
      await post(`/v1/cases/${encodeURIComponent(id)}/${step}`, body);
      this.note = say('state.saved');
    } catch (error) {
      const known = error as ApiError;
      this.note = known.status === 409 ? say('cases.changed') : troubleText(known);
    }
    await this.#load.again();
  }

  #owner(c: CaseItem, owners: readonly string[]): TemplateResult {
    const names = c.owner && !owners.includes(c.owner) ? [c.owner, ...owners] : owners;
    return html`<label class="inline">${say('cases.owner')}
      <select ?disabled=${!this.#mayWrite} @change=${(e: Event) => {
        const owner = (e.target as HTMLSelectElement).value;
        if (owner) void this.#step(c.id, 'assign', { owner });
      }}>
        ${c.owner ? '' : html`<option value="" selected>${say('cases.nobody')}</option>`}
        ${names.map((o) => html`<option value=${o} ?selected=${o === c.owner} .selected=${o === c.owner}>${o}</option>`)}
      </select></label>`;
  }

  #actions(c: CaseItem, owners: readonly string[]): TemplateResult {
    if (c.status === 'open')
      return html`${this.#owner(c, owners)}
        ${
          this.#mayWrite
            ? html`<button type="button" class="primary" @click=${() =>
                this.querySelector<CrmCloseDialog>('crm-close-dialog')?.open(
                  c.id,
                  c.owner ?? this.account.name,
                )}>${say('cases.close')}</button>`
            : ''
        }`;
    const own = html`<span class="faint">${say('cases.owner')}: ${c.owner}</span>`;
    if (c.status !== 'closed' || !this.#mayWrite) return own;
    const verify = (e: Event, happy: boolean): void => {
      const rating = Number((e.target as HTMLElement).closest('footer')?.querySelector('select')?.value);
      void this.#step(c.id, 'verify', { happy, ...(rating ? { rating } : {}) });
    };
    return html`${own}
      <label class="inline">${say('cases.rating')}
        <select><option value="">–</option>${[1, 2, 3, 4, 5].map((n) => html`<option value=${n}>${say('cases.rating.of', { n })}</option>`)}</select></label>
      <button type="button" @click=${(e: Event) => verify(e, false)}>${say('cases.unhappy')}</button>
      <button type="button" class="primary" @click=${(e: Event) => verify(e, true)}>${say('cases.happy')}</button>`;
  }

  /** Only who works on cases says whether a label was right. */
  #verdictOf(c: CaseItem): ((verdict: Verdict) => void) | null {
    const { chat } = c;
    if (!chat || !this.#mayWrite) return null;
    return async (verdict) => {
      try {
        await judge(chat, verdict);
        this.note = say('state.saved');
      } catch (error) {
        this.note = troubleText(error as ApiError);
      }
      await this.#load.again();
    };
  }

  #figures({ loop }: Listed): TemplateResult {
    const figures: readonly (readonly [string, string, string?])[] = [
      [number(loop.cases - loop.closed), say('cases.figure.open')],
      [number(loop.late), say('cases.figure.late'), loop.late ? 'poor' : ''],
      [number(loop.closed), say('cases.figure.closed')],
      [number(loop.verified), say('cases.figure.verified')],
      [loop.medianHours === null ? '–' : number(loop.medianHours, 1), say('cases.figure.median')],
      ...(loop.meanRating === null
        ? []
        : [[number(loop.meanRating, 1), say('cases.figure.rating', { n: number(loop.rated) })] as const]),
    ];
    return html`<ul class="figures">${figures.map(([value, label, tone]) => html`<li class=${tone ?? ''}><strong>${value}</strong> ${label}</li>`)}</ul>`;
  }

  #list(value: Listed): TemplateResult {
    const now = Date.now();
    return html`${this.#figures(value)}
      ${value.cases.length ? '' : empty(say(`cases.none.${this.status}`))}
      <div class="cards">${value.cases.map((c) => caseView(c, now, { actions: this.#actions(c, value.owners), onVerdict: this.#verdictOf(c) }))}</div>
      <crm-close-dialog .owners=${value.owners} @closed=${() => {
        this.note = say('state.saved');
        void this.#load.again();
      }} @changed=${() => {
        this.note = say('cases.changed');
        void this.#load.again();
      }}></crm-close-dialog>`;
  }

  protected override render(): TemplateResult {
    return html`<p class="lead">${say('cases.lead')}</p>
      ${this.account.permissions.includes('task.write') ? html`<crm-due-tasks></crm-due-tasks>` : ''}
      <crm-chat-review .writes=${this.#mayWrite} @judged=${() => void this.#load.again()}></crm-chat-review>
      <div class="tabs" role="group" aria-label=${say('page.cases')}>
        ${STATUSES.map((s) => html`<button type="button" aria-pressed=${s === this.status ? 'true' : 'false'} @click=${() => this.#show(s)}>${say(`cases.${s}`)}</button>`)}
      </div>
      <p class="note" role="status">${this.note}</p>
      ${loaded(this.#load, (value) => this.#list(value))}`;
  }
}
customElements.define('crm-cases', CrmCases);
