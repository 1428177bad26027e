import { cssVars } from '@carmine/elements';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { attaches, openCase } from '../actions.ts';
import { type ComplaintForm, NOTICED, OTHER_KINDS, STATED } from '../crm/complaint.ts';
import { clock } from '../language.ts';
import { productById, productOf, shadeBySku, shadeName } from '../products.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';
import { complaintFacts } from './complaint-facts.ts';
import { complaintFiled } from './complaint-filed.ts';

/** Shades that are offered to choose from. */
const MOST = 6;

interface Candidate {
  readonly sku: string;
  /** Why it is here; '' for the one that is only looked at now. */
  readonly note: string;
}

/** Bought first, then tried, then the one that is looked at. */
const candidates = ({
  orders,
  tried,
  chosen,
  product,
  locale,
  complaint: { sku },
}: Shop): readonly Candidate[] => {
  const bought = orders.flatMap(({ ref, lines }) =>
    lines.map((l) => ({ sku: l.sku, note: text(locale, 'complaint.bought', { ref }) })),
  );
  const worn = tried.map((t) => ({
    sku: t.sku,
    note: text(locale, 'complaint.tried', { time: clock(t.at, locale) }),
  }));
  const looked = [sku, chosen[productById(product).id]].flatMap((s) => (s ? [{ sku: s, note: '' }] : []));
  const all = [...bought, ...worn, ...looked];
  return all.filter((c, i) => all.findIndex((d) => d.sku === c.sku) === i).slice(0, MOST);
};

const shadeCard = (
  { sku, note }: Candidate,
  { shop, checked, change }: { shop: Shop; checked: boolean; change: (sku: string) => void },
): TemplateResult => html`<label class="pick">
  <input type="radio" name="complaint-sku" value=${sku} .checked=${live(checked)} @change=${() => change(sku)} />
  <span class="dot-swatch" ${cssVars({ '--swatch': shadeBySku(sku)?.color.hex ?? '#ccc' })}></span>
  <span class="pick-words">
    <b>${shadeName(sku, shop.locale)}</b>
    <span>${productOf(sku)?.name[shop.locale]}</span>
    ${note ? html`<span>${note}</span>` : nothing}
  </span>
</label>`;

/** One word to press, as a radio or a tick. */
const chip = (options: {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  label: string;
  checked: boolean;
  change: (on: boolean) => void;
}): TemplateResult => html`<label class="chip">
  <input
    type=${options.type}
    name=${options.name}
    value=${options.value}
    .checked=${live(options.checked)}
    @change=${(e: Event) => options.change((e.target as HTMLInputElement).checked)}
  />
  <span>${options.label}</span>
</label>`;

const form = (shop: Shop, store: ShopStore): TemplateResult => {
  const { locale, complaint } = shop;
  const all = candidates(shop);
  // The newest is the one that is meant, until another is pressed.
  const sku = complaint.sku || all[0]?.sku || '';
  const filled: ComplaintForm = { ...complaint, sku };
  const put = (change: Partial<ComplaintForm>) =>
    store.set((s) => ({ complaint: { ...s.complaint, sku, ...change } }));
  if (!sku) return html`<p class="complaint-none">${text(locale, 'complaint.none')}</p>`;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    store.set({ complaint: filled });
    openCase(store);
  };
  return html`<form class="complaint-form" @submit=${submit}>
    <fieldset>
      <legend>${text(locale, 'complaint.which')}</legend>
      <div class="picks">
        ${all.map((c) => shadeCard(c, { shop, checked: c.sku === sku, change: (next) => put({ sku: next }) }))}
      </div>
    </fieldset>
    <fieldset>
      <legend>${text(locale, 'complaint.wrong')}</legend>
      <div class="chips">
        ${STATED.map((value) =>
          chip({
            type: 'radio',
            name: 'stated',
            value,
            label: text(locale, `complaint.stated.${value}`),
            checked: complaint.stated === value,
            change: () => put({ stated: value }),
          }),
        )}
      </div>
      ${complaint.stated === 'other' ? otherKinds(shop, put) : nothing}
    </fieldset>
    <fieldset>
      <legend>${text(locale, 'complaint.noticed')}</legend>
      <div class="chips quiet">
        ${NOTICED.map((value) =>
          chip({
            type: 'checkbox',
            name: 'noticed',
            value,
            label: text(locale, `complaint.noticed.${value}`),
            checked: complaint.noticed.includes(value),
            change: (on) =>
              put({
                noticed: on ? [...complaint.noticed, value] : complaint.noticed.filter((n) => n !== value),
              }),
          }),
        )}
      </div>
    </fieldset>
    ${complaintFacts(shop, { sku, attach: attaches(store), change: (attach) => put({ attach }) })}
    <div class="complaint-send">
      <button class="cta" ?disabled=${complaint.stated === ''}>${text(locale, 'complaint.send')}</button>
      <p class="small">${text(locale, complaint.stated === '' ? 'complaint.choose' : 'complaint.promise')}</p>
    </div>
  </form>`;
};

const otherKinds = (shop: Shop, put: (change: Partial<ComplaintForm>) => void): TemplateResult => {
  const { locale, complaint } = shop;
  const change = (e: Event) => put({ kind: (e.target as HTMLSelectElement).value as ComplaintForm['kind'] });
  return html`<div class="select">
    <select name="kind" aria-label=${text(locale, 'complaint.more.kind')} @change=${change}>
      ${OTHER_KINDS.map(
        (kind) =>
          html`<option value=${kind} ?selected=${complaint.kind === kind}>${text(locale, `complaint.kind.${kind}`)}</option>`,
      )}
    </select>
  </div>`;
};

/** A shade that does not match: told in two presses, with what the mirror knew. */
export const complaint = (shop: Shop, store: ShopStore): TemplateResult => html`<section
  class="complaint"
  id="complaint"
  aria-labelledby="complaint-title"
>
  <div class="complaint-inner">
    <header>
      <h2 id="complaint-title">${text(shop.locale, 'complaint.title')}</h2>
      <p>${text(shop.locale, 'complaint.lead')}</p>
    </header>
    <div class="complaint-card">${shop.filed ? complaintFiled(shop.filed, shop, store) : form(shop, store)}</div>
  </div>
</section>`;
