import { messages, number, percent, type ShadeView, shadeView } from '@carmine/elements';
import { html, nothing, type TemplateResult } from 'lit';
import { addToBag, viewShade } from '../actions.ts';
import { type PackshotShade, packshot } from '../art/packshot.ts';
import { smear } from '../art/smear.ts';
import {
  type Locale,
  money,
  PRODUCTS,
  type Product,
  type ProductId,
  productById,
  shadeBySku,
  shadeName,
  shadesOf,
} from '../products.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

/** The shades shown before one is chosen, by product. */
const SAMPLE: Readonly<Partial<Record<ProductId, string>>> = {
  'carmine-letters': 'CL-12',
  'second-act': 'SA-01',
  'bare-silk': 'BS-180N',
  'velvet-hour': 'VH-220N',
};

/** What is drawn of the product: the shade chosen, or the one that stands for the line. */
const drawn = (shop: Shop, product: Product): PackshotShade => {
  const shades = shadesOf(product);
  const shade =
    shadeBySku(shop.chosen[product.id]) ??
    shadeBySku(SAMPLE[product.id] ?? '') ??
    shades[Math.floor(shades.length / 2)];
  if (!shade) return { hexes: [], wet: false };
  const hexes = shade.type === 'eyeshadow' ? shade.pans.map((p) => p.hex) : [shade.color.hex];
  const finish = 'finish' in shade ? shade.finish : '';
  return { hexes, wet: ['gloss', 'vinyl', 'shimmer', 'metallic'].includes(finish) };
};

const gallery = (shop: Shop, product: Product): TemplateResult => {
  const shade = drawn(shop, product);
  const wet = shade.wet || product.id === 'bare-silk';
  return html`<div class="gallery" data-product=${product.id}>
    <svg class="stroke" viewBox="0 0 300 120" aria-hidden="true">${smear(shade.hexes[0] ?? '#b98564', wet)}</svg>
    <div class="packshot ${product.kind}">${packshot(product, shade)}</div>
  </div>`;
};

/** Products by the place on the face; the first of a category opens with it. */
const categories = (shop: Shop, store: ShopStore): TemplateResult => {
  const open = productById(shop.product).category;
  const all = [...new Set(PRODUCTS.map((p) => p.category))];
  return html`<div class="categories" role="group" aria-label=${messages(shop.locale)['category.label']}>
    ${all.map(
      (category) => html`<button
        aria-pressed=${category === open}
        @click=${() => show(shop, store, PRODUCTS.find((p) => p.category === category)!)}
      >
        ${messages(shop.locale)[`category.${category}`]}
      </button>`,
    )}
  </div>`;
};

const show = (shop: Shop, store: ShopStore, product: Product): void =>
  store.set({ product: product.id, worn: shop.chosen[product.id] || shop.worn, added: '' });

const tabs = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const { category } = productById(shop.product);
  const shown = PRODUCTS.filter((p) => p.category === category);
  return html`<div class="product-tabs" data-count=${shown.length} role="group" aria-label=${text(locale, 'product.tabs')}>
    ${shown.map(
      (p) => html`<button aria-pressed=${p.id === shop.product} @click=${() => show(shop, store, p)}>
        <span class="thumb ${p.kind}">${packshot(p, drawn(shop, p))}</span>
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
      <select id="shade" @change=${(e: Event) => viewShade(store, (e.target as HTMLSelectElement).value)}>
        <option value="" disabled ?selected=${sku === ''}>${text(locale, 'product.pick')}</option>
        ${shades.map((s) => html`<option value=${s.sku} ?selected=${s.sku === sku}>${s.name}</option>`)}
      </select>
    </div>
    <details class="all-shades" ?open=${shades.length <= 24}>
      <summary>${text(locale, 'product.more', { n: shades.length })}</summary>
      <carmine-shade-wall
        class="wall"
        .locale=${locale}
        .shades=${shades}
        .sku=${sku}
        .label=${text(locale, 'product.shade')}
        variant=${product.kind}
        @shaderequest=${(e: CustomEvent<{ sku: string }>) => viewShade(store, e.detail.sku)}
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
    <a class="help" href="#complaint" @click=${() => store.set((s) => ({ filed: null, complaint: { ...s.complaint, sku } }))}>
      ${text(locale, 'product.help')}
    </a>
  </p>`;
};

const STORIES = ['carmine-letters', 'bare-silk', 'velvet-hour'] as const;

/** Texture and use, for the products that tell of them. */
const story = ({ id }: Product, locale: Locale): TemplateResult | typeof nothing => {
  const told = STORIES.find((s) => s === id);
  if (!told) return nothing;
  return html`<details><summary>${text(locale, 'product.texture')}</summary><p>${text(locale, `${told}.texture`)}</p></details>
    <details><summary>${text(locale, 'product.use')}</summary><p>${text(locale, `${told}.use`)}</p></details>`;
};

/** The product page: art in the chosen shade, shade selector, reading, price, bag. */
export const product = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const item = productById(shop.product);
  return html`<section class="products" id="products" aria-labelledby="products-title">
    <h2 id="products-title">${text(locale, 'products.title')}</h2>
    ${categories(shop, store)} ${tabs(shop, store)}
    <div class="product">
      ${gallery(shop, item)}
      <div class="buy">
        <h3>${item.name[locale]}</h3>
        <p class="tagline">${text(locale, `${item.id}.tagline`)}</p>
        <p class="price"><b>${money(item.price[locale], locale)}</b> <span>${text(locale, `${item.id}.size`)}</span></p>
        <p class="body">${text(locale, `${item.id}.body`)}</p>
        ${selector(shop, store, item)} ${confidence(shop, item)} ${buttons(shop, store, item)}
        <div class="details">
          ${story(item, locale)}
          <details><summary>${text(locale, 'product.returns')}</summary><p>${text(locale, 'product.returns.body')}</p></details>
        </div>
      </div>
    </div>
  </section>`;
};
