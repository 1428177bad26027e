import { FACE_CHART, type Measure, type MeasurePart, outlinePath, placePath } from '@carmine/skin';
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { cssVars } from '../words/css-vars.ts';
import { number } from '../words/format.ts';
import { measureReasonText, unitText } from '../words/reasons.ts';

/** The measures of a report: value and unit, score with its uncertainty as a bar, where on the face, or why there is none. */
export class CarmineMeasureList extends CarmineElement {
  static override properties = { ...CarmineElement.properties, measures: { attribute: false } };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: block;
        container-type: inline-size;
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
      summary {
        min-height: 44px;
        display: flex;
        align-items: center;
        gap: 0.4rem;
        font-size: 0.875rem;
        cursor: pointer;
      }
      summary::before {
        content: '+';
        width: 1ch;
        font-weight: 600;
      }
      details[open] summary::before {
        content: '–';
      }
      .where {
        display: grid;
        gap: 0.75rem;
        grid-template-columns: minmax(0, 1fr);
        justify-items: center;
        padding-bottom: 0.5rem;
      }
      .where svg {
        width: min(100%, 160px);
        color: var(--_accent);
      }
      .outline {
        fill: var(--_soft);
        stroke: var(--_line);
      }
      .where .place {
        fill: currentColor;
        stroke: var(--_surface);
        stroke-width: 0.6;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.2rem 1rem;
        width: 100%;
        margin: 0;
        font-size: 0.875rem;
      }
      dd {
        margin: 0;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      @container (min-width: 420px) {
        .where {
          grid-template-columns: 160px 1fr;
          align-items: center;
        }
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
    </ul>
    ${this.measures.length ? html`<p class="note">${this.t('measure.moles')}</p>` : nothing}`;
  }

  #row(m: Measure): TemplateResult {
    if (m.abstained || m.score === null) {
      return html`<div class="row"><strong>${this.t(`measure.${m.id}`)}</strong>
          <span class="none">${this.t('measure.abstained')}</span></div>
        <p class="note">${m.reason ? measureReasonText(m.reason, this.language) : this.t(`measure.${m.id}.note`)}</p>`;
    }
    const sem = m.sem ?? 0;
    return html`<div class="row">
        <strong>${this.t(`measure.${m.id}`)}</strong>
        <span class="score">${this.t('measure.score', { score: Math.round(m.score) })}</span>
      </div>
      <div
        class="bar"
        aria-hidden="true"
        ${cssVars({ '--score': m.score, '--from': Math.max(0, m.score - sem), '--to': Math.min(100, m.score + sem) })}
      ><i class="range"></i><i class="point"></i></div>
      <p class="note">${this.t(`measure.${m.id}.note`)} ${this.#facts(m)}${m.reason ? html`<br />${measureReasonText(m.reason, this.language)}` : nothing}</p>
      ${m.regions.length || m.parts.length ? this.#details(m) : nothing}`;
  }

  /** Value, uncertainty, the change that counts and the smallest thing seen, as one line. */
  #facts(m: Measure): string {
    const n = (v: number, digits: number): string => number(v, this.language, digits);
    return [
      m.value === null ? '' : `${n(m.value, 2)} ${unitText(m.unit, this.language)}`,
      this.t('measure.range', { sem: n(m.sem ?? 0, 0) }),
      m.mdc === null ? '' : this.t('measure.mdc', { mdc: n(m.mdc, 0) }),
      m.smallest === null ? '' : this.t('measure.smallest', { mm: n(m.smallest, 1) }),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  #details(m: Measure): TemplateResult {
    return html`<details>
      <summary>${this.t('measure.regions')}</summary>
      <div class="where">
        ${m.regions.length ? this.#chart(m) : nothing}
        <dl>
          ${m.regions.map(
            (r) => html`<dt>${this.t(`place.${r.id}`)}</dt>
              <dd>${r.score} ±${number(r.sem, this.language, 0)}</dd>`,
          )}
          ${m.parts.map((p) => html`<dt>${this.#partName(p)}</dt><dd>${this.#partValue(p)}</dd>`)}
        </dl>
      </div>
    </details>`;
  }

  #partName(part: MeasurePart): string {
    return this.t(`measure-part.${part.id}` as Parameters<typeof this.t>[0]);
  }

  #partValue(part: MeasurePart): string {
    const n = (v: number): string => number(v, this.language, part.range ? 0 : 1);
    const value = `${n(part.value)} ${part.unit ? unitText(part.unit, this.language) : ''}`.trim();
    return part.range ? `${value} (${n(part.range[0])}–${n(part.range[1])})` : value;
  }

  /** The face from the front, each part the stronger the lower its score. The picture's left is the subject's right. */
  #chart(m: Measure): TemplateResult {
    const paths = m.regions.map(
      (r) =>
        svg`<path class="place" d=${placePath(r.id)} fill-opacity=${(0.08 + (0.9 * (100 - r.score)) / 100).toFixed(2)}></path>`,
    );
    return html`<svg viewBox="0 0 ${FACE_CHART} ${FACE_CHART}" role="img" aria-label=${this.t('measure.regions')}>
      <path class="outline" d=${outlinePath()}></path>
      ${paths}
    </svg>`;
  }
}
