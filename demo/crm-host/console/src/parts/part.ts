import { LitElement } from 'lit';
import { onLocale } from '../language.ts';

/** What every element of the console shares: light DOM under the one style sheet, drawn anew when the language changes. */
export class Part extends LitElement {
  #stop: (() => void) | undefined;

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onLocale(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.#stop?.();
    super.disconnectedCallback();
  }
}
