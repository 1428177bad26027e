import { CarmineConsent } from './consent-element.ts';

export { CarmineConsent } from './consent-element.ts';

/** Registers `<carmine-consent>`; apart from the mirror's own, so that a page without it does not load it. Twice or in Node it does nothing. */
if (typeof customElements !== 'undefined' && !customElements.get('carmine-consent'))
  customElements.define('carmine-consent', CarmineConsent);

declare global {
  interface HTMLElementTagNameMap {
    'carmine-consent': CarmineConsent;
  }
}
