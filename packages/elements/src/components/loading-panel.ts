import type { Progress, SourceKind } from '@carmine/session';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { isLoading, progressText } from '../words/progress.ts';

/**
 * While something loads: which part, how many bytes of how many, and a way out.
 * @fires cancelrequest
 */
export class CarmineLoadingPanel extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    progress: { attribute: false },
    source: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: grid;
        place-items: center;
        padding: 1.5rem;
        color: #fff;
        text-align: center;
      }
      .box {
        display: grid;
        justify-items: center;
        gap: 0.9rem;
        width: min(100%, 20rem);
      }
      h2 {
        font: 500 1.25rem/1.3 var(--carmine-display, var(--_font));
      }
      progress {
        width: 100%;
        height: 6px;
        overflow: hidden;
        border: 0;
        border-radius: 3px;
        background: rgb(255 255 255 / 0.22);
        appearance: none;
      }
      progress::-webkit-progress-bar {
        background: transparent;
      }
      progress::-webkit-progress-value {
        border-radius: 3px;
        background: #fff;
        transition: inline-size 0.2s linear;
      }
      progress::-moz-progress-bar {
        border-radius: 3px;
        background: #fff;
      }
      .bytes {
        min-height: 1.5em;
        color: rgb(255 255 255 / 0.84);
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
      }
      .button {
        border-color: rgb(255 255 255 / 0.5);
        background: transparent;
        color: #fff;
      }
      .button:hover:not(:disabled) {
        background: rgb(255 255 255 / 0.14);
        border-color: #fff;
      }
      :focus-visible {
        outline-color: #fff;
      }
    `,
  ];

  declare progress: Progress | null;
  declare source: SourceKind;

  constructor() {
    super();
    this.progress = null;
    this.source = 'none';
  }

  // The bar's value is an attribute: taken away it means "not known", where the property refuses undefined.
  protected override render(): TemplateResult {
    const p = this.progress;
    return html`<div class="box" part="loading">
      <h2>${this.t('load.title')}</h2>
      <progress
        part="progress"
        max="1"
        value=${isLoading(p) ? p.loaded / p.total : nothing}
        aria-label=${this.t(p?.part === 'skin' ? 'load.skin' : 'load.tracking')}
      ></progress>
      <p class="bytes">${this.#words(p)}</p>
      <button class="button small" part="button" @click=${() => request(this, 'cancelrequest', undefined)}>
        ${this.t('action.cancel')}
      </button>
    </div>`;
  }

  #words(p: Progress | null): string {
    if (isLoading(p)) return progressText(p, this.language);
    return this.t(this.source === 'camera' ? 'load.camera' : 'load.preparing');
  }
}
