import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { cssVars } from '../words/css-vars.ts';
import { nextIndex } from '../words/roving.ts';
import { type ShadeView, swatchOf } from '../words/shade-view.ts';

/**
 * A wall of swatches as one radio group: arrow keys move and choose, Tab enters and leaves it. A shade is told by colour
 * and by its name (WCAG 1.4.1). Usable by itself: give it `shades` and `sku`, hear `shaderequest`.
 * @fires shaderequest
 */
export class CarmineShadeWall extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    shades: { attribute: false },
    sku: { attribute: false },
    label: { attribute: false },
    variant: { reflect: true },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(var(--carmine-swatch-column, var(--_column)), 1fr));
        gap: 0.2rem;
        --_column: 4.1rem;
      }
      ul:lang(en) {
        --_column: 4.9rem;
      }
      @container (max-width: 480px) {
        ul {
          grid-template-rows: repeat(2, auto);
          grid-template-columns: none;
          grid-auto-columns: var(--carmine-swatch-column, var(--_column));
          grid-auto-flow: column;
          overflow-x: auto;
          padding-bottom: 0.4rem;
          scrollbar-width: thin;
          scrollbar-color: var(--_border) transparent;
        }
      }
      button {
        position: relative;
        display: grid;
        justify-items: center;
        align-content: start;
        gap: 0.3rem;
        width: 100%;
        height: 100%;
        min-height: 4.4rem;
        padding: 0.4rem 0.15rem;
        border: 0;
        border-radius: 10px;
        background: none;
      }
      button:hover {
        background: var(--_soft);
      }
      .swatch {
        width: 38px;
        height: 38px;
        transition: box-shadow 0.15s;
      }
      :host([variant='lipstick']) .swatch:not(.duo) {
        background: linear-gradient(
          160deg,
          color-mix(in srgb, var(--swatch) 86%, #fff) 0 28%,
          var(--swatch) 52%,
          color-mix(in srgb, var(--swatch) 88%, #000)
        );
      }
      button[aria-checked='true'] .swatch {
        box-shadow:
          inset 0 0 0 1px rgb(0 0 0 / 0.12),
          0 0 0 3px var(--_surface),
          0 0 0 5px var(--_ink);
      }
      .name {
        overflow: hidden;
        max-width: 100%;
        color: var(--_muted);
        font-size: 0.75rem;
        line-height: 1.3;
        text-align: center;
        overflow-wrap: break-word;
        display: -webkit-box;
        -webkit-line-clamp: 2;
        -webkit-box-orient: vertical;
      }
      button[aria-checked='true'] .name {
        color: var(--_ink);
        font-weight: 600;
      }
      :focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  declare shades: readonly ShadeView[];
  declare sku: string;
  declare label: string;
  /** Product kind, for the look of the swatches. */
  declare variant: string;

  constructor() {
    super();
    this.shades = [];
    this.sku = '';
    this.label = '';
    this.variant = '';
  }

  protected override render(): TemplateResult {
    if (this.shades.length === 0) return html`<p class="note">${this.t('shade.empty')}</p>`;
    const current = Math.max(
      0,
      this.shades.findIndex((s) => s.sku === this.sku),
    );
    return html`<ul role="radiogroup" part="shade-wall" lang=${this.language} aria-label=${this.label || this.t('shade.choose')} @keydown=${this.#key}>
      ${this.shades.map((shade, i) => this.#swatch(shade, i === current))}
    </ul>`;
  }

  /** Brings the chosen swatch into a scrolled wall without ever moving the page. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('sku') && !changed.has('shades')) return;
    const wall = this.renderRoot.querySelector('ul');
    const chosen = wall?.querySelector<HTMLElement>('[aria-checked=true]');
    if (!wall || !chosen || wall.scrollWidth <= wall.clientWidth) return;
    const [w, c] = [wall.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (c.left < w.left || c.right > w.right) wall.scrollLeft += c.left - w.left - (w.width - c.width) / 2;
  }

  #swatch(shade: ShadeView, tabbable: boolean): TemplateResult {
    const checked = shade.sku === this.sku;
    return html`<li role="none">
      <button
        role="radio"
        part="shade ${checked ? 'shade-checked' : ''}"
        data-sku=${shade.sku}
        aria-checked=${checked}
        aria-label=${shade.finish ? `${shade.name}, ${this.t(`finish.${shade.finish}`)}` : shade.name}
        title=${shade.name}
        tabindex=${tabbable ? 0 : -1}
        @click=${() => request(this, 'shaderequest', { sku: shade.sku })}
      >
        <span class="swatch ${shade.colours.length > 1 ? 'duo' : ''}" ${cssVars({ '--swatch': swatchOf(shade) })}></span>
        <span class="name">${shade.name}</span>
      </button>
    </li>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button[role=radio]')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const next = nextIndex(event.key, at, buttons.length, columns(buttons));
    const target = next === null ? undefined : buttons[next];
    if (!target) return;
    event.preventDefault();
    target.focus();
    request(this, 'shaderequest', { sku: target.dataset.sku ?? '' });
  };
}

/** How many swatches share the first row. */
const columns = (buttons: readonly HTMLElement[]): number => {
  const top = buttons[0]?.offsetTop;
  const n = buttons.findIndex((b) => b.offsetTop !== top);
  return n < 1 ? Math.max(1, buttons.length) : n;
};
