import '@carmine/elements/define';
import '@carmine/elements/consent';
import './styles/base.css';
import './styles/shop.css';
import './styles/sections.css';
import './styles/complaint.css';
import './styles/complaint-filed.css';
import './styles/ordered.css';
import './styles/privacy.css';
import './styles/consent.css';
import './styles/questions.css';
import { render } from 'lit';
import { localeFromUrl, rememberLocale } from './language.ts';
import { page } from './page.ts';
import { type Shop, ShopStore } from './store.ts';
import { text } from './texts/index.ts';

const root = document.querySelector<HTMLElement>('#shop')!;
const store = new ShopStore(localeFromUrl(location.href));

let queued = false;
let shownLocale = '';

const show = (shop: Shop): void => {
  if (shop.locale !== shownLocale) {
    shownLocale = shop.locale;
    document.documentElement.lang = shop.locale;
    document.title = text(shop.locale, 'meta.title');
    document
      .querySelector('meta[name=description]')
      ?.setAttribute('content', text(shop.locale, 'meta.description'));
    rememberLocale(shop.locale);
  }
  render(page(shop, store), root);
};

/** At most one drawing a frame, however many changes come. */
store.subscribe(() => {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => {
    queued = false;
    show(store.shop);
  });
});
show(store.shop);
