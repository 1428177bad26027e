import type { CarmineError } from '@carmine/errors';
import { css, html, nothing, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request, type SourceRequest } from '../requests.ts';
import { icons } from '../styles/icons.ts';
import { ERROR_ACTIONS, type ErrorAction } from '../words/error-actions.ts';

/**
 * An error as a state: what happened, what to do, and buttons that do it. `compact` shows it as a banner over a running
 * mirror.
 * @fires sourcerequest, dismissrequest
 */
export class CarmineErrorPanel extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    error: { attribute: false },
    retry: { attribute: false },
    compact: { type: Boolean, reflect: true },
  };
  static override styles = [
    ...(CarmineElement.styles as []),
    css`
      :host {
        display: grid;
        place-items: center;
        padding: 1.25rem;
      }
      .box {
        display: grid;
        gap: 0.75rem;
        width: 100%;
        max-width: 24rem;
        padding: 1.25rem;
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      h2 {
        display: flex;
        gap: 0.5rem;
        align-items: start;
        font-size: 1.0625rem;
        font-weight: 600;
        line-height: 1.35;
      }
      h2 svg {
        flex: none;
        width: 22px;
        height: 22px;
        color: var(--_accent);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .code {
        color: var(--_muted);
        font: 0.75rem/1.4 ui-monospace, monospace;
        overflow-wrap: anywhere;
      }
      :host([compact]) {
        padding: 0;
      }
      :host([compact]) .box {
        max-width: 30rem;
        padding: 0.85rem 1rem;
        gap: 0.4rem;
        box-shadow: 0 6px 24px rgb(0 0 0 / 0.28);
        font-size: 0.875rem;
      }
    `,
  ];

  declare error: CarmineError | null;
  /** What "try again" repeats; null where nothing can be repeated. */
  declare retry: SourceRequest | null;
  declare compact: boolean;

  constructor() {
    super();
    this.error = null;
    this.retry = null;
    this.compact = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { error } = this;
    if (!error) return nothing;
    return html`<div class="box" part="error" role="alert">
      <h2>${icons.alert}<span>${this.t(`error.${error.code}`)}</span></h2>
      <p>${this.t(`error.${error.code}.help`)}</p>
      <div class="ways">${this.#ways(error)}</div>
      ${this.compact ? nothing : html`<p class="code">${error.code}</p>`}
    </div>`;
  }

  #ways(error: CarmineError): unknown {
    const actions = ERROR_ACTIONS[error.code].filter((a) => a !== 'retry' || this.retry !== null);
    const buttons = actions.map(
      (action, i) => html`<button
        class="button small ${i === 0 && !this.compact ? 'primary' : ''}"
        part="button"
        data-action=${action}
        @click=${() => this.#go(action)}
      >
        ${this.t(`action.${action}`)}
      </button>`,
    );
    if (!this.compact) return buttons;
    return [
      ...buttons,
      html`<button class="button small" part="button" @click=${() => request(this, 'dismissrequest', undefined)}>
        ${this.t('action.dismiss')}
      </button>`,
    ];
  }

  #go(action: ErrorAction): void {
    if (action === 'retry') {
      if (this.retry) request(this, 'sourcerequest', this.retry);
    } else request(this, 'sourcerequest', { kind: action });
  }
}
