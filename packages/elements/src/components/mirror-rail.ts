import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { type RequestMap, request } from '../requests.ts';
import { icons } from '../styles/icons.ts';

/**
 * What the mirror can do beside the toolbar: before and after, looks side by side, a recording. Down the side, as in camera apps.
 * @fires splitrequest, tilesrequest, recordrequest
 */
export class CarmineMirrorRail extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    dressed: { attribute: false },
    split: { attribute: false },
    tiles: { attribute: false },
    recording: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: grid;
        gap: 0.4rem;
      }
      .button {
        width: 46px;
        height: 46px;
        padding: 0;
        border-color: transparent;
        background: rgb(255 255 255 / 0.94);
        touch-action: manipulation;
      }
      .button[aria-pressed='true'],
      .button[aria-pressed='true']:hover {
        border: 2px solid #fff;
        background: var(--_ink);
        color: var(--_surface);
      }
      .record svg {
        color: #c1121f;
      }
      .record[data-on],
      .record[data-on]:hover {
        background: #c1121f;
        color: #fff;
      }
      .record[data-on] svg {
        color: #fff;
      }
    `,
  ];

  /** Something is worn: there is something to compare. */
  declare dressed: boolean;
  declare split: boolean;
  declare tiles: boolean;
  declare recording: boolean;

  constructor() {
    super();
    this.dressed = false;
    this.split = false;
    this.tiles = false;
    this.recording = false;
  }

  protected override render(): TemplateResult {
    const { split, tiles, recording } = this;
    return html`${this.dressed && !tiles ? this.#tool('split', split, ['splitrequest', { at: split ? null : 0.5 }]) : nothing}
    ${this.dressed || tiles ? this.#tool('tiles', tiles, ['tilesrequest', { on: !tiles }]) : nothing}
    ${this.#tool('record', recording, ['recordrequest', { action: recording ? 'stop' : 'start' }])}`;
  }

  #tool<K extends 'splitrequest' | 'tilesrequest' | 'recordrequest'>(
    name: 'split' | 'tiles' | 'record',
    on: boolean,
    [wish, detail]: [K, RequestMap[K]],
  ): TemplateResult {
    const words = this.t(name === 'record' && on ? 'toolbar.record.stop' : `toolbar.${name}`);
    return html`<button
      class="button ${name}"
      part="button ${name}-button"
      title=${words}
      aria-pressed=${name === 'record' ? nothing : on}
      ?data-on=${on}
      @click=${() => request(this, wish, detail)}
    >
      ${name === 'record' && on ? icons.square : icons[name]}<span class="sr-only">${words}</span>
    </button>`;
  }
}
