import { html, nothing, type TemplateResult } from 'lit';
import { ASKED, isAnswered } from '../crm/asked.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

/** Asked at the first visit, beside the shop and not across it: nothing is on until it is answered, and it can be put off. */
export const consentSheet = (shop: Shop, store: ShopStore): TemplateResult | typeof nothing => {
  if (shop.askLater || isAnswered(shop.consent)) return nothing;
  const { locale } = shop;
  return html`<aside class="consent-sheet" aria-label=${text(locale, 'consent.label')}>
    <carmine-consent
      .consent=${store.desk.consent}
      .locale=${locale}
      .purposes=${ASKED.join(' ')}
      policy-url="#privacy"
    ></carmine-consent>
    <button class="later" @click=${() => store.set({ askLater: true })}>${text(locale, 'consent.later')}</button>
  </aside>`;
};
