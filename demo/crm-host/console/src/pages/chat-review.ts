import { html, type TemplateResult } from 'lit';
import type { ChatLabel, Verdict } from '../../../src/chat/labels.ts';
import { type ApiError, get, type Json } from '../api.ts';
import { relative } from '../format.ts';
import { say } from '../language.ts';
import { Load } from '../load.ts';
import { loaded, troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import { hrefOf } from '../router.ts';
import { judge, labelView } from './chat-label.ts';

type Item = Json<ChatLabel & { readonly who: { readonly kind: string; readonly value: string } | null }>;

/** Labels that nobody has judged: the upset ones first, so that a person looks whom a case has not brought here. */
export class CrmChatReview extends Part {
  static override properties = { writes: { attribute: false }, note: { state: true } };
  declare writes: boolean;
  declare note: string;
  #load = new Load(this, (signal) => get<{ readonly labels: readonly Item[] }>('/v1/chat/labels', signal));

  constructor() {
    super();
    this.writes = false;
    this.note = '';
  }

  async #judge(item: Item, verdict: Verdict): Promise<void> {
    try {
      await judge(item, verdict);
      this.note = say('state.saved');
      this.dispatchEvent(new Event('judged'));
    } catch (error) {
      this.note = troubleText(error as ApiError);
    }
    await this.#load.again();
  }

  #item(item: Item): TemplateResult {
    const who = item.who
      ? html`<a href=${hrefOf('people', item.who.kind, item.who.value)}>${item.who.value}</a>`
      : html`<span class="faint">${say('cases.noCustomer')}</span>`;
    return html`<li data-label=${item.id}><span class="grow">${who} <span class="faint">${say('chat.in', { id: item.chatId })}</span></span>
      ${labelView(item, this.writes ? (v) => void this.#judge(item, v) : null)}
      <span class="faint">${relative(item.at)}</span></li>`;
  }

  protected override render(): TemplateResult {
    const count = this.#load.state.kind === 'ready' ? this.#load.state.value.labels.length : 0;
    return html`<details class="card tasks">
      <summary><h2>${say('chat.review')}</h2> <span class="badge ${count ? 'accent' : ''}">${count}</span></summary>
      <p class="hint">${say('chat.review.lead')}</p>
      <p class="note" role="status">${this.note}</p>
      ${loaded(this.#load, ({ labels }) =>
        labels.length
          ? html`<ul class="rows">${labels.map((l) => this.#item(l))}</ul>`
          : html`<p class="empty">${say('chat.review.none')}</p>`,
      )}
    </details>`;
  }
}
customElements.define('crm-chat-review', CrmChatReview);
