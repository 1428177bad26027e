import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../src/http/session-routes.ts';
import type { Erasure } from '../../../src/people/rights.ts';
import type { ApiError } from '../api.ts';
import { post, remove } from '../api.ts';
import { number } from '../format.ts';
import { say } from '../language.ts';
import { troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';

/** What the law lets a customer ask for, for the roles that may do it. Fires `erased`. */
export class CrmPersonRights extends Part {
  static override properties = {
    account: { attribute: false },
    kind: { attribute: false },
    value: { attribute: false },
    note: { state: true },
  };
  declare account: DeskAccount;
  declare kind: string;
  declare value: string;
  declare note: string;

  constructor() {
    super();
    this.note = '';
  }

  get #path(): string {
    return `/v1/people/${encodeURIComponent(this.kind)}/${encodeURIComponent(this.value)}`;
  }

  #export = async (): Promise<void> => {
    try {
      const told = await post<unknown>(`${this.#path}/export`);
      const url = URL.createObjectURL(
        new Blob([JSON.stringify(told, null, 2)], { type: 'application/json' }),
      );
      const link = document.createElement('a');
      link.href = url;
      link.download = `${this.value}.json`;
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      this.note = troubleText(error as ApiError);
    }
  };

  #erase = async (): Promise<void> => {
    this.querySelector('dialog')?.close();
    try {
      const gone = await remove<Erasure>(this.#path);
      const byHand = gone.byHand.length ? ` ${say('people.byHand', { names: gone.byHand.join(', ') })}` : '';
      this.note = say('people.erased', { rows: number(gone.rows), tables: number(gone.tables) }) + byHand;
      if (!byHand) this.dispatchEvent(new Event('erased'));
    } catch (error) {
      this.note = troubleText(error as ApiError);
    }
  };

  protected override render(): TemplateResult {
    const may = (permission: string): boolean => this.account.permissions.includes(permission);
    return html`<div class="actions">
        ${may('person.export') ? html`<button type="button" @click=${this.#export}>${say('people.export')}</button>` : ''}
        ${may('person.erase') ? html`<button type="button" class="danger" @click=${() => this.querySelector('dialog')?.showModal()}>${say('people.erase')}</button>` : ''}
      </div>
      <p class="note" role="status">${this.note}</p>
      <dialog aria-labelledby="erase-title" aria-describedby="erase-hint">
        <h2 id="erase-title">${say('people.eraseTitle')}</h2>
        <p id="erase-hint">${say('people.eraseHint')}</p>
        <div class="actions">
          <button type="button" autofocus @click=${() => this.querySelector('dialog')?.close()}>${say('cases.cancel')}</button>
          <button type="button" class="danger" @click=${this.#erase}>${say('people.eraseDo')}</button>
        </div>
      </dialog>`;
  }
}
customElements.define('crm-person-rights', CrmPersonRights);
