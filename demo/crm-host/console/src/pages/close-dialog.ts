import { html, type TemplateResult } from 'lit';
import { CAUSES, OUTCOMES } from '../../../src/cases/words.ts';
import type { ApiError } from '../api.ts';
import { post } from '../api.ts';
import { dateField, morningOf } from '../format.ts';
import { name, say } from '../language.ts';
import { troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';

/** Days until a customer is asked again, unless somebody chooses otherwise. */
const FOLLOW_UP_DAYS = 7;

/** Closing a case: outcome, owner and a day to ask again. Fires `closed`, or `changed` when somebody else was quicker. */
export class CrmCloseDialog extends Part {
  static override properties = {
    case: { attribute: false },
    owner: { attribute: false },
    owners: { attribute: false },
    error: { state: true },
    busy: { state: true },
  };
  declare case: string;
  declare owner: string | null;
  declare owners: readonly string[];
  declare error: ApiError | undefined;
  declare busy: boolean;

  constructor() {
    super();
    this.case = '';
    this.owner = null;
    this.owners = [];
    this.busy = false;
  }

  /** Opens for a case; the browser keeps the keyboard inside until it is closed. */
  async open(id: string, owner: string | null): Promise<void> {
    this.case = id;
    this.owner = owner;
    this.error = undefined;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('form')?.reset();
    this.#dialog?.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const cause = String(data.get('cause') ?? '');
    this.busy = true;
    this.error = undefined;
    try {
      await post(`/v1/cases/${encodeURIComponent(this.case)}/close`, {
        outcome: data.get('outcome'),
        owner: data.get('owner'),
        ...(cause ? { cause } : {}),
        followUpAt: morningOf(String(data.get('followUp'))),
      });
      this.#dialog?.close();
      this.dispatchEvent(new Event('closed'));
    } catch (error) {
      this.error = error as ApiError;
      if (this.error.status === 409) {
        this.#dialog?.close();
        this.dispatchEvent(new Event('changed'));
      }
    }
    this.busy = false;
  };

  #options(values: readonly string[], group: string): TemplateResult[] {
    return values.map((v) => html`<option value=${v}>${name(group, v)}</option>`);
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="close-title" aria-describedby="close-hint">
      <form @submit=${this.#send}>
        <h2 id="close-title">${say('cases.closeTitle', { id: this.case })}</h2>
        <p class="hint" id="close-hint">${say('cases.closeHint')}</p>
        <label>${say('cases.outcome')}<select name="outcome" required>
          <option value="">${say('cases.choose')}</option>${this.#options(OUTCOMES, 'outcome')}</select></label>
        <label>${say('cases.owner')}<select name="owner" required>
          <option value="">${say('cases.choose')}</option>
          ${this.owners.map((o) => html`<option value=${o} ?selected=${o === this.owner}>${o}</option>`)}</select></label>
        <label>${say('cases.cause')}<select name="cause">
          <option value="">${say('cases.noCause')}</option>${this.#options(CAUSES, 'cause')}</select></label>
        <label>${say('cases.followUp')}<input type="date" name="followUp" required min=${dateField(1)} value=${dateField(FOLLOW_UP_DAYS)} /></label>
        ${this.error ? html`<p class="error" role="alert">${troubleText(this.error)}</p>` : ''}
        <div class="actions">
          <button type="button" @click=${() => this.#dialog?.close()}>${say('cases.cancel')}</button>
          <button class="primary" ?disabled=${this.busy}>${say('cases.save')}</button>
        </div>
      </form>
    </dialog>`;
  }
}
customElements.define('crm-close-dialog', CrmCloseDialog);
