import { coloursOf, type ProductKind } from '@carmine/makeup';
import { css, html, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { icons } from '../styles/icons.ts';
import type { Worn } from '../wardrobe.ts';
import { OFFERED } from '../words/categories.ts';
import { cssVars } from '../words/css-vars.ts';
import type { ShadeView } from '../words/shade-view.ts';

/** From the skin's products to the lips': the order of the tabs. */
const byPlace = (a: Worn, b: Worn): number =>
  OFFERED.indexOf(a.layer.product) - OFFERED.indexOf(b.layer.product);

/**
 * Everything worn, product by product: hide it for a moment, take it off, or go and change it.
 * @fires hiderequest, clearrequest, productrequest
 */
export class CarmineWornList extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    items: { attribute: false },
    find: { attribute: false },
    product: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: block;
      }
      .worn {
        display: grid;
        gap: 0.35rem;
        padding-top: 0.75rem;
        border-top: 1px solid var(--_line);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 38px 38px;
        align-items: center;
      }
      .edit {
        display: grid;
        grid-template-columns: 46px minmax(0, 1fr);
        gap: 0.6rem;
        align-items: center;
        min-height: 40px;
        padding: 0.15rem 0.25rem;
        border: 0;
        border-radius: 8px;
        background: none;
        text-align: start;
      }
      .edit:hover {
        background: var(--_soft);
      }
      .dots {
        display: flex;
      }
      .dots .swatch {
        flex: none;
        width: 20px;
        height: 20px;
      }
      .dots .swatch + .swatch {
        margin-inline-start: -13px;
      }
      .words {
        display: grid;
        line-height: 1.3;
      }
      .words span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .what {
        color: var(--_muted);
        font-size: 0.75rem;
      }
      .now .name {
        font-weight: 600;
      }
      .hidden .edit {
        opacity: 0.55;
      }
      .icon {
        display: grid;
        place-items: center;
        width: 38px;
        height: 38px;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--_muted);
      }
      .icon:hover {
        background: var(--_soft);
        color: var(--_ink);
      }
      .icon svg {
        width: 19px;
        height: 19px;
      }
    `,
  ];

  declare items: readonly Worn[];
  /** The words of a shade. */
  declare find: (sku: string) => ShadeView | undefined;
  /** The product whose shades are open. */
  declare product: ProductKind;

  constructor() {
    super();
    this.items = [];
    this.find = () => undefined;
    this.product = 'lipstick';
  }

  protected override render(): TemplateResult {
    return html`<section class="worn" part="worn" aria-labelledby="title">
      <h3 id="title">${this.t('worn.title', { n: this.items.length })}</h3>
      ${
        this.items.length === 0
          ? html`<p class="note">${this.t('worn.empty')}</p>`
          : html`<ul>${[...this.items].sort(byPlace).map((item) => this.#item(item))}</ul>`
      }
    </section>`;
  }

  #item({ sku, layer, hidden }: Worn): TemplateResult {
    const { product } = layer;
    const what = this.t(`product.${product}`);
    const mixed = 'mix' in layer && layer.mix !== undefined;
    const name = this.find(sku)?.name ?? this.t(mixed ? 'mix.name' : 'worn.own');
    const whole = `${what}, ${name}`;
    return html`<li class="${product === this.product ? 'now' : ''} ${hidden ? 'hidden' : ''}" data-product=${product}>
      <button
        class="edit"
        part="worn-item"
        aria-label=${this.t('worn.edit', { name: whole })}
        @click=${() => request(this, 'productrequest', { product })}
      >
        <span class="dots">${coloursOf(layer).map((hex) => html`<span class="swatch" ${cssVars({ '--swatch': hex })}></span>`)}</span>
        <span class="words"><span class="name">${name}</span><span class="what">${what}</span></span>
      </button>
      <button
        class="icon"
        part="worn-hide"
        aria-pressed=${hidden}
        aria-label=${this.t('worn.hide', { name: whole })}
        title=${this.t(hidden ? 'worn.show' : 'worn.hide', { name: what })}
        @click=${() => request(this, 'hiderequest', { product })}
      >
        ${hidden ? icons.hidden : icons.shown}
      </button>
      <button
        class="icon"
        part="worn-remove"
        aria-label=${this.t('worn.remove', { name: whole })}
        title=${this.t('worn.remove', { name: what })}
        @click=${() => request(this, 'clearrequest', { product })}
      >
        ${icons.stop}
      </button>
    </li>`;
  }
}
