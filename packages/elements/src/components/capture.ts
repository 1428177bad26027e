import type { CaptureState } from '@carmine/session';
import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { captureStyle } from '../styles/capture.ts';
import { icons } from '../styles/icons.ts';
import { captureKey } from '../words/capture.ts';

/** The oval's outline from its top, clockwise, in a box of 100 x 132. */
const OVAL = 'M50 3A47 63 0 0 1 50 129A47 63 0 0 1 50 3';

/**
 * Over the mirror while a reading is guided: an oval that fills as the picture gets better, one instruction, a shutter, a way out.
 * @fires shutterrequest, capturecancelrequest, voicerequest
 */
export class CarmineCapture extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    capture: { attribute: false },
    speaking: { attribute: false },
    voice: { attribute: false },
    loading: { attribute: false },
  };
  static override styles = [...(CarmineElement.styles as []), captureStyle];

  declare capture: CaptureState | null;
  /** The guidance is spoken. */
  declare speaking: boolean;
  /** The device has a voice for the language. */
  declare voice: boolean;
  /** What is being loaded, in words; '' nothing. */
  declare loading: string;

  constructor() {
    super();
    this.capture = null;
    this.speaking = false;
    this.voice = false;
    this.loading = '';
  }

  /** The button that was pressed is gone: a keyboard goes on with the nearest thing to do. */
  protected override firstUpdated(_: PropertyValues<this>): void {
    this.renderRoot.querySelector<HTMLElement>('[part~=cancel-button]')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { capture } = this;
    if (!capture) return nothing;
    const { stage, passed, of } = capture;
    const open = stage === 'guiding' || stage === 'ready';
    const filled = open ? (stage === 'ready' ? of : passed) : of;
    return html`<div class="scene" data-stage=${stage} role="group" aria-label=${this.t('capture.label')}>
      <div class="oval" part="oval">
        <svg viewBox="0 0 100 132" aria-hidden="true">
          ${svg`<path class="track" d=${OVAL} />
          <path class="fill" d=${OVAL} pathLength="100" stroke-dasharray="${(100 * filled) / of} 100" />`}
        </svg>
      </div>
      <p class="instruction" part="instruction" role="status" aria-live=${this.speaking ? 'off' : 'polite'}>
        ${stage === 'ready' ? icons.check : nothing}<span>${this.loading || this.t(captureKey(capture))}</span>
      </p>
      <div class="bar">
        <button class="button" part="button cancel-button" @click=${() => request(this, 'capturecancelrequest', undefined)}>
          ${icons.stop}<span>${this.t('capture.cancel')}</span>
        </button>
        ${open ? this.#shutter() : nothing} ${this.#voice()}
      </div>
    </div>`;
  }

  #shutter(): TemplateResult {
    return html`<button
      class="shutter"
      part="button shutter-button"
      title=${this.t('capture.shutter')}
      @click=${() => request(this, 'shutterrequest', undefined)}
    >
      <span class="sr-only">${this.t('capture.shutter')}</span>
    </button>`;
  }

  #voice(): TemplateResult {
    const { speaking, voice } = this;
    const words = this.t(voice ? 'capture.voice' : 'capture.voice.none');
    return html`<button
      class="button round"
      part="button voice-button"
      title=${words}
      aria-pressed=${speaking && voice}
      aria-disabled=${!voice}
      @click=${() => voice && request(this, 'voicerequest', { on: !speaking })}
    >
      ${speaking && voice ? icons.voice : icons.mute}<span class="sr-only">${words}</span>
    </button>`;
  }
}
