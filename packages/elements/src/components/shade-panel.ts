import { coloursOf, finishOf, type ProductKind } from '@carmine/makeup';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import type { Worn } from '../wardrobe.ts';
import { categoryOf } from '../words/categories.ts';
import { cssVars } from '../words/css-vars.ts';
import { type ShadeView, swatchOf } from '../words/shade-view.ts';
import { categoryTabs } from './category-tabs.ts';
import { choice } from './choice.ts';

/**
 * Categories, products, lines, the shade wall, how the product is worn, and everything worn.
 * @fires productrequest, linerequest, shaderequest, adjustrequest, hiderequest, clearrequest
 */
export class CarmineShadePanel extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    products: { attribute: false },
    product: { attribute: false },
    shades: { attribute: false },
    line: { attribute: false },
    worn: { attribute: false },
    all: { attribute: false },
    find: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: block;
      }
      .panel {
        display: grid;
        gap: 1rem;
      }
      .tabs {
        display: flex;
        gap: clamp(0.75rem, 4cqi, 1.5rem);
        overflow-x: auto;
        border-bottom: 1px solid var(--_line);
        scrollbar-width: none;
      }
      .body {
        display: grid;
        gap: 1rem;
        min-width: 0;
      }
      .tabs button {
        min-height: 44px;
        padding: 0 0.1rem;
        border: 0;
        border-bottom: 2px solid transparent;
        background: none;
        color: var(--_muted);
        font-size: 1rem;
        font-weight: 500;
        white-space: nowrap;
      }
      .tabs button[aria-selected='true'] {
        border-color: var(--_accent);
        color: var(--_ink);
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
      }
      .now {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 0.1rem 0.75rem;
        align-items: center;
        min-height: 56px;
        padding: 0.5rem 0.75rem;
        border-radius: var(--_radius);
        background: var(--_soft);
      }
      .now .swatch {
        grid-row: 1 / 3;
        width: 40px;
        height: 40px;
      }
      .now strong {
        align-self: end;
        font-weight: 600;
        line-height: 1.3;
      }
      .now .note {
        grid-column: 2;
        grid-row: 2;
        align-self: start;
      }
      .now .button {
        grid-column: 3;
        grid-row: 1 / 3;
      }
      .wall {
        max-height: var(--carmine-wall-height, none);
        overflow-y: auto;
        padding: 2px;
      }
    `,
  ];

  declare products: readonly ProductKind[];
  declare product: ProductKind;
  /** All shades of `product`. */
  declare shades: readonly ShadeView[];
  /** The line shown; '' shows all. */
  declare line: string;
  /** How `product` is worn. */
  declare worn: Worn | null;
  /** Everything worn. */
  declare all: readonly Worn[];
  /** The words of a shade. */
  declare find: (sku: string) => ShadeView | undefined;

  constructor() {
    super();
    this.products = [];
    this.product = 'lipstick';
    this.shades = [];
    this.line = '';
    this.worn = null;
    this.all = [];
    this.find = () => undefined;
  }

  /** The shades of the open line; kept, so that a slider that is dragged does not draw the wall again. */
  #open: readonly ShadeView[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('shades') || changed.has('line'))
      this.#open = this.shades.filter((s) => s.line === this.line);
  }

  protected override render(): TemplateResult {
    const several = this.products.length > 1;
    return html`<div class="panel">
      ${categoryTabs({
        t: (key) => this.t(key),
        products: this.products,
        product: this.product,
        controls: 'body',
        pick: (product) => request(this, 'productrequest', { product }),
      })}
      <div
        class="body"
        id="body"
        role=${several ? 'tabpanel' : nothing}
        aria-labelledby=${several ? `tab-${categoryOf(this.product)}` : nothing}
      >
        ${this.#body()}
      </div>
      ${
        several
          ? html`<carmine-worn-list
            exportparts="worn, worn-item, worn-hide, worn-remove"
            .locale=${this.language}
            .items=${this.all}
            .find=${this.find}
            .product=${this.product}
          ></carmine-worn-list>`
          : nothing
      }
    </div>`;
  }

  #body(): TemplateResult {
    const lines = [...new Map(this.shades.map((s) => [s.line, s.lineName])).entries()];
    const product = this.t(`product.${this.product}`);
    return html`${this.#now()}
      ${lines.length > 1 ? this.#lines(lines) : nothing}
      <div class="wall">
        <carmine-shade-wall
          exportparts="shade-wall, shade, shade-checked"
          .locale=${this.language}
          .shades=${lines.length > 1 ? this.#open : this.shades}
          .sku=${this.worn?.sku ?? ''}
          .label=${this.t('shade.wall', { product })}
          variant=${this.product}
        ></carmine-shade-wall>
      </div>
      <carmine-layer-controls
        exportparts="chip, slider, switch"
        .locale=${this.language}
        .product=${this.product}
        .worn=${this.worn}
        .shades=${this.shades}
      ></carmine-layer-controls>
      ${
        this.product === 'lipstick'
          ? html`<carmine-lip-mixer
            exportparts="mix, mix-summary, mix-add, slider, button"
            .locale=${this.language}
            .shades=${this.shades}
            .worn=${this.worn}
          ></carmine-lip-mixer>`
          : nothing
      }`;
  }

  #lines(lines: readonly (readonly [string, string])[]): TemplateResult {
    return choice({
      label: this.t('shade.line'),
      className: 'chips',
      chip: true,
      part: 'chip',
      values: lines.map(([value, text]) => ({ value, text })),
      value: this.line,
      pick: (line) => request(this, 'linerequest', { line }),
    });
  }

  #now(): TemplateResult {
    if (!this.worn) {
      return html`<div class="now" part="now">
        <span class="swatch" ${cssVars({ '--swatch': 'transparent' })}></span>
        <strong>${this.t('shade.choose')}</strong>
        <span class="note">${this.t('shade.count', { n: this.shades.length })}</span>
      </div>`;
    }
    const { sku, layer } = this.worn;
    const shade = this.shades.find((s) => s.sku === sku);
    const finish = finishOf(layer);
    const mixed = 'mix' in layer && layer.mix !== undefined;
    const notes = [shade?.lineName, finish && this.t(`finish.${finish}`)].filter(Boolean);
    return html`<div class="now" part="now">
      <span class="swatch" ${cssVars({ '--swatch': swatchOf({ hex: coloursOf(layer)[0] ?? 'transparent', colours: coloursOf(layer) }) })}></span>
      <strong>${shade?.name ?? this.t(mixed ? 'mix.name' : 'worn.own')}</strong>
      <span class="note">${notes.join(' · ')}</span>
      <button
        class="button small"
        part="button takeoff-button"
        @click=${() => request(this, 'clearrequest', { product: this.product })}
      >
        ${this.t('shade.off')}
      </button>
    </div>`;
  }
}
