import { cssVars } from '@carmine/elements';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { checkOut } from '../actions.ts';
import { money, productOf, shadeBySku, shadeName } from '../products.ts';
import type { BagLine, Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

const row = ({ sku, quantity }: BagLine, shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const product = productOf(sku);
  return html`<li>
    <span class="dot-swatch" ${cssVars({ '--swatch': shadeBySku(sku)?.color.hex ?? '#ccc' })}></span>
    <div>
      <b>${product?.name[locale]}</b>
      <span>${shadeName(sku, locale)}</span>
      <button class="link" @click=${() => store.setQuantity(sku, 0)}>${text(locale, 'bag.remove')}</button>
    </div>
    <label>
      <span class="sr-only">${text(locale, 'bag.quantity')}</span>
      <input
        type="number"
        min="1"
        max="9"
        .value=${String(quantity)}
        @change=${(e: Event) => store.setQuantity(sku, Math.min(9, Math.max(1, Math.round(Number((e.target as HTMLInputElement).value)) || 1)))}
      />
    </label>
    <b class="sum">${money((product?.price[locale] ?? 0) * quantity, locale)}</b>
  </li>`;
};

/** The order just placed, and the way to say that something is not right with it. */
const ordered = ({ orders, locale }: Shop, store: ShopStore): TemplateResult | typeof nothing => {
  const [order] = orders;
  if (!order) return nothing;
  const help = (): void =>
    store.set((s) => ({
      bagOpen: false,
      filed: null,
      complaint: { ...s.complaint, sku: order.lines[0]?.sku ?? '' },
    }));
  return html`<div class="ordered" role="status">
    <b>${text(locale, 'bag.ordered', { ref: order.ref })}</b>
    <p class="small">${text(locale, 'bag.ordered.body')}</p>
    <a href="#complaint" @click=${help}>${text(locale, 'bag.ordered.help')}</a>
  </div>`;
};

/** Opens and closes the dialogue to follow the state. */
const follow = (open: boolean) => (element?: Element) => {
  const dialog = element as HTMLDialogElement | undefined;
  if (!dialog || dialog.open === open) return;
  if (open) dialog.showModal();
  else dialog.close();
};

/** The bag, on this device only. */
export const bag = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const total = shop.bag.reduce((sum, l) => sum + (productOf(l.sku)?.price[locale] ?? 0) * l.quantity, 0);
  const close = () => store.set({ bagOpen: false });
  return html`<dialog
    class="bag"
    aria-labelledby="bag-title"
    ${ref(follow(shop.bagOpen))}
    @close=${close}
    @click=${(e: Event) => e.target === e.currentTarget && close()}
  >
    <div class="bag-inner">
      <header>
        <h2 id="bag-title">${text(locale, 'bag.title')}</h2>
        <button class="close" aria-label=${text(locale, 'bag.close')} @click=${close}>×</button>
      </header>
      ${
        shop.bag.length === 0
          ? html`${ordered(shop, store)}<p class="bag-empty">${text(locale, 'bag.empty')}</p>`
          : html`<ul>${shop.bag.map((l) => row(l, shop, store))}</ul>
              <p class="total"><span>${text(locale, 'bag.total')}</span><b>${money(total, locale)}</b></p>
              <button class="cta wide" data-checkout @click=${() => checkOut(store)}>${text(locale, 'bag.checkout')}</button>
              <p class="small">${text(locale, 'bag.note')}</p>`
      }
    </div>
  </dialog>`;
};
