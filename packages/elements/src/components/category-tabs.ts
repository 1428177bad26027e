import type { ProductKind } from '@carmine/makeup';
import { html, nothing, type TemplateResult } from 'lit';
import type { MessageKey } from '../locales/index.ts';
import { CATEGORIES, type Category, categoryOf } from '../words/categories.ts';
import { nextIndex } from '../words/roving.ts';
import { choice } from './choice.ts';

export interface CategoryTabsOptions {
  readonly t: (key: MessageKey) => string;
  /** Products offered. */
  readonly products: readonly ProductKind[];
  readonly product: ProductKind;
  /** id of the element the tabs show. */
  readonly controls: string;
  readonly pick: (product: ProductKind) => void;
}

/** Categories as tabs (arrow keys, Home, End), and below them the products of the open one where it has several. */
export const categoryTabs = (o: CategoryTabsOptions): TemplateResult | typeof nothing => {
  if (o.products.length < 2) return nothing;
  const within = (c: Category): readonly ProductKind[] =>
    (CATEGORIES[c] as readonly ProductKind[]).filter((p) => o.products.includes(p));
  const categories = (Object.keys(CATEGORIES) as Category[]).filter((c) => within(c).length > 0);
  const open = categoryOf(o.product);
  const products = within(open);
  return html`${categories.length > 1 ? tabs({ ...o, categories, open, within }) : nothing}
  ${
    products.length > 1
      ? choice({
          label: o.t('product.tabs'),
          className: 'chips',
          chip: true,
          part: 'chip',
          values: products.map((p) => ({ value: p, text: o.t(`product.${p}`) })),
          value: o.product,
          pick: o.pick,
        })
      : nothing
  }`;
};

interface TabsOptions extends CategoryTabsOptions {
  readonly categories: readonly Category[];
  readonly open: Category;
  readonly within: (category: Category) => readonly ProductKind[];
}

const tabs = ({ t, categories, open, within, controls, pick }: TabsOptions): TemplateResult => {
  const key = (event: KeyboardEvent): void => {
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const next = nextIndex(event.key, at, buttons.length, buttons.length);
    const product = next === null || next === at ? undefined : within(categories[next]!)[0];
    if (next === null || !product) return;
    event.preventDefault();
    buttons[next]?.focus();
    pick(product);
  };
  // A category of one product goes by the product's name: "Foundation" says more than "Face".
  const name = (c: Category): string => {
    const [only, ...more] = within(c);
    return only && more.length === 0 ? t(`product.${only}`) : t(`category.${c}`);
  };
  return html`<div class="tabs" role="tablist" aria-label=${t('category.label')} @keydown=${key}>
    ${categories.map(
      (c) => html`<button
        role="tab"
        part="tab"
        id="tab-${c}"
        data-value=${c}
        aria-selected=${c === open}
        aria-controls=${controls}
        tabindex=${c === open ? 0 : -1}
        @click=${() => (c === open ? undefined : pick(within(c)[0]!))}
      >
        ${name(c)}
      </button>`,
    )}
  </div>`;
};
