import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { icons } from '../styles/icons.ts';
import { cssVars } from '../words/css-vars.ts';
import { gridOf } from '../words/grid.ts';
import { OverPicture } from './over-picture.ts';

/**
 * Names over the looks side by side; a press on a picture wears its look.
 * @fires tilerequest
 */
export class CarmineTileNames extends OverPicture {
  static override properties = {
    ...OverPicture.properties,
    names: { attribute: false },
    mirrored: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        position: absolute;
        inset: 0;
        overflow: clip;
        pointer-events: none;
      }
      .grid {
        position: absolute;
        inset: var(--top) auto auto var(--left);
        display: grid;
        grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
        grid-auto-rows: minmax(0, 1fr);
        gap: 2px;
        width: var(--width);
        height: var(--height);
      }
      .grid[data-mirrored] {
        direction: rtl;
      }
      button {
        direction: ltr;
        display: flex;
        /* Over the hair: a name must not cover the lips. */
        align-items: start;
        justify-content: center;
        min-width: 0;
        padding: 0.4rem;
        border: 0;
        background: none;
        pointer-events: auto;
      }
      button:focus-visible {
        outline: 3px solid #fff;
        outline-offset: -3px;
        box-shadow: inset 0 0 0 6px var(--_accent);
      }
      .name {
        display: inline-flex;
        gap: 0.35em;
        align-items: center;
        max-width: 100%;
        padding: 0.2em 0.75em;
        border-radius: 999px;
        background: rgb(20 14 13 / 0.78);
        color: #fff;
        font-size: 0.8125rem;
        line-height: 1.4;
      }
      .name span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name svg {
        flex: none;
        width: 14px;
        height: 14px;
      }
      button:hover .name {
        background: var(--_accent);
      }
    `,
  ];

  /** In the order of the pictures, row by row; the first is worn. */
  declare names: readonly string[];

  /** The canvas is turned as in a mirror: the first picture is on the right. */
  declare mirrored: boolean;

  constructor() {
    super();
    this.names = [];
    this.mirrored = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { box } = this;
    if (!box) return nothing;
    const place = {
      '--left': `${box.left}px`,
      '--top': `${box.top}px`,
      '--width': `${box.width}px`,
      '--height': `${box.height}px`,
      '--columns': gridOf(this.names.length).columns,
    };
    return html`<div class="grid" part="tiles" ?data-mirrored=${this.mirrored} role="group" aria-label=${this.t('tiles.label')} ${cssVars(place)}>
      ${this.names.map(
        (name, i) => html`<button
          part="tile"
          aria-label=${this.t('tiles.wear', { name })}
          aria-current=${i === 0}
          @click=${() => request(this, 'tilerequest', { index: i })}
        >
          <span class="name">${i === 0 ? icons.check : nothing}<span>${name}</span></span>
        </button>`,
      )}
    </div>`;
  }
}
