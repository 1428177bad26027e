import type { Concept, FaqEntry } from '@carmine/crm/faq';
import { html, type TemplateResult } from 'lit';
import type { DeskAccount } from '../../../src/http/session-routes.ts';
import { USAGE_DAYS } from '../../../src/knowledge/days.ts';
import { type ApiError, get, post } from '../api.ts';
import { number, relative } from '../format.ts';
import { say } from '../language.ts';
import { Load } from '../load.ts';
import { empty, loaded, troubleText } from '../parts/loaded.ts';
import { Part } from '../parts/part.ts';
import {
  conceptsOf,
  type Desk,
  draftBook,
  faqLocaleNow,
  type GapItem,
  itemOf,
  type StoredItem,
  stateOf,
  titleIn,
} from './knowledge/book.ts';
import './knowledge/concept-dialog.ts';
import type { CrmConceptDialog } from './knowledge/concept-dialog.ts';
import './knowledge/entry-dialog.ts';
import type { CrmEntryDialog, Edited } from './knowledge/entry-dialog.ts';
import { gapView } from './knowledge/gap-view.ts';
import { blankEntry, entryForGap } from './knowledge/new-entry.ts';
import './knowledge/try-question.ts';

const TABS = ['gaps', 'entries', 'concepts'] as const;
type Tab = (typeof TABS)[number];
const GAP_STATES = ['open', 'answered', 'dismissed'] as const;
const TONES = { published: 'good', draft: 'fair', changed: 'fair' } as const;

/** What the shop answers by itself: what is missing, what is written, and the words it is found by. */
export class CrmKnowledge extends Part {
  static override properties = {
    account: { attribute: false },
    tab: { state: true },
    gaps: { state: true },
    find: { state: true },
    note: { state: true },
  };
  declare account: DeskAccount;
  declare tab: Tab;
  declare gaps: (typeof GAP_STATES)[number];
  declare find: string;
  declare note: string;
  #load = new Load<Desk>(this, (signal) => get(`/v1/knowledge/desk?state=${this.gaps}`, signal));
  /** Made once a load, so that the retrieval is opened once. */
  #book: { readonly desk: Desk; readonly book: ReturnType<typeof draftBook> } | undefined;

  constructor() {
    super();
    this.tab = 'gaps';
    this.gaps = 'open';
    this.find = '';
    this.note = '';
  }

  get #mayWrite(): boolean {
    return this.account.permissions.includes('knowledge.write');
  }

  #bookOf(desk: Desk): ReturnType<typeof draftBook> {
    if (this.#book?.desk !== desk) this.#book = { desk, book: draftBook(desk) };
    return this.#book.book;
  }

  #edited = (event: CustomEvent<Edited>): void => {
    this.note = say(`knowledge.edit.${event.detail}`);
    void this.#load.again();
  };

  async #dismiss(gap: GapItem): Promise<void> {
    try {
      await post(`/v1/gaps/${gap.id}/dismiss`);
      this.note = say('state.saved');
    } catch (error) {
      const known = error as ApiError;
      this.note = known.status === 409 ? say('knowledge.gap.gone') : troubleText(known);
    }
    await this.#load.again();
  }

  #openEntry(entry: FaqEntry, more: { readonly item?: StoredItem; readonly gap?: GapItem } = {}): void {
    void this.querySelector<CrmEntryDialog>('crm-entry-dialog')?.open({ entry, ...more });
  }

  #write(desk: Desk, gap: GapItem, id: string): void {
    const item = id ? itemOf(desk, 'entry', id) : undefined;
    const base = item ? (item.body as FaqEntry) : blankEntry(gap.id);
    this.#openEntry(entryForGap(base, gap), { gap, ...(item ? { item } : {}) });
  }

  #figures({ items, gaps, release }: Desk): TemplateResult {
    const entries = items.filter((i) => i.kind === 'entry');
    const figures: readonly (readonly [string, string])[] = [
      [number(entries.filter((i) => i.published_version !== null).length), say('knowledge.figure.published')],
      [number(items.filter((i) => stateOf(i) !== 'published').length), say('knowledge.figure.drafts')],
      ...(this.gaps === 'open' ? [[number(gaps.length), say('knowledge.figure.gaps')] as const] : []),
      ...(release
        ? [
            [
              `r${release.n}`,
              say('knowledge.figure.release', {
                when: relative(release.published_at),
                who: release.published_by,
              }),
            ] as const,
          ]
        : []),
    ];
    return html`<ul class="figures">${figures.map(([value, label]) => html`<li><strong>${value}</strong> ${label}</li>`)}</ul>`;
  }

  #gapList(desk: Desk): TemplateResult {
    const show = (state: (typeof GAP_STATES)[number]): void => {
      this.gaps = state;
      void this.#load.again();
    };
    const actions = {
      write: (gap: GapItem, id: string) => this.#write(desk, gap, id),
      dismiss: (gap: GapItem) => void this.#dismiss(gap),
      may: this.#mayWrite,
    };
    return html`<div class="tabs small" role="group" aria-label=${say('knowledge.tab.gaps')}>
        ${GAP_STATES.map((s) => html`<button type="button" data-state=${s} aria-pressed=${s === this.gaps ? 'true' : 'false'} @click=${() => show(s)}>${say(`knowledge.gaps.${s}`)}</button>`)}
      </div>
      ${desk.gaps.length ? '' : empty(say('knowledge.gaps.none'))}
      <div class="cards">${desk.gaps.map((g) => gapView(g, desk, actions))}</div>`;
  }

  #finder(): TemplateResult {
    return html`<label class="inline">${say('knowledge.find')}
      <input type="search" .value=${this.find} @input=${(e: Event) => {
        this.find = (e.target as HTMLInputElement).value;
      }} /></label>`;
  }

  #has(item: StoredItem): boolean {
    const words = this.find.trim().toLowerCase();
    return words === '' || JSON.stringify(item.body).toLowerCase().includes(words);
  }

  #state(item: StoredItem): TemplateResult {
    const state = stateOf(item);
    return html`<span class="badge ${TONES[state]}">${say(`knowledge.state.${state}`)}</span>`;
  }

  #entry(desk: Desk, item: StoredItem): TemplateResult {
    const entry = item.body as FaqEntry;
    const usage = desk.usage.find((u) => u.id === item.id);
    return html`<li data-entry=${item.id}><span class="grow">${titleIn(entry)} <code class="faint">${entry.id}</code>
        ${usage ? html`<br /><span class="faint">${say('knowledge.entry.usage', { ...usage, days: USAGE_DAYS })}</span>` : ''}</span>
      <span class="faint">${entry.intent}</span>${this.#state(item)}
      ${this.#mayWrite ? html`<button type="button" @click=${() => this.#openEntry(entry, { item })}>${say('knowledge.entry.edit')}</button>` : ''}</li>`;
  }

  #entries(desk: Desk): TemplateResult {
    const shown = desk.items.filter((i) => i.kind === 'entry' && this.#has(i));
    const make = () => this.#openEntry(blankEntry(crypto.randomUUID()));
    return html`<p class="between">${this.#finder()}
        ${this.#mayWrite ? html`<button type="button" @click=${make}>${say('knowledge.entry.new')}</button>` : ''}</p>
      ${shown.length ? html`<ul class="rows card">${shown.map((i) => this.#entry(desk, i))}</ul>` : empty(say('knowledge.entry.none'))}`;
  }

  #concept(desk: Desk, item: StoredItem): TemplateResult {
    const concept = item.body as Concept;
    const named = (id: string) => conceptsOf(desk).find((c) => c.id === id)?.name[faqLocaleNow()] ?? id;
    const links = concept.links.map((l) => named(l.to));
    const open = () => void this.querySelector<CrmConceptDialog>('crm-concept-dialog')?.open(item, links);
    return html`<li data-concept=${item.id}><span class="grow"><strong>${concept.name[faqLocaleNow()]}</strong>
        <span class="faint">${concept.terms.slice(0, 8).join(' · ')}${concept.terms.length > 8 ? ' …' : ''}</span></span>
      ${stateOf(item) === 'published' ? '' : this.#state(item)}
      ${this.#mayWrite ? html`<button type="button" @click=${open}>${say('knowledge.entry.edit')}</button>` : ''}</li>`;
  }

  #concepts(desk: Desk): TemplateResult {
    const shown = desk.items.filter((i) => i.kind === 'concept' && this.#has(i));
    return html`<p class="between">${this.#finder()}</p>
      ${shown.length ? html`<ul class="rows card">${shown.map((i) => this.#concept(desk, i))}</ul>` : empty(say('knowledge.entry.none'))}`;
  }

  #content(desk: Desk): TemplateResult {
    const tab = {
      gaps: () => this.#gapList(desk),
      entries: () => this.#entries(desk),
      concepts: () => this.#concepts(desk),
    };
    return html`${this.#figures(desk)}
      <crm-try-question .book=${this.#bookOf(desk)}></crm-try-question>
      <div class="tabs" role="group" aria-label=${say('knowledge.tabs')}>
        ${TABS.map(
          (t) =>
            html`<button type="button" data-tab=${t} aria-pressed=${t === this.tab ? 'true' : 'false'} @click=${() => {
              this.tab = t;
            }}>${say(`knowledge.tab.${t}`)}</button>`,
        )}
      </div>
      ${tab[this.tab]()}
      <crm-entry-dialog .account=${this.account} .desk=${desk} @edited=${this.#edited}></crm-entry-dialog>
      <crm-concept-dialog .account=${this.account} @edited=${this.#edited}></crm-concept-dialog>`;
  }

  protected override render(): TemplateResult {
    return html`<p class="lead">${say('knowledge.lead')}</p>
      <p class="note" role="status">${this.note}</p>
      ${loaded(this.#load, (desk) => this.#content(desk))}`;
  }
}
customElements.define('crm-knowledge', CrmKnowledge);
