import type { EyeshadowFinish, EyeshadowZone, LipstickLayer } from '@carmine/makeup';
import { PRODUCT_FINISHES, type ProductKind } from '@carmine/makeup';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import type { MessageKey } from '../locales/index.ts';
import { request } from '../requests.ts';
import { fields } from '../styles/fields.ts';
import type { LayerChange, Worn } from '../wardrobe.ts';
import { CONTROLS, type Control, type RangeControl, standsAt } from '../words/controls.ts';
import { cssVars } from '../words/css-vars.ts';
import { number, percent } from '../words/format.ts';
import type { ShadeView } from '../words/shade-view.ts';
import { choice } from './choice.ts';
import { slider } from './slider.ts';

/** Second shade offered first when none was chosen: a step lighter than most lipsticks. */
const SECOND = '#d27a86';

/**
 * How one product is worn: finish, amount, and what is its own (width and wing of a liner, lashes, the second shade of a lipstick, the pans of a palette).
 * @fires adjustrequest
 */
export class CarmineLayerControls extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    product: { attribute: false },
    worn: { attribute: false },
    shades: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    fields,
    css`
      :host {
        display: block;
      }
      .pan {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr) 6.5em;
        gap: 0.1rem 0.6rem;
        align-items: center;
      }
      .pan .swatch {
        width: 28px;
        height: 28px;
        border-radius: 8px;
      }
      .pan .slider {
        grid-column: 2 / 4;
      }
      .pans {
        display: grid;
        gap: 0.5rem;
      }
      .pan .zone {
        font-size: 0.8125rem;
      }
      .second {
        display: grid;
        gap: 0.4rem;
      }
      .pick {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr);
        gap: 0.6rem;
        align-items: center;
      }
      .pick .swatch {
        width: 28px;
        height: 28px;
      }
    `,
  ];

  declare product: ProductKind;
  declare worn: Worn | null;
  /** The shades of the product, for a second one. */
  declare shades: readonly ShadeView[];

  constructor() {
    super();
    this.product = 'lipstick';
    this.worn = null;
    this.shades = [];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { worn } = this;
    if (worn?.layer.product !== this.product) return nothing;
    const { layer } = worn;
    return html`<div class="fields" lang=${this.language}>
      ${CONTROLS[this.product].map((c) => this.#control(c, worn))}
      ${layer.product === 'lipstick' ? this.#second(layer) : nothing}
      ${layer.product === 'eyeshadow' ? this.#pans(layer.zones) : nothing}
    </div>`;
  }

  #adjust(change: LayerChange): void {
    request(this, 'adjustrequest', { product: this.product, change });
  }

  #control(control: Control, { layer }: Worn): TemplateResult {
    const label = this.t(control.label);
    if (control.kind === 'switch') {
      return html`<label class="switch" part="switch">
        <input
          type="checkbox"
          .checked=${standsAt(layer, control)}
          @change=${(e: Event) => this.#adjust({ lower: (e.target as HTMLInputElement).checked })}
        />
        <span>${label}</span>
      </label>`;
    }
    if (control.kind === 'range') {
      const { field, min, max, step } = control;
      return html`<div class="field" lang=${this.language}>
        <label for=${field}>${label}</label>
        ${slider({
          id: field,
          min,
          max,
          step,
          value: standsAt(layer, control),
          text: (v) => this.#words(control, v),
          set: (v) => this.#adjust({ [field]: v }),
        })}
      </div>`;
    }
    const { field, words, values } = control;
    return html`<div class="field" lang=${this.language}>
      <span>${label}</span>
      ${choice({
        label,
        className: 'chips',
        chip: true,
        part: 'chip',
        values: values.map((v) => ({ value: v, text: this.t(`${words}${v}` as MessageKey) })),
        value: standsAt(layer, control),
        pick: (v) => this.#adjust({ [field]: v } as LayerChange),
      })}
    </div>`;
  }

  #words({ unit, step }: RangeControl, value: number): string {
    if (unit === 'share') return percent(value, this.language);
    const n = number(value, this.language, step < 1 ? 1 : 0);
    return this.t(`unit.${unit}`, { n });
  }

  #second({ second }: LipstickLayer): TemplateResult {
    const label = this.t('second.label');
    const style = second?.style ?? 'none';
    const color = second?.color ?? SECOND;
    const known = this.shades.some((s) => s.hex === color);
    return html`<div class="field" lang=${this.language}>
      <span>${label}</span>
      <div class="second">
        ${choice({
          label,
          className: 'chips',
          chip: true,
          part: 'chip',
          values: (['none', 'ombre', 'two-tone'] as const).map((v) => ({
            value: v,
            text: this.t(`second.${v}`),
          })),
          value: style,
          pick: (v) => this.#adjust({ second: v === 'none' ? null : { style: v, color } }),
        })}
        ${
          second
            ? html`<div class="pick">
              <span class="swatch" ${cssVars({ '--swatch': color })}></span>
              <select
                id="second"
                aria-label=${this.t('second.colour')}
                @change=${(e: Event) => this.#adjust({ second: { style: second.style, color: (e.target as HTMLSelectElement).value } })}
              >
                ${known ? nothing : html`<option value=${color} selected>${this.t('worn.own')}</option>`}
                ${this.shades.map((s) => html`<option value=${s.hex} ?selected=${s.hex === color}>${s.name}</option>`)}
              </select>
            </div>`
            : nothing
        }
      </div>
    </div>`;
  }

  #pans(zones: readonly EyeshadowZone[]): TemplateResult {
    const set = (at: number, change: Partial<EyeshadowZone>): void =>
      this.#adjust({ zones: zones.map((z, i) => (i === at ? { ...z, ...change } : z)) });
    return html`<div class="pans" role="group" aria-label=${this.t('pans.label')}>
      ${zones.map((zone, i) => {
        const name = this.t(`zone.${zone.zone}`);
        return html`<div class="pan" data-zone=${zone.zone}>
          <span class="swatch" ${cssVars({ '--swatch': zone.color })}></span>
          <span class="zone">${name}</span>
          <select
            aria-label=${`${name}: ${this.t('finish.label')}`}
            @change=${(e: Event) => set(i, { finish: (e.target as HTMLSelectElement).value as EyeshadowFinish })}
          >
            ${PRODUCT_FINISHES.eyeshadow.map(
              (f) =>
                html`<option value=${f} ?selected=${f === (zone.finish ?? 'matte')}>${this.t(`finish.${f}`)}</option>`,
            )}
          </select>
          ${slider({
            id: `pan-${zone.zone}`,
            label: `${name}: ${this.t('intensity.label')}`,
            min: 0,
            max: 1,
            step: 0.05,
            value: zone.intensity ?? 1,
            text: (v) => percent(v, this.language),
            set: (v) => set(i, { intensity: v }),
          })}
        </div>`;
      })}
    </div>`;
  }
}
