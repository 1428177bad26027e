import { DEMO_BRAND } from '@carmine/shades/demo';
import { html, type TemplateResult } from 'lit';
import { hrefFor } from '../language.ts';
import type { Shop, ShopStore } from '../store.ts';
import { LANGUAGES, text } from '../texts/index.ts';

/** Note, wordmark, navigation, language and bag. */
export const header = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const count = shop.bag.reduce((n, l) => n + l.quantity, 0);
  return html`<a class="skip" href="#main">${text(locale, 'skip')}</a>
    <p class="note-bar">${text(locale, 'bar.note')}</p>
    <header class="header">
      <a class="wordmark" href="#main" translate="no">
        <span class="latin">${DEMO_BRAND.en}</span>
        ${locale === 'en' ? '' : html`<span class="han">${DEMO_BRAND[locale]}</span>`}
      </a>
      <nav aria-label=${text(locale, 'nav.label')}>
        <a href="#products">${text(locale, 'nav.products')}</a>
        <a href="#looks">${text(locale, 'nav.looks')}</a>
        <a href="#mirror">${text(locale, 'nav.mirror')}</a>
        <a href="#complaint">${text(locale, 'nav.help')}</a>
        <a href="#questions">${text(locale, 'nav.care')}</a>
        <a href="#log">${text(locale, 'nav.log')}</a>
      </nav>
      <div class="languages" role="group" aria-label=${text(locale, 'lang.label')}>
        ${LANGUAGES.map(
          (l) => html`<a
            href=${hrefFor(location.href, l.locale)}
            lang=${l.locale}
            hreflang=${l.locale}
            title=${l.name}
            aria-current=${l.locale === locale ? 'true' : 'false'}
            @click=${(e: Event) => {
              e.preventDefault();
              store.set({ locale: l.locale });
            }}
            >${l.short}</a
          >`,
        )}
      </div>
      <button class="bag-button" aria-label=${text(locale, 'bag.open', { n: count })} @click=${() => store.set({ bagOpen: true })}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
          <path d="M5 8.500h14l1 12H4zM8.500 8.500V7a3.500 3.500 0 0 1 7 0v1.500" stroke-linejoin="round" />
        </svg>
        ${count > 0 ? html`<span class="count">${count}</span>` : ''}
      </button>
    </header>`;
};
