import { type LayerFinish, PRODUCT_FINISHES, type ProductKind } from '@carmine/makeup';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { cssVars } from '../words/css-vars.ts';
import type { ShadeView } from '../words/shade-view.ts';
import { choice } from './choice.ts';

/** What is chosen for one product. */
export interface Worn {
  readonly sku: string;
  /** null: the product has only its own. */
  readonly finish: LayerFinish | null;
  /** 0..1 of the full film. */
  readonly intensity: number;
}

/**
 * Product tabs, lines, the shade wall, finish and amount.
 * @fires productrequest, linerequest, shaderequest, finishrequest, intensityrequest, clearrequest
 */
export class CarmineShadePanel extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    products: { attribute: false },
    product: { attribute: false },
    shades: { attribute: false },
    line: { attribute: false },
    worn: { attribute: false },
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
        gap: 1.5rem;
        border-bottom: 1px solid var(--_line);
      }
      .tabs button {
        min-height: 44px;
        margin-bottom: -1px;
        padding: 0 0.1rem;
        border: 0;
        border-bottom: 2px solid transparent;
        background: none;
        color: var(--_muted);
        font-size: 1rem;
        font-weight: 500;
      }
      .tabs button[aria-checked='true'] {
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
      .field {
        display: grid;
        grid-template-columns: 4.2em 1fr;
        gap: 0.5rem 0.75rem;
        align-items: center;
      }
      .field > :first-child {
        color: var(--_muted);
        font-size: 0.8125rem;
      }
      .slider {
        display: grid;
        grid-template-columns: 1fr 3.2em;
        gap: 0.75rem;
        align-items: center;
      }
      output {
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      input[type='range'] {
        width: 100%;
        height: 32px;
        margin: 0;
        background: none;
        accent-color: var(--_accent);
        cursor: pointer;
      }
    `,
  ];

  declare products: readonly ProductKind[];
  declare product: ProductKind;
  /** All shades of `product`. */
  declare shades: readonly ShadeView[];
  /** The line shown; '' shows all. */
  declare line: string;
  declare worn: Worn | null;

  constructor() {
    super();
    this.products = [];
    this.product = 'lipstick';
    this.shades = [];
    this.line = '';
    this.worn = null;
  }

  protected override render(): TemplateResult {
    const lines = [...new Map(this.shades.map((s) => [s.line, s.lineName])).entries()];
    const shown = lines.length > 1 ? this.shades.filter((s) => s.line === this.line) : this.shades;
    const product = this.t(`product.${this.product}`);
    return html`<div class="panel">
      ${this.products.length > 1 ? this.#tabs() : nothing}
      ${this.#now()}
      ${lines.length > 1 ? this.#lines(lines) : nothing}
      <div class="wall">
        <carmine-shade-wall
          exportparts="shade-wall, shade, shade-checked"
          .locale=${this.language}
          .shades=${shown}
          .sku=${this.worn?.sku ?? ''}
          .label=${this.t('shade.wall', { product })}
          variant=${this.product}
        ></carmine-shade-wall>
      </div>
      ${this.worn ? this.#fields(this.worn) : nothing}
    </div>`;
  }

  #tabs(): TemplateResult {
    return choice({
      label: this.t('product.tabs'),
      className: 'tabs',
      part: 'tab',
      values: this.products.map((p) => ({ value: p, text: this.t(`product.${p}`) })),
      value: this.product,
      pick: (product) => request(this, 'productrequest', { product }),
    });
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
    const shade = this.shades.find((s) => s.sku === this.worn?.sku);
    if (!shade || !this.worn) {
      return html`<div class="now" part="now">
        <span class="swatch" ${cssVars({ '--swatch': 'transparent' })}></span>
        <strong>${this.t('shade.choose')}</strong>
        <span class="note">${this.t('shade.count', { n: this.shades.length })}</span>
      </div>`;
    }
    return html`<div class="now" part="now">
      <span class="swatch" ${cssVars({ '--swatch': shade.hex })}></span>
      <strong>${shade.name}</strong>
      <span class="note">${[shade.lineName, this.worn.finish && this.t(`finish.${this.worn.finish}`)].filter(Boolean).join(' · ')}</span>
      <button
        class="button small"
        part="button takeoff-button"
        @click=${() => request(this, 'clearrequest', { product: this.product })}
      >
        ${this.t('shade.off')}
      </button>
    </div>`;
  }

  #fields(worn: Worn): TemplateResult {
    const share = Math.round(worn.intensity * 100);
    return html`<div class="field">
        <span>${this.t('finish.label')}</span>
        ${choice({
          label: this.t('finish.label'),
          className: 'chips',
          chip: true,
          part: 'chip',
          values: PRODUCT_FINISHES[this.product].map((f) => ({ value: f, text: this.t(`finish.${f}`) })),
          value: worn.finish ?? PRODUCT_FINISHES[this.product][0]!,
          pick: (finish) => request(this, 'finishrequest', { finish }),
        })}
      </div>
      <div class="field">
        <label for="amount">${this.t('intensity.label')}</label>
        <div class="slider">
          <input
            id="amount"
            type="range"
            part="slider"
            min="0"
            max="100"
            step="5"
            .value=${String(share)}
            aria-valuetext=${`${share}%`}
            @input=${(e: Event) => request(this, 'intensityrequest', { intensity: Number((e.target as HTMLInputElement).value) / 100 })}
          />
          <output for="amount">${share}%</output>
        </div>
      </div>`;
  }
}
