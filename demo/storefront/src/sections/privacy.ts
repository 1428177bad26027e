import { type ConsentSnapshot, granted } from '@carmine/crm/consent';
import { html, nothing, type TemplateResult } from 'lit';
import { declare, requestOwnData } from '../actions.ts';
import { ASKED } from '../crm/asked.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

const PROMISES = ['device', 'shop', 'never'] as const;

/** What a customer may tell of themselves needs a file to be kept in, advice to be used for, and an age. */
const mayDeclare = (consent: ConsentSnapshot): boolean =>
  granted(consent, 'crm_share') && granted(consent, 'personalization') && consent.ageGate === 'passed';

const told = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const may = mayDeclare(shop.consent);
  return html`<div class="tell">
    <h3>${text(locale, 'privacy.tell')}</h3>
    <p class="small">${text(locale, 'privacy.tell.lead')}</p>
    <label class="attach">
      <input
        type="checkbox"
        role="switch"
        name="sensitive-skin"
        ?disabled=${!may}
        @change=${(e: Event) => declare(store, 'sensitive-skin', (e.target as HTMLInputElement).checked)}
      />
      <span>${text(locale, 'privacy.tell.sensitive')}</span>
    </label>
    ${may ? nothing : html`<p class="small">${text(locale, 'privacy.tell.needs')}</p>`}
  </div>`;
};

const rights = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale, asked } = shop;
  return html`<div class="rights">
    <p>${text(locale, 'privacy.yours')}</p>
    <p class="actions">
      <button class="ghost" data-ask="export" @click=${() => requestOwnData(store, 'export')}>${text(locale, 'privacy.see')}</button>
      <button class="ghost" data-ask="erasure" @click=${() => requestOwnData(store, 'erasure')}>${text(locale, 'privacy.erase')}</button>
    </p>
    <p class="small" role="status">${asked ? text(locale, `privacy.asked.${asked.kind}`, { id: asked.id }) : ''}</p>
  </div>`;
};

/** What happens to what a customer does here: in three sentences, with the switches and the rights beside. */
export const privacy = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  return html`<section class="privacy" id="privacy" aria-labelledby="privacy-title">
    <header>
      <h2 id="privacy-title">${text(locale, 'privacy.title')}</h2>
      <p>${text(locale, 'privacy.lead')}</p>
    </header>
    <div class="privacy-grid">
      <dl>
        ${PROMISES.map(
          (p) =>
            html`<div><dt>${text(locale, `privacy.${p}`)}</dt><dd>${text(locale, `privacy.${p}.body`)}</dd></div>`,
        )}
      </dl>
      <div class="privacy-choice">
        <carmine-consent
          .consent=${store.desk.consent}
          .locale=${locale}
          .purposes=${ASKED.join(' ')}
        ></carmine-consent>
        ${told(shop, store)} ${rights(shop, store)}
      </div>
    </div>
  </section>`;
};
