import type { Measure } from '@carmine/skin';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { cssVars } from '../words/css-vars.ts';
import { number } from '../words/format.ts';
import { measureReasonText, unitText } from '../words/reasons.ts';

/** The measures of a report: value and unit, score with its uncertainty as a bar, or why there is none. */
export class CarmineMeasureList extends CarmineElement {
  static override properties = { ...CarmineElement.properties, measures: { attribute: false } };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 1rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        align-items: baseline;
        justify-content: space-between;
      }
      .score {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      .bar {
        position: relative;
        height: 8px;
        margin: 0.35rem 0 0.3rem;
        border-radius: 4px;
        background: var(--_line);
      }
      .bar i {
        position: absolute;
        inset-block: 0;
        border-radius: 4px;
      }
      .range {
        left: calc(var(--from) * 1%);
        right: calc(100% - var(--to) * 1%);
        min-width: 8px;
        background: color-mix(in srgb, var(--_accent) 34%, var(--_surface));
      }
      .point {
        left: calc(var(--score) * 1% - 2px);
        width: 4px;
        background: var(--_accent);
        inset-block: -3px !important;
      }
      .none {
        color: var(--_muted);
        font-weight: 400;
      }
    `,
  ];

  declare measures: readonly Measure[];

  constructor() {
    super();
    this.measures = [];
  }

  protected override render(): TemplateResult {
    return html`<ul part="measures">
      ${this.measures.map((m) => html`<li data-measure=${m.id}>${this.#row(m)}</li>`)}
    </ul>`;
  }

  #row(m: Measure): TemplateResult {
    if (m.abstained || m.score === null) {
      return html`<div class="row"><strong>${this.t(`measure.${m.id}`)}</strong>
          <span class="none">${this.t('measure.abstained')}</span></div>
        <p class="note">${m.reason ? measureReasonText(m.reason, this.language) : this.t(`measure.${m.id}.note`)}</p>`;
    }
    const sem = m.sem ?? 0;
    const value =
      m.value === null ? '' : `${number(m.value, this.language, 2)} ${unitText(m.unit, this.language)}`;
    return html`<div class="row">
        <strong>${this.t(`measure.${m.id}`)}</strong>
        <span class="score">${this.t('measure.score', { score: Math.round(m.score) })}</span>
      </div>
      <div
        class="bar"
        aria-hidden="true"
        ${cssVars({ '--score': m.score, '--from': Math.max(0, m.score - sem), '--to': Math.min(100, m.score + sem) })}
      ><i class="range"></i><i class="point"></i></div>
      <p class="note">${this.t(`measure.${m.id}.note`)}
        ${value} · ${this.t('measure.range', { sem: number(sem, this.language, 0) })}${m.reason ? html`<br />${measureReasonText(m.reason, this.language)}` : nothing}</p>`;
  }
}
