import type { MixPart } from '@carmine/makeup';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { fields } from '../styles/fields.ts';
import { icons } from '../styles/icons.ts';
import { mixedColor, type Worn } from '../wardrobe.ts';
import { cssVars } from '../words/css-vars.ts';
import { number } from '../words/format.ts';
import type { ShadeView } from '../words/shade-view.ts';
import { slider } from './slider.ts';

/** Shades stirred together at most: more turn to brown. */
const MOST = 3;
const PARTS = { min: 1, max: 9 } as const;

/**
 * A lipstick of one's own: two or three shades of the wall with amounts, mixed by absorption over scattering as pigments are.
 * @fires adjustrequest
 */
export class CarmineLipMixer extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    shades: { attribute: false },
    worn: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    fields,
    css`
      :host {
        display: block;
      }
      details {
        border-top: 1px solid var(--_line);
      }
      summary {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        min-height: 44px;
        font-weight: 500;
        cursor: pointer;
      }
      summary::after {
        content: '+';
        margin-inline-start: auto;
        color: var(--_muted);
        font-size: 1.25rem;
        line-height: 1;
      }
      details[open] summary::after {
        content: '−';
      }
      summary .swatch {
        width: 22px;
        height: 22px;
      }
      .mix {
        display: grid;
        gap: 0.75rem;
        padding-bottom: 0.5rem;
      }
      .part {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr) 34px;
        gap: 0.1rem 0.6rem;
        align-items: center;
      }
      .part .swatch {
        width: 28px;
        height: 28px;
      }
      .part .slider {
        grid-column: 2 / 4;
      }
      .icon {
        display: grid;
        place-items: center;
        width: 34px;
        height: 34px;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--_muted);
      }
      .icon svg {
        width: 18px;
        height: 18px;
      }
      .button {
        justify-self: start;
      }
    `,
  ];

  /** The lipsticks that can be mixed. */
  declare shades: readonly ShadeView[];
  /** The lipstick worn now. */
  declare worn: Worn | null;

  constructor() {
    super();
    this.shades = [];
    this.worn = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.shades.length < 2) return nothing;
    const mix = this.#mix;
    return html`<details ?open=${mix.length > 0}>
      <summary part="mix-summary">
        ${mix.length ? html`<span class="swatch" ${cssVars({ '--swatch': mixedColor(mix) })}></span>` : nothing}
        <span>${this.t('mix.title')}</span>
      </summary>
      <div class="mix" part="mix">
        <p class="note">${this.t('mix.lead')}</p>
        ${mix.map((part, i) => this.#part(mix, part, i))}
        ${
          mix.length < MOST
            ? html`<button class="button small" part="button mix-add" @click=${() => this.#set(this.#withOneMore(mix))}>
              ${this.t(mix.length ? 'mix.add' : 'mix.start')}
            </button>`
            : nothing
        }
      </div>
    </details>`;
  }

  get #mix(): readonly MixPart[] {
    const layer = this.worn?.layer;
    return layer?.product === 'lipstick' ? (layer.mix ?? []) : [];
  }

  #set(mix: readonly MixPart[]): void {
    request(this, 'adjustrequest', { product: 'lipstick', change: { mix } });
  }

  /** Begins with the shade worn and the first that is another; goes on with the first not yet in it. */
  #withOneMore(mix: readonly MixPart[]): readonly MixPart[] {
    const layer = this.worn?.layer;
    const worn = layer?.product === 'lipstick' ? layer.color : this.shades[0]!.hex;
    const start = mix.length ? mix : [{ color: worn, parts: 1 }];
    const other = this.shades.find((s) => !start.some((p) => p.color === s.hex));
    return [...start, { color: other?.hex ?? this.shades[0]!.hex, parts: 1 }];
  }

  #part(mix: readonly MixPart[], { color, parts }: MixPart, at: number): TemplateResult {
    const shade = this.shades.find((s) => s.hex === color);
    const name = shade?.name ?? this.t('worn.own');
    const change = (next: Partial<MixPart>): void =>
      this.#set(mix.map((p, i) => (i === at ? { ...p, ...next } : p)));
    return html`<div class="part">
      <span class="swatch" ${cssVars({ '--swatch': color })}></span>
      <select
        aria-label=${this.t('mix.pigment', { n: at + 1 })}
        @change=${(e: Event) => change({ color: (e.target as HTMLSelectElement).value })}
      >
        ${shade ? nothing : html`<option value=${color} selected>${name}</option>`}
        ${this.shades.map((s) => html`<option value=${s.hex} ?selected=${s.hex === color}>${s.name}</option>`)}
      </select>
      ${
        mix.length > 2
          ? html`<button
            class="icon"
            aria-label=${this.t('mix.remove', { name })}
            title=${this.t('mix.remove', { name })}
            @click=${() => this.#set(mix.filter((_, i) => i !== at))}
          >
            ${icons.stop}
          </button>`
          : html`<span></span>`
      }
      ${slider({
        id: `parts-${at}`,
        label: this.t('mix.parts', { name }),
        ...PARTS,
        step: 1,
        value: parts,
        text: (v) => this.t('mix.parts.value', { n: number(v, this.language, 0) }),
        set: (v) => change({ parts: v }),
      })}
    </div>`;
  }
}
