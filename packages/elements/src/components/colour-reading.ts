import { labToHex, MONK_SWATCHES } from '@carmine/color';
import type { SkinColor } from '@carmine/skin';
import { css, html, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { cssVars } from '../words/css-vars.ts';
import { number, percent } from '../words/format.ts';

/** The colour part of a report: swatch, Lab, ITA, Monk distribution, undertone, and how far to trust it. */
export class CarmineColourReading extends CarmineElement {
  static override properties = { ...CarmineElement.properties, skin: { attribute: false } };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .head {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 1rem;
        align-items: center;
      }
      .swatch {
        width: 76px;
        height: 76px;
        border-radius: 18px;
      }
      .big {
        font: 500 1.375rem/1.3 var(--carmine-display, var(--_font));
      }
      .level {
        display: inline-flex;
        gap: 3px;
        margin-inline-end: 0.5em;
      }
      .level i {
        width: 16px;
        height: 6px;
        border-radius: 3px;
        background: var(--_line);
      }
      .level i.on {
        background: var(--_good);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
        gap: 0.75rem 1rem;
      }
      dt {
        color: var(--_muted);
        font-size: 0.8125rem;
      }
      dd {
        font-variant-numeric: tabular-nums;
        font-weight: 500;
      }
      .monk {
        display: grid;
        grid-template-columns: repeat(10, 1fr);
        gap: 3px;
        align-items: end;
        height: 60px;
        margin-top: 0.5rem;
      }
      .monk li {
        position: relative;
        display: grid;
        align-items: end;
        height: 100%;
      }
      .monk li::before {
        content: '';
        height: calc(8px + var(--p) * 52px);
        border-radius: 4px 4px 2px 2px;
        background: var(--swatch);
        box-shadow: inset 0 0 0 1px rgb(0 0 0 / 0.16);
      }
      .numbers {
        display: grid;
        grid-template-columns: repeat(10, 1fr);
        gap: 3px;
        color: var(--_muted);
        font-size: 0.75rem;
        text-align: center;
      }
    `,
  ];

  declare skin: SkinColor | null;

  constructor() {
    super();
    this.skin = null;
  }

  protected override render(): TemplateResult {
    const { skin } = this;
    if (!skin) return html``;
    const [l, a, b] = skin.lab.map((v) => number(v, this.language));
    const [sl, sa, sb] = skin.sigma.map((v) => number(v, this.language));
    return html`<div class="head">
        <span class="swatch" part="skin-swatch" ${cssVars({ '--swatch': labToHex(skin.lab) })}></span>
        <div>
          <p class="note">${this.t('color.undertone')}</p>
          <p class="big">${this.t(`undertone.${skin.undertone.label}`)}
            <span class="note">${percent(skin.undertone.p[skin.undertone.label], this.language)}</span></p>
        </div>
      </div>
      <div>
        <p><span class="note">${this.t('color.confidence')}</span></p>
        <p>${this.#level(skin.confidence)}<strong>${this.t(`confidence.${skin.confidence}`)}</strong></p>
        <p class="note">${this.t(`confidence.${skin.confidence}.note`)} ${this.t('color.r90', { r: number(skin.r90, this.language) })}</p>
      </div>
      <dl>
        <div><dt>${this.t('color.lab')}</dt>
          <dd>${l} / ${a} / ${b}</dd>
          <dd class="note">± ${sl} / ${sa} / ${sb}</dd></div>
        <div><dt>${this.t('color.ita')}</dt>
          <dd>${number(skin.ita, this.language, 0)}°</dd>
          <dd class="note">${this.t('color.ita.note')}</dd></div>
      </dl>
      ${this.#monk(skin.mst.p)}`;
  }

  #level(confidence: SkinColor['confidence']): TemplateResult {
    const on = { abstain: 0, low: 1, medium: 2, high: 3 }[confidence];
    return html`<span class="level" aria-hidden="true">${[1, 2, 3].map((i) => html`<i class=${i <= on ? 'on' : ''}></i>`)}</span>`;
  }

  #monk(p: readonly number[]): TemplateResult {
    const top = p.indexOf(Math.max(...p));
    const best = this.t('color.monk.value', { n: top + 1, p: percent(p[top] ?? 0, this.language) });
    return html`<div>
      <p class="note">${this.t('color.monk')} · ${best}</p>
      <ol class="monk" part="monk">
        ${p.map(
          (share, i) => html`<li ${cssVars({ '--p': share, '--swatch': MONK_SWATCHES[i] ?? '#000' })}>
            <span class="sr-only">${this.t('color.monk.bar', { n: i + 1, p: percent(share, this.language) })}</span>
          </li>`,
        )}
      </ol>
      <div class="numbers" aria-hidden="true">${p.map((_, i) => html`<span>${i + 1}</span>`)}</div>
    </div>`;
  }
}
