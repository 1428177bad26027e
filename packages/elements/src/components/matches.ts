import type { MatchResult } from '@carmine/session';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { cssVars } from '../words/css-vars.ts';
import { percent } from '../words/format.ts';
import { abstainText, reasonText } from '../words/reasons.ts';
import type { ShadeView } from '../words/shade-view.ts';

type Match = MatchResult['matches'][number];
type Reason = Match['reasons'][number];

/** A reason of the shade itself; the others (confidence, circumstances) are the same for all three. */
const ofShade = ({ key }: Reason): boolean => !/^(confidence|reading)\./.test(key);

/**
 * Up to three foundation shades with their reasons in words, each with a button that puts it on.
 * @fires shaderequest
 */
export class CarmineMatches extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    match: { attribute: false },
    shades: { attribute: false },
    sku: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: grid;
        gap: 0.75rem;
      }
      ol {
        display: grid;
        gap: 0.75rem;
      }
      li {
        display: grid;
        grid-template-columns: 64px 1fr;
        grid-template-rows: auto auto auto 1fr auto;
        gap: 0.2rem 1rem;
        padding: 1rem;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      li.first {
        border-color: var(--_accent);
      }
      .swatch {
        grid-row: 1 / 4;
        width: 64px;
        height: 64px;
        border-radius: 16px;
      }
      .kind {
        color: var(--_accent);
        font-size: 0.8125rem;
        font-weight: 600;
      }
      .name {
        font-weight: 600;
      }
      .why {
        display: grid;
        grid-column: 1 / -1;
        gap: 0.2rem;
        align-content: start;
        margin-top: 0.4rem;
        padding-inline-start: 1.1em;
        list-style: disc;
        font-size: 0.875rem;
      }
      .why li {
        display: list-item;
        padding: 0;
        border: 0;
        background: none;
      }
      .button {
        grid-column: 1 / -1;
        justify-self: start;
        margin-top: 0.5rem;
      }
      @container (min-width: 720px) {
        ol {
          grid-template-columns: repeat(3, 1fr);
        }
      }
    `,
  ];

  declare match: MatchResult | null;
  /** The foundation shades of the catalogue. */
  declare shades: readonly ShadeView[];
  /** The foundation worn now. */
  declare sku: string;

  constructor() {
    super();
    this.match = null;
    this.shades = [];
    this.sku = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { match } = this;
    if (!match) return nothing;
    return html`${this.#lead(match)}
      <ol part="matches">
        ${match.matches.map((m, i) => this.#card(m, i === 0 && !match.abstained))}
      </ol>
      ${this.#reading(match)}`;
  }

  /** What the three are: a recommendation, or, when none stands out, something to compare, with the range. */
  #lead({ abstained, reason, range }: MatchResult): TemplateResult {
    if (!abstained) return html`<p class="note">${this.t('match.lead')}</p>`;
    const name = (sku: string | undefined) => this.shades.find((s) => s.sku === sku)?.name ?? sku ?? '';
    return html`<p part="match-abstained">${reason ? abstainText(reason, this.language) : this.t('match.abstained')}
      ${
        range && range.skus.length > 1
          ? this.t('match.range', { from: name(range.skus[0]), to: name(range.skus.at(-1)) })
          : nothing
      }</p>`;
  }

  /** What holds for the reading as a whole, once for all cards. */
  #reading({ matches }: MatchResult): TemplateResult | typeof nothing {
    const reasons = (matches[0]?.reasons ?? []).filter((r) => !ofShade(r));
    if (reasons.length === 0) return nothing;
    return html`<p class="note" part="match-reading">${reasons.map((r) => this.#words(r)).join(' · ')}</p>`;
  }

  #words({ key, values }: Reason): string {
    const name = this.shades.find((s) => s.sku === values.sku)?.name;
    return reasonText(key, this.language, name ? { ...values, sku: name } : values);
  }

  #card(m: Match, first: boolean): TemplateResult | typeof nothing {
    const shade = this.shades.find((s) => s.sku === m.sku);
    if (!shade) return nothing;
    const worn = m.sku === this.sku;
    return html`<li class=${first ? 'first' : ''} part="match" data-sku=${m.sku}>
      <span class="swatch" ${cssVars({ '--swatch': shade.hex })}></span>
      <span class="kind">${this.t(`match.${m.direction}`)}</span>
      <span class="name">${shade.name}</span>
      <span class="note">${shade.lineName}</span>
      <ul class="why" aria-label=${this.t('match.why')}>
        ${m.reasons.filter(ofShade).map((r) => html`<li>${this.#words(r)}</li>`)}
        <li>${this.t('match.within', { p: percent(m.pWithin2, this.language) })}</li>
      </ul>
      <button
        class="button small ${first ? 'primary' : ''}"
        part="button try-button"
        aria-pressed=${worn}
        @click=${() => request(this, 'shaderequest', { sku: m.sku })}
      >
        ${worn ? this.t('match.worn') : this.t('match.try')}<span class="sr-only"> ${shade.name}</span>
      </button>
    </li>`;
  }
}
