import { cssVars } from '@carmine/elements';
import { html, type TemplateResult } from 'lit';
import { addToBag } from '../actions.ts';
import { money, productById, shadeBySku, shadeName } from '../products.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

/** On a phone the chosen shade, its price and the bag stay within the thumb's reach. */
export const buyBar = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const product = productById(shop.product);
  const sku = shop.chosen[product.id];
  const shade = shadeBySku(sku);
  return html`<aside class="buy-bar" aria-label=${product.name[locale]}>
    <span class="dot-swatch" ${cssVars({ '--swatch': shade?.color.hex ?? 'transparent' })}></span>
    <span class="buy-bar-words">
      <b>${sku ? shadeName(sku, locale) : text(locale, 'product.pick')}</b>
      <span>${product.name[locale]}</span>
    </span>
    ${
      sku
        ? html`<button class="cta" @click=${() => addToBag(store, sku)}>
            ${shop.added === sku ? text(locale, 'product.added') : html`${money(product.price[locale], locale)}<span class="sr-only"> ${text(locale, 'product.add')}</span><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><path d="M12 5v14M5 12h14" stroke-linecap="round"/></svg>`}
          </button>`
        : html`<a class="cta" href="#mirror">${text(locale, 'product.find')}</a>`
    }
  </aside>`;
};
