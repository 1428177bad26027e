import { html, type TemplateResult } from 'lit';
import { openCase } from '../actions.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

const REASONS = ['shade', 'finish', 'other'] as const;

const keep = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  const ready = Boolean(shop.mirror?.report?.skin);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    openCase(store, String(form.get('reason') ?? 'shade'));
  };
  return html`<article class="care-card keep">
    <h3>${text(locale, 'care.keep.title')}</h3>
    <p>${text(locale, 'care.keep.body')}</p>
    <form @submit=${submit}>
      <label for="reason">${text(locale, 'care.keep.reason')}</label>
      <div class="select">
        <select id="reason" name="reason">
          ${REASONS.map((r) => html`<option value=${r}>${text(locale, `care.reason.${r}`)}</option>`)}
        </select>
      </div>
      <button class="cta" ?disabled=${!ready || shop.caseId !== ''}>${text(locale, 'care.keep.button')}</button>
    </form>
    <p class="small" role="status">
      ${shop.caseId ? text(locale, 'care.keep.done', { id: shop.caseId }) : ready ? '' : text(locale, 'care.keep.none')}
    </p>
  </article>`;
};

/** Care, returns and help: shades that do not match, and cases that are followed to their end. */
export const care = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale } = shop;
  return html`<section class="care" id="care" aria-labelledby="care-title">
    <header>
      <h2 id="care-title">${text(locale, 'care.title')}</h2>
      <p>${text(locale, 'care.lead')}</p>
    </header>
    <div class="care-grid">
      ${keep(shop, store)}
      <article class="care-card"><h3>${text(locale, 'care.change.title')}</h3><p>${text(locale, 'care.change.body')}</p></article>
      <article class="care-card"><h3>${text(locale, 'care.why.title')}</h3><p>${text(locale, 'care.why.body')}</p></article>
      <div class="faq">
        <h3>${text(locale, 'faq.title')}</h3>
        ${([1, 2, 3, 4] as const).map(
          (n) =>
            html`<details><summary>${text(locale, `faq.${n}.q`)}</summary><p>${text(locale, `faq.${n}.a`)}</p></details>`,
        )}
      </div>
    </div>
  </section>`;
};
