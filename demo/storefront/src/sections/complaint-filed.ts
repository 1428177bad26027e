import { granted } from '@carmine/crm/consent';
import { cssVars } from '@carmine/elements';
import { html, nothing, type TemplateResult } from 'lit';
import { handOver, rate } from '../actions.ts';
import { alternatives } from '../crm/alternatives.ts';
import type { OwnCase } from '../crm/complaint.ts';
import { shadeName } from '../products.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

const WHERE = {
  sending: 'complaint.done.sending',
  waiting: 'complaint.done.waiting',
  shop: 'complaint.done.sent',
} as const;
const RATINGS = [1, 2, 3, 4, 5] as const;

/** Shades that go the way the customer missed, each to be tried at once. */
const better = (
  { sku, stated, kind }: OwnCase,
  shop: Shop,
  store: ShopStore,
): TemplateResult | typeof nothing => {
  const shades = kind === 'shade-mismatch' ? alternatives(sku, stated) : [];
  if (shades.length === 0) return nothing;
  const wear = (next: string): void => {
    store.choose(next);
    document.querySelector('#mirror')?.scrollIntoView();
  };
  return html`<div class="better">
    <h3>${text(shop.locale, 'complaint.done.other.shades')}</h3>
    <ul>
      ${shades.map(
        (shade) => html`<li>
          <span class="dot-swatch" ${cssVars({ '--swatch': shade.color.hex })}></span>
          <b>${shadeName(shade.sku, shop.locale)}</b>
          <button class="ghost" data-sku=${shade.sku} @click=${() => wear(shade.sku)}>
            ${text(shop.locale, 'complaint.done.try')}
          </button>
        </li>`,
      )}
    </ul>
  </div>`;
};

/** What the first and the last number mean. */
const ends: Readonly<Record<number, 'complaint.done.rate.1' | 'complaint.done.rate.5' | undefined>> = {
  1: 'complaint.done.rate.1',
  5: 'complaint.done.rate.5',
};

const rating = (filed: OwnCase, shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  if (filed.rating > 0)
    return html`<p class="rated" role="status">${text(locale, 'complaint.done.thanks')}</p>`;
  return html`<div class="rating" role="group" aria-labelledby="rating-title">
    <p id="rating-title">${text(locale, 'complaint.done.rate')}</p>
    <div class="rating-steps">
      ${RATINGS.map(
        (n) => html`<button
          type="button"
          data-rating=${n}
          aria-label=${ends[n] ? `${n}, ${text(locale, ends[n])}` : String(n)}
          @click=${() => rate(store, n)}
        >
          ${n}
        </button>`,
      )}
    </div>
    <p class="rating-ends small" aria-hidden="true">
      <span>${text(locale, 'complaint.done.rate.1')}</span><span>${text(locale, 'complaint.done.rate.5')}</span>
    </p>
  </div>`;
};

/** The case is written down: its number, where it is, what comes next. */
export const complaintFiled = (filed: OwnCase, shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const urgent = filed.kind === 'irritation';
  const known = granted(shop.consent, 'crm_share');
  return html`<div class="filed">
    <div class="filed-words" role="status">
      <h3>${text(locale, 'complaint.done.title')}</h3>
      <p class="case"><span>${text(locale, 'complaint.done.number')}</span><b translate="no">${filed.id}</b></p>
      <p>
        ${text(locale, WHERE[filed.where])}
        ${text(locale, urgent ? 'complaint.done.hours' : 'complaint.done.day')}
        ${urgent ? text(locale, 'complaint.done.irritation') : nothing}
      </p>
      ${known ? nothing : html`<p class="small">${text(locale, 'complaint.no.consent')}</p>`}
    </div>
    ${
      filed.where !== 'waiting'
        ? nothing
        : html`<button class="ghost" data-again @click=${() => void handOver(store)}>${text(locale, 'complaint.done.again')}</button>`
    }
    ${better(filed, shop, store)} ${rating(filed, shop, store)}
    <button class="link" data-another @click=${() => store.set({ filed: null })}>
      ${text(locale, 'complaint.done.another')}
    </button>
  </div>`;
};
