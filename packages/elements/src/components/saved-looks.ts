import { coloursOf } from '@carmine/makeup';
import type { SavedLook } from '@carmine/session';
import { html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { icons } from '../styles/icons.ts';
import { savedLooksStyle } from '../styles/saved-looks.ts';
import { cssVars } from '../words/css-vars.ts';

/** Colours shown of a look. */
const DOTS = 6;

/**
 * The shopper's saved looks: save, wear, choose for side by side, rename, share as a file, delete. Folded until it is opened.
 * @fires looksrequest, looksaverequest, lookwearrequest, lookpinrequest, lookrenamerequest, looksharerequest, lookdeleterequest,
 *   lookopenrequest, tilesrequest
 */
export class CarmineSavedLooks extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    looks: { attribute: false },
    pinned: { attribute: false },
    dressed: { attribute: false },
    memory: { attribute: false },
    shown: { attribute: false },
  };
  static override styles = [...(CarmineElement.styles as []), savedLooksStyle];

  /** Newest first. */
  declare looks: readonly SavedLook[];
  /** Ids of the looks to be shown side by side. */
  declare pinned: ReadonlySet<string>;
  /** Something is worn that can be saved. */
  declare dressed: boolean;
  /** true: the browser keeps nothing. */
  declare memory: boolean;
  /** A picture is in the mirror: looks can be shown side by side. */
  declare shown: boolean;

  #renaming = '';
  /** What a second press deletes: an id, 'all', or nothing. */
  #armed = '';

  constructor() {
    super();
    this.looks = [];
    this.pinned = new Set();
    this.dressed = false;
    this.memory = false;
    this.shown = false;
  }

  protected override render(): TemplateResult {
    const { looks } = this;
    return html`<details part="looks" @toggle=${this.#toggled}>
      <summary>${this.t('looks.title')}${looks.length > 0 ? html` <span class="count">${looks.length}</span>` : nothing}</summary>
      <div class="body">
        <form class="save" @submit=${this.#save}>
          <label class="sr-only" for="name">${this.t('looks.name')}</label>
          <input
            id="name"
            class="field"
            part="look-name"
            maxlength="60"
            autocomplete="off"
            ?disabled=${!this.dressed}
            placeholder=${this.t('looks.name.default', { n: looks.length + 1 })}
          />
          <button class="button primary" part="button look-save-button" ?disabled=${!this.dressed}>
            ${this.t('looks.save')}
          </button>
        </form>
        <p class="note">${this.t(this.memory ? 'looks.memory' : 'looks.note')}</p>
        ${looks.length > 0 ? html`<ul>${looks.map((look) => this.#row(look))}</ul>` : html`<p class="empty">${this.t('looks.empty')}</p>`}
        <div class="foot">
          ${this.pinned.size > 0 && this.shown ? this.#compare() : nothing}
          <button class="button small" part="button look-open-button" @click=${this.#browse}>${this.t('looks.open')}</button>
          ${looks.length > 1 ? this.#delete('all') : nothing}
        </div>
        <input class="sr-only" type="file" tabindex="-1" aria-hidden="true" accept=".json,application/json" @change=${this.#picked} />
      </div>
    </details>`;
  }

  #row(saved: SavedLook): TemplateResult {
    const { id, name } = saved;
    if (this.#renaming === id) return html`<li data-id=${id}>${this.#rename(saved)}</li>`;
    const colours = saved.look.layers.flatMap(coloursOf).slice(0, DOTS);
    return html`<li data-id=${id}>
      <button
        class="wear"
        part="look"
        aria-label=${this.t('looks.wear', { name })}
        @click=${() => request(this, 'lookwearrequest', { id })}
      >
        <span class="dots">${colours.map((hex) => html`<span class="swatch" ${cssVars({ '--swatch': hex })}></span>`)}</span>
        <span class="name">${name}</span>
      </button>
      ${this.#pin(saved)}
      ${this.#tool(this.t('looks.rename', { name }), 'pen', () => this.#edit(id))}
      ${this.#tool(this.t('looks.share', { name }), 'share', () => request(this, 'looksharerequest', { id }))}
      ${this.#delete(id, name)}
    </li>`;
  }

  #pin({ id, name }: SavedLook): TemplateResult {
    const on = this.pinned.has(id);
    return html`<button
      class="tool"
      part="look-pin"
      title=${this.t('looks.pin', { name })}
      aria-label=${this.t('looks.pin', { name })}
      aria-pressed=${on}
      @click=${() => request(this, 'lookpinrequest', { id, on: !on })}
    >
      ${icons.tiles}
    </button>`;
  }

  #tool(words: string, icon: 'pen' | 'share', act: () => void): TemplateResult {
    return html`<button class="tool" title=${words} aria-label=${words} data-tool=${icon} @click=${act}>${icons[icon]}</button>`;
  }

  #compare(): TemplateResult {
    return html`<button class="button small" part="button look-compare-button" @click=${() => request(this, 'tilesrequest', { on: true })}>
      ${icons.tiles}${this.t('looks.compare', { n: this.pinned.size + 1 })}
    </button>`;
  }

  /** Deleting takes two presses of the same button; leaving it takes the first back. */
  #delete(what: string, name = ''): TemplateResult {
    const armed = this.#armed === what;
    const words = what === 'all' ? this.t('looks.delete.all') : this.t('looks.delete', { name });
    const shown = armed ? this.t('looks.delete.sure') : words;
    return html`<button
      class=${what === 'all' ? 'button small' : 'tool'}
      part="look-delete"
      title=${words}
      aria-label=${armed ? `${words}: ${shown}` : words}
      ?data-armed=${armed}
      @click=${() => this.#pressDelete(what)}
      @blur=${() => this.#arm('')}
    >
      ${what === 'all' ? shown : armed ? this.t('looks.delete.sure') : icons.bin}
    </button>`;
  }

  #rename({ id, name }: SavedLook): TemplateResult {
    const done = (event: Event) => {
      event.preventDefault();
      const field = this.renderRoot.querySelector<HTMLInputElement>('.rename input');
      const text = field?.value.trim();
      this.#edit('');
      if (text && text !== name) request(this, 'lookrenamerequest', { id, name: text });
    };
    return html`<form class="rename" @submit=${done} @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && this.#edit('')}>
      <input class="field" maxlength="60" autocomplete="off" aria-label=${this.t('looks.name')} .value=${name} />
      <button class="button small">${this.t('looks.rename.done')}</button>
    </form>`;
  }

  #edit(id: string): void {
    const before = this.#renaming;
    this.#renaming = id;
    this.requestUpdate();
    // The focus follows: into the field, and back to the pen.
    void this.updateComplete.then(() => {
      const at = id ? '.rename input' : `li[data-id="${before}"] [data-tool=pen]`;
      this.renderRoot.querySelector<HTMLElement>(at)?.focus();
    });
  }

  #arm(what: string): void {
    if (this.#armed === what) return;
    this.#armed = what;
    this.requestUpdate();
  }

  #pressDelete(what: string): void {
    if (this.#armed !== what) {
      this.#arm(what);
      return;
    }
    this.#arm('');
    request(this, 'lookdeleterequest', what === 'all' ? {} : { id: what });
  }

  readonly #toggled = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) request(this, 'looksrequest', undefined);
  };

  readonly #save = (event: Event): void => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('#name')!;
    request(this, 'looksaverequest', { name: field.value.trim() || field.placeholder });
    field.value = '';
  };

  readonly #browse = (): void => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')!.click();

  readonly #picked = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (file) request(this, 'lookopenrequest', { file });
  };
}
