import { html, nothing, type TemplateResult } from 'lit';
import type { MessageKey } from '../locales/index.ts';
import { cssVars } from '../words/css-vars.ts';
import type { Values } from '../words/format.ts';
import type { ShadeView } from '../words/shade-view.ts';

export type Say = (key: MessageKey, values?: Values) => string;

/** One matched shade as it is shown, whatever product it is. */
export interface MatchCard {
  readonly shade: ShadeView;
  /** What it is among the shown: "closest", "a step warmer". */
  readonly kind: string;
  /** Marked as the answer; false for all where none may be called one. */
  readonly first: boolean;
  /** Probability of being the best, 0..1; its words, and the whole sentence for those who cannot see the bar. */
  readonly sure: { readonly p: number; readonly text: string; readonly label: string };
  /** Colours side by side, "#rrggbb" with their names: what is there, and what it becomes. */
  readonly band: readonly { readonly hex: string; readonly label: string }[];
  /** Most telling first; two are shown, the others on demand. */
  readonly reasons: readonly string[];
  readonly worn: boolean;
  readonly wear: () => void;
}

const SHOWN = 2;

const why = (reasons: readonly string[], label: string): TemplateResult =>
  html`<ul class="why" aria-label=${label}>
    ${reasons.map((text) => html`<li>${text}</li>`)}
  </ul>`;

/** A card: the colours, the name, how sure, why, and the button that puts it on. */
export const matchCard = (card: MatchCard, t: Say): TemplateResult => {
  const { shade, first, sure, band, reasons } = card;
  const rest = reasons.slice(SHOWN);
  return html`<li class="card ${first ? 'first' : ''}" part="match" data-sku=${shade.sku}>
    <div class="band" part="match-band" aria-hidden="true">
      ${band.map(({ hex }) => html`<i ${cssVars({ '--swatch': hex })}></i>`)}
    </div>
    <div class="labels" aria-hidden="true">${band.map(({ label }) => html`<span>${label}</span>`)}</div>
    <p class="kind">
      <span>${card.kind}</span>
      <span class="sure" title=${sure.label}>
        <i aria-hidden="true" ${cssVars({ '--p': sure.p })}></i>
        <span aria-hidden="true">${sure.text}</span><span class="sr-only">${sure.label}</span>
      </span>
    </p>
    <p class="name"><span class="swatch" aria-hidden="true" ${cssVars({ '--swatch': shade.hex })}></span>${shade.name}</p>
    <p class="note">${shade.lineName}</p>
    ${why(reasons.slice(0, SHOWN), t('match.why'))}
    ${
      rest.length
        ? html`<details>
          <summary>${t('match.more')}<span class="sr-only"> ${shade.name}</span></summary>
          ${why(rest, t('match.more'))}
        </details>`
        : nothing
    }
    <button
      class="button small ${first ? 'primary' : ''}"
      part="button try-button"
      aria-pressed=${card.worn}
      @click=${card.wear}
    >
      ${t(card.worn ? 'match.worn' : 'match.try')}<span class="sr-only"> ${shade.name}</span>
    </button>
  </li>`;
};

/** A chip that can be on or off. */
export const chip = (text: string, on: boolean, pick: () => void): TemplateResult =>
  html`<button class="chip" part="chip" aria-pressed=${on} @click=${pick}>${text}</button>`;
