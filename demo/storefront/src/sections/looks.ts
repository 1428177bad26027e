import { type CarmineTryOn, cssVars } from '@carmine/elements';
import { html, type TemplateResult } from 'lit';
import { addToBag } from '../actions.ts';
import { type CuratedLook, LOOKS, lookFor, priceOf } from '../looks.ts';
import { money, productOf, shadeBySku, shadeName } from '../products.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

const tryOn = (skus: ReturnType<typeof lookFor>): void => {
  void document.querySelector<CarmineTryOn>('carmine-try-on')?.wear(skus);
  document.querySelector('#mirror')?.scrollIntoView();
};

const card = (look: CuratedLook, shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const worn = lookFor(look, shop);
  const inBag = worn.every(({ sku }) => shop.bag.some((l) => l.sku === sku));
  return html`<li class="look" data-look=${look.id}>
    <span class="look-colours" aria-hidden="true">
      ${worn.map(({ sku }) => html`<i ${cssVars({ '--swatch': shadeBySku(sku)?.color.hex ?? '#ccc' })}></i>`)}
    </span>
    <h3>${text(locale, `look.${look.id}`)}</h3>
    <p>${text(locale, `look.${look.id}.body`)}</p>
    <details>
      <summary>${text(locale, 'looks.pieces', { n: worn.length })}</summary>
      <ul>
        ${worn.map(
          ({ sku }) =>
            html`<li><span>${productOf(sku)?.name[locale]}</span> <b>${shadeName(sku, locale)}</b></li>`,
        )}
      </ul>
    </details>
    <p class="actions">
      <button class="cta" @click=${() => tryOn(worn)}>${text(locale, 'looks.try')}</button>
      <button class="ghost" ?disabled=${inBag} @click=${() =>
        worn.forEach(({ sku }) => {
          addToBag(store, sku);
        })}>
        ${inBag ? text(locale, 'product.added') : html`${text(locale, 'looks.bag')} · ${money(priceOf(worn, locale), locale)}`}
      </button>
    </p>
  </li>`;
};

/** Four full faces: each on with one press, each into the bag with another. */
export const looks = (shop: Shop, store: ShopStore): TemplateResult => html`<section
  class="looks"
  id="looks"
  aria-labelledby="looks-title"
>
  <header>
    <h2 id="looks-title">${text(shop.locale, 'looks.title')}</h2>
    <p>${text(shop.locale, 'looks.lead')}</p>
  </header>
  <ul>${LOOKS.map((look) => card(look, shop, store))}</ul>
</section>`;
