import type { Concept } from '@carmine/crm/faq';
import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../../src/http/session-routes.ts';
import { type ApiError, post, put } from '../../api.ts';
import { say } from '../../language.ts';
import { troubleText } from '../../parts/loaded.ts';
import { Part } from '../../parts/part.ts';
import { faqLocaleNow, type StoredItem } from './book.ts';
import type { Edited } from './entry-dialog.ts';

/** Editor of the words of one concept: what makes questions found that are asked otherwise. Fires `edited`. */
export class CrmConceptDialog extends Part {
  static override properties = {
    account: { attribute: false },
    item: { state: true },
    links: { state: true },
    error: { state: true },
    busy: { state: true },
  };
  declare account: DeskAccount;
  declare item: StoredItem | undefined;
  /** Names of what it leads to. */
  declare links: readonly string[];
  declare error: ApiError | undefined;
  declare busy: boolean;

  async open(item: StoredItem, links: readonly string[]): Promise<void> {
    this.item = item;
    this.links = links;
    this.error = undefined;
    this.busy = false;
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const item = this.item!;
    const publish = (event.submitter as HTMLButtonElement | null)?.value === 'publish';
    const text = String(new FormData(event.target as HTMLFormElement).get('terms') ?? '');
    const terms = [...new Set(text.split('\n').map((t) => t.trim()))].filter(Boolean);
    const path = `/v1/knowledge/concept/${encodeURIComponent(item.id)}`;
    this.busy = true;
    this.error = undefined;
    try {
      const body = { ...(item.body as Concept), terms };
      const { version } = await put<{ version: number }>(path, { version: item.version, body });
      if (publish) await post(`${path}/publish`, { version });
      this.querySelector('dialog')?.close();
      this.dispatchEvent(new CustomEvent<Edited>('edited', { detail: publish ? 'published' : 'saved' }));
    } catch (error) {
      this.error = error as ApiError;
    }
    this.busy = false;
  };

  #form(item: StoredItem): TemplateResult {
    const concept = item.body as Concept;
    const may = this.account.permissions.includes('knowledge.publish');
    return html`<form @submit=${this.#submit}>
      <h2 id="concept-title">${say('knowledge.concept.title', { name: concept.name[faqLocaleNow()] })}</h2>
      ${this.links.length ? html`<p class="hint">${say('knowledge.concept.links', { names: this.links.join(', ') })}</p>` : ''}
      <label>${say('knowledge.concept.terms')}
        <textarea name="terms" rows="12" .value=${concept.terms.join('\n')}></textarea></label>
      ${this.error ? html`<p class="error" role="alert">${this.error.status === 409 ? say('knowledge.edit.conflict') : troubleText(this.error)}</p>` : ''}
      <div class="actions">
        <button type="button" @click=${() => this.querySelector('dialog')?.close()}>${say('knowledge.edit.cancel')}</button>
        <button value="save" ?disabled=${this.busy}>${say('knowledge.edit.save')}</button>
        ${may ? html`<button value="publish" class="primary" ?disabled=${this.busy}>${say('knowledge.edit.publish')}</button>` : ''}
      </div>
    </form>`;
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="concept-title" @close=${() => {
      this.item = undefined;
    }}>${this.item ? this.#form(this.item) : ''}</dialog>`;
  }
}
customElements.define('crm-concept-dialog', CrmConceptDialog);
