import type { SkinReport } from '@carmine/skin';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { icons } from '../styles/icons.ts';
import { gateText } from '../words/reasons.ts';

/** A reading on paper: guidance from the gates, the colour, the measures. Numbers and words only; no picture is kept. */
export class CarmineReport extends CarmineElement {
  static override properties = { ...CarmineElement.properties, report: { attribute: false } };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .cards {
        display: grid;
        gap: 1rem;
      }
      .card {
        display: grid;
        gap: 0.9rem;
        align-content: start;
        padding: 1.1rem;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      .gates {
        display: grid;
        gap: 0.35rem;
        padding: 0.85rem 1rem;
        border-radius: var(--_radius);
        background: var(--_soft);
      }
      .gates li {
        display: grid;
        grid-template-columns: 20px 1fr;
        gap: 0.5rem;
        font-size: 0.875rem;
      }
      .gates svg {
        width: 20px;
        height: 20px;
        color: var(--_warn);
      }
      @container (min-width: 720px) {
        .cards.two {
          grid-template-columns: 1fr 1fr;
        }
      }
    `,
  ];

  declare report: SkinReport | null;

  constructor() {
    super();
    this.report = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { report } = this;
    if (!report) return nothing;
    const tips = [...new Set(report.gates.filter((g) => g.level !== 'pass').map((g) => g.hint))];
    return html`${tips.length ? this.#tips(tips) : nothing}
      <div class="cards ${report.skin ? 'two' : ''}">
        ${report.skin ? this.#colour(report) : html`<p class="card">${this.t('report.none')}</p>`}
        ${report.measures.length ? this.#measures(report) : nothing}
      </div>`;
  }

  #tips(tips: readonly string[]): TemplateResult {
    return html`<div class="gates" part="gates">
      <h3>${this.t('gate.title')}</h3>
      <ul>
        ${tips.map((hint) => html`<li>${icons.bulb}<span>${gateText(hint, this.language)}</span></li>`)}
      </ul>
    </div>`;
  }

  #colour(report: SkinReport): TemplateResult {
    return html`<section class="card" part="card colour-card">
      <h3>${this.t('color.title')}</h3>
      <carmine-colour-reading
        exportparts="skin-swatch, monk"
        .locale=${this.language}
        .skin=${report.skin}
      ></carmine-colour-reading>
    </section>`;
  }

  #measures(report: SkinReport): TemplateResult {
    return html`<section class="card" part="card measures-card">
      <h3>${this.t('measure.title')}</h3>
      <carmine-measure-list exportparts="measures" .locale=${this.language} .measures=${report.measures}></carmine-measure-list>
      <p class="note">${this.t('measure.lead')}</p>
    </section>`;
  }
}
