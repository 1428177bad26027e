import type { FaqEntry } from '@carmine/crm/faq';
import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../../src/http/session-routes.ts';
import { type ApiError, get, post, put } from '../../api.ts';
import { dateTime } from '../../format.ts';
import { say } from '../../language.ts';
import { troubleText } from '../../parts/loaded.ts';
import { Part } from '../../parts/part.ts';
import { conceptsOf, type Desk, entriesOf, type GapItem, gapTitle, type StoredItem } from './book.ts';
import { entryFields, readEntry } from './entry-form.ts';

/** What became of an edit, for the page's note. */
export type Edited = 'saved' | 'published' | 'withdrawn';

/** Which answer is edited: one that is stored, or a new one; and what it closes. */
export interface Editing {
  readonly entry: FaqEntry;
  readonly item?: StoredItem;
  readonly gap?: GapItem;
}

/** Editor of one answer in three languages. Fires `edited` with what was done. */
export class CrmEntryDialog extends Part {
  static override properties = {
    account: { attribute: false },
    desk: { attribute: false },
    editing: { state: true },
    about: { state: true },
    versions: { state: true },
    error: { state: true },
    busy: { state: true },
  };
  declare account: DeskAccount;
  declare desk: Desk;
  declare editing: Editing | undefined;
  declare about: readonly string[];
  declare versions: readonly StoredItem[] | undefined;
  declare error: ApiError | undefined;
  declare busy: boolean;

  async open(editing: Editing): Promise<void> {
    this.editing = editing;
    this.about = editing.entry.about;
    this.versions = undefined;
    this.error = undefined;
    this.busy = false;
    await this.updateComplete;
    this.#dialog?.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  #close(): void {
    this.#dialog?.close();
    this.editing = undefined;
  }

  get #path(): string {
    return `/v1/knowledge/entry/${encodeURIComponent(this.editing?.entry.id ?? '')}`;
  }

  async #do(work: () => Promise<Edited>): Promise<void> {
    this.busy = true;
    this.error = undefined;
    try {
      const done = await work();
      this.#close();
      this.dispatchEvent(new CustomEvent<Edited>('edited', { detail: done }));
    } catch (error) {
      this.error = error as ApiError;
    }
    this.busy = false;
  }

  async #save(form: HTMLFormElement, publish: boolean): Promise<Edited> {
    const { item, gap } = this.editing ?? {};
    const body = readEntry(form, { id: item?.id ?? '', about: this.about });
    const path = `/v1/knowledge/entry/${encodeURIComponent(body.id)}`;
    const { version } = await put<{ version: number }>(path, { version: item?.version ?? 0, body });
    if (!publish) return 'saved';
    try {
      await post(`${path}/publish`, { version, ...(gap ? { gap: gap.id } : {}) });
    } catch (error) {
      // The draft is stored: the next try goes on from it.
      const stored = {
        kind: 'entry',
        id: body.id,
        version,
        body,
        published_version: item?.published_version ?? null,
      };
      this.editing = {
        ...this.editing!,
        entry: body,
        item: { ...stored, edited_by: this.account.name, edited_at: '' } as StoredItem,
      };
      throw error;
    }
    return 'published';
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const publish = (event.submitter as HTMLButtonElement | null)?.value === 'publish';
    void this.#do(() => this.#save(event.target as HTMLFormElement, publish));
  };

  #withdraw = (): void => {
    const { item } = this.editing ?? {};
    void this.#do(async () => {
      await post(`${this.#path}/withdraw`, { version: item?.version });
      return 'withdrawn';
    });
  };

  #showVersions = (event: Event): void => {
    if (!(event.target as HTMLDetailsElement).open || this.versions) return;
    get<{ versions: readonly StoredItem[] }>(`${this.#path}/history`).then(
      ({ versions }) => {
        this.versions = versions as readonly StoredItem[];
      },
      (error: ApiError) => {
        this.error = error;
      },
    );
  };

  #history(): TemplateResult {
    return html`<details @toggle=${this.#showVersions}><summary>${say('knowledge.edit.history')}</summary>
      <ul class="rows">${(this.versions ?? []).map(
        (v) =>
          html`<li>${say('knowledge.edit.version', { n: v.version, who: v.edited_by, when: dateTime(v.edited_at) })}</li>`,
      )}</ul></details>`;
  }

  #form({ entry, item, gap }: Editing): TemplateResult {
    const may = this.account.permissions.includes('knowledge.publish');
    const intents = [...new Set(entriesOf(this.desk).map((e) => e.intent))].sort();
    const concepts = conceptsOf(this.desk);
    return html`<form @submit=${this.#submit}>
      <h2 id="entry-title">${item ? say('knowledge.edit.title', { id: item.id }) : say('knowledge.edit.new')}</h2>
      ${gap ? html`<p class="hint">${say('knowledge.edit.gap', { what: gapTitle(gap) })}</p>` : ''}
      ${entryFields({
        entry,
        isNew: !item,
        about: this.about,
        concepts,
        intents,
        change: (about) => {
          this.about = about;
        },
      })}
      ${item ? this.#history() : ''}
      ${this.error ? html`<p class="error" role="alert">${this.error.status === 409 ? say('knowledge.edit.conflict') : troubleText(this.error)}</p>` : ''}
      <div class="actions">
        ${item?.published_version && may ? html`<button type="button" class="danger" ?disabled=${this.busy} @click=${this.#withdraw}>${say('knowledge.edit.withdraw')}</button>` : ''}
        <button type="button" @click=${() => this.#close()}>${say('knowledge.edit.cancel')}</button>
        <button value="save" ?disabled=${this.busy}>${say('knowledge.edit.save')}</button>
        ${may ? html`<button value="publish" class="primary" ?disabled=${this.busy}>${say('knowledge.edit.publish')}</button>` : ''}
      </div>
    </form>`;
  }

  protected override render(): TemplateResult {
    return html`<dialog class="wide" aria-labelledby="entry-title" @close=${() => {
      this.editing = undefined;
    }}>${this.editing ? this.#form(this.editing) : ''}</dialog>`;
  }
}
customElements.define('crm-entry-dialog', CrmEntryDialog);
