import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { icons } from '../styles/icons.ts';

/**
 * Tools of the running mirror. Compare is held with the pointer or with Space/Enter and let go on release, blur or
 * cancel, so that it can never stick.
 * @fires comparerequest, analysisrequest, snapshotrequest, clearrequest
 */
export class CarmineToolbar extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    dressed: { attribute: false },
    comparing: { attribute: false },
    analyzing: { attribute: false },
    face: { attribute: false },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: block;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        align-items: center;
        justify-content: center;
      }
      .primary {
        padding-inline: 0.9em 1.1em;
      }
      .button {
        border-color: transparent;
        background: rgb(255 255 255 / 0.94);
        touch-action: manipulation;
        -webkit-user-select: none;
        user-select: none;
      }
      .icon {
        width: 46px;
        height: 46px;
        padding: 0;
      }
      .primary {
        background: var(--_accent);
      }
      .primary[aria-disabled='true'] {
        background: color-mix(in srgb, var(--_accent) 55%, #453a38);
        cursor: default;
      }
      .button[aria-pressed='true'],
      .button[aria-pressed='true']:hover {
        background: var(--_ink);
        color: var(--_surface);
      }
      .hold {
        touch-action: none;
        -webkit-touch-callout: none;
      }
      @container (min-width: 480px) {
        .icon {
          width: auto;
          padding: 0.5em 1em;
        }
        .icon .sr-only {
          position: static;
          width: auto;
          height: auto;
          clip-path: none;
        }
      }
    `,
  ];

  /** Something is worn. */
  declare dressed: boolean;
  declare comparing: boolean;
  declare analyzing: boolean;
  /** A face is in the picture: reading makes sense. */
  declare face: boolean;

  constructor() {
    super();
    this.dressed = false;
    this.comparing = false;
    this.analyzing = false;
    this.face = false;
  }

  /** Back to where a reading was begun. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[part~=analyze-button]')?.focus(options);
  }

  protected override render(): TemplateResult {
    return html`<div class="bar" role="group" part="toolbar" aria-label=${this.t('toolbar.label')}>
      <button
        class="button primary"
        part="button analyze-button"
        aria-disabled=${!this.face || this.analyzing}
        @click=${this.#analyze}
      >
        ${icons.analyze}${this.t(this.analyzing ? 'toolbar.analyzing' : 'toolbar.analyze')}
      </button>
      ${this.dressed ? this.#wornTools() : nothing}
      <button class="button icon" part="button snapshot-button" @click=${() => request(this, 'snapshotrequest', undefined)}>
        ${icons.snapshot}<span class="sr-only">${this.t('toolbar.snapshot')}</span>
      </button>
    </div>`;
  }

  #wornTools(): TemplateResult {
    return html`<button
        class="button icon hold"
        part="button compare-button"
        aria-pressed=${this.comparing}
        @pointerdown=${this.#press}
        @pointerup=${this.#release}
        @pointercancel=${this.#release}
        @lostpointercapture=${this.#release}
        @keydown=${this.#keydown}
        @keyup=${this.#release}
        @blur=${this.#release}
        @contextmenu=${(e: Event) => e.preventDefault()}
      >
        ${icons.compare}<span class="sr-only">${this.t('toolbar.compare')}</span>
      </button>
      <button class="button icon" part="button clear-button" @click=${() => request(this, 'clearrequest', {})}>
        ${icons.clear}<span class="sr-only">${this.t('toolbar.clear')}</span>
      </button>`;
  }

  readonly #analyze = (): void => {
    if (this.face && !this.analyzing) request(this, 'analysisrequest', undefined);
  };

  readonly #press = (event: PointerEvent): void => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    request(this, 'comparerequest', { on: true });
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.repeat) request(this, 'comparerequest', { on: true });
  };

  readonly #release = (): void => {
    if (this.comparing) request(this, 'comparerequest', { on: false });
  };
}
