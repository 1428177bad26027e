import { messages, number, percent, type ShadeView, shadeView } from '@carmine/elements';
import type { Shade } from '@carmine/shades';
import { html, nothing, type TemplateResult } from 'lit';
import { addToBag } from '../actions.ts';
import { bottle } from '../art/bottle.ts';
import { lipstick } from '../art/lipstick.ts';
import { smear } from '../art/smear.ts';
import {
  type Locale,
  money,
  PRODUCTS,
  type Product,
  productById,
  shadeBySku,
  shadeName,
  shadesOf,
} from '../products.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

/** The finish of a lipstick; '' for anything else. */
const lipFinish = (shade: Shade | undefined): string => (shade?.type === 'lip' ? shade.finish : '');

const SAMPLE: Readonly<Record<string, string>> = {
  'carmine-letters': '#9b1c31',
  'bare-silk': '#d3a284',
  'velvet-hour': '#b98564',
};

const colorOf = (shop: Shop, product: Product): string =>
  shadeBySku(shop.chosen[product.id])?.color.hex ?? SAMPLE[product.id]!;

const packshot = (product: Product, hex: string, wet: boolean): TemplateResult => {
  if (product.kind === 'lipstick')
    return html`<svg viewBox="0 0 120 385" aria-hidden="true">${lipstick(hex, wet)}</svg>`;
  const label = product.id === 'bare-silk' ? 'BARE SILK' : 'VELVET HOUR';
  return html`<svg viewBox="0 0 200 385" aria-hidden="true">${bottle(hex, label, product.id === 'velvet-hour')}</svg>`;
};

const gallery = (shop: Shop, product: Product): TemplateResult => {
  const hex = colorOf(shop, product);
  const wet = lipFinish(shadeBySku(shop.chosen[product.id])) === 'gloss';
  return html`<div class="gallery" data-product=${product.id}>
    <svg class="stroke" viewBox="0 0 300 120" aria-hidden="true">${smear(hex, wet || product.id === 'bare-silk')}</svg>
    <div class="packshot ${product.kind}">${packshot(product, hex, wet)}</div>
  </div>`;
};

const tabs = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  return html`<div class="product-tabs" role="group" aria-label=${text(locale, 'product.tabs')}>
    ${PRODUCTS.map(
      (p) => html`<button
        aria-pressed=${p.id === shop.product}
        @click=${() => store.set({ product: p.id, worn: shop.chosen[p.id] || shop.worn, added: '' })}
      >
        <span class="thumb ${p.kind}">${packshot(p, colorOf(shop, p), false)}</span>
        <span class="tab-name">${p.name[locale]}</span>
        <span class="tab-price">${money(p.price[locale], locale)}</span>
      </button>`,
    )}
  </div>`;
};

const views = (product: Product, locale: Locale): readonly ShadeView[] =>
  shadesOf(product).map((s) => shadeView(s, locale));

const selector = (shop: Shop, store: ShopStore, product: Product): TemplateResult => {
  const { locale } = shop;
  const sku = shop.chosen[product.id];
  const shades = views(product, locale);
  return html`<div class="selector">
    <label for="shade">${text(locale, 'product.shade')}</label>
    <div class="select">
      <select id="shade" @change=${(e: Event) => store.choose((e.target as HTMLSelectElement).value)}>
        <option value="" disabled ?selected=${sku === ''}>${text(locale, 'product.pick')}</option>
        ${shades.map((s) => html`<option value=${s.sku} ?selected=${s.sku === sku}>${s.name}</option>`)}
      </select>
    </div>
    <details class="all-shades" ?open=${product.kind === 'lipstick'}>
      <summary>${text(locale, 'product.more', { n: shades.length })}</summary>
      <carmine-shade-wall
        class="wall"
        .locale=${locale}
        .shades=${shades}
        .sku=${sku}
        .label=${text(locale, 'product.shade')}
        variant=${product.kind}
        @shaderequest=${(e: CustomEvent<{ sku: string }>) => store.choose(e.detail.sku)}
      ></carmine-shade-wall>
    </details>
  </div>`;
};

/** What the last reading says of the chosen foundation. */
const confidence = (shop: Shop, product: Product): TemplateResult | typeof nothing => {
  if (product.kind !== 'foundation') return nothing;
  const { locale, mirror } = shop;
  const sku = shop.chosen[product.id];
  const found = mirror?.match?.matches.find((m) => m.sku === sku);
  const skin = mirror?.report?.skin;
  const first = mirror?.match?.matches[0];
  let words = text(locale, 'product.match.none');
  if (found && skin) {
    words = text(locale, 'product.match.value', {
      d: number(found.dE00, locale, 1),
      p: percent(found.pWithin2, locale),
      c: messages(locale)[`confidence.${skin.confidence}`].toLowerCase(),
    });
  } else if (first) words = text(locale, 'product.match.other', { name: shadeName(first.sku, locale) });
  return html`<div class="match-note ${found ? 'known' : ''}" role="status">
    <b>${text(locale, 'product.match.title')}</b>
    <span>${words}</span>
  </div>`;
};

const buttons = (shop: Shop, store: ShopStore, product: Product): TemplateResult => {
  const { locale } = shop;
  const sku = shop.chosen[product.id];
  if (sku === '') {
    return html`<p class="actions">
      <a class="cta wide" href="#mirror">${text(locale, 'product.find')}</a>
    </p>`;
  }
  return html`<p class="actions">
    <button class="cta wide" @click=${() => addToBag(store, sku)}>
      ${text(locale, shop.added === sku ? 'product.added' : 'product.add')} · ${money(product.price[locale], locale)}
    </button>
    <a class="ghost" href="#mirror" @click=${() => store.choose(sku)}>${text(locale, 'product.try')}</a>
  </p>`;
};

/** The product page: art in the chosen shade, shade selector, reading, price, bag. */
export const product = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const item = productById(shop.product);
  return html`<section class="products" id="products" aria-labelledby="products-title">
    <h2 id="products-title">${text(locale, 'products.title')}</h2>
    ${tabs(shop, store)}
    <div class="product">
      ${gallery(shop, item)}
      <div class="buy">
        <h3>${item.name[locale]}</h3>
        <p class="tagline">${text(locale, `${item.id}.tagline`)}</p>
        <p class="price"><b>${money(item.price[locale], locale)}</b> <span>${text(locale, `${item.id}.size`)}</span></p>
        <p class="body">${text(locale, `${item.id}.body`)}</p>
        ${selector(shop, store, item)} ${confidence(shop, item)} ${buttons(shop, store, item)}
        <div class="details">
          <details><summary>${text(locale, 'product.texture')}</summary><p>${text(locale, `${item.id}.texture`)}</p></details>
          <details><summary>${text(locale, 'product.use')}</summary><p>${text(locale, `${item.id}.use`)}</p></details>
          <details><summary>${text(locale, 'product.returns')}</summary><p>${text(locale, 'product.returns.body')}</p></details>
        </div>
      </div>
    </div>
  </section>`;
};
