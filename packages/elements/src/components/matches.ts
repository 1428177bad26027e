import type { MatchQuery, MatchResult } from '@carmine/session';
import type { Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { CarmineElement } from '../carmine-element.ts';
import { request } from '../requests.ts';
import { fields } from '../styles/fields.ts';
import type { ShadeView } from '../words/shade-view.ts';
import { chip } from './match-cards.ts';
import { type LipWish, lipMatches } from './match-lips.ts';
import { skinMatches } from './match-skin.ts';
import { matchStyles } from './match-styles.ts';

/** Products there are matches for, in the order of the tabs. */
const PRODUCTS = ['foundation', 'concealer', 'lipstick'] as const;
export type MatchedProduct = (typeof PRODUCTS)[number];

/**
 * Shades for a reading: foundations and concealers by the skin, lipsticks by what is wanted of them, each with its reasons in words, how sure it is,
 * and a button that puts it on exactly as it was matched.
 * @fires matchrequest, matchwearrequest
 */
export class CarmineMatches extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    match: { attribute: false },
    report: { attribute: false },
    catalogue: { attribute: false },
    find: { attribute: false },
    wornOf: { attribute: false },
    product: { state: true },
    lip: { state: true },
  };
  static override styles = [...(CarmineElement.styles as []), fields, matchStyles];

  declare match: MatchResult | null;
  declare report: SkinReport | null;
  /** The shades that can be had. */
  declare catalogue: readonly Shade[];
  /** The words of a shade. */
  declare find: (sku: string) => ShadeView | undefined;
  /** The sku worn of a product, '' where none is. */
  declare wornOf: (product: MatchedProduct) => string;
  declare product: MatchedProduct;
  declare lip: LipWish;

  constructor() {
    super();
    this.match = null;
    this.report = null;
    this.catalogue = [];
    this.find = () => undefined;
    this.wornOf = () => '';
    this.product = 'foundation';
    this.lip = { goal: 'nude', family: 'red' };
  }

  /** A new reading comes with foundations. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('report') && this.product === 'concealer') this.product = 'foundation';
  }

  protected override render(): TemplateResult | typeof nothing {
    const offered = PRODUCTS.filter((p) =>
      this.catalogue.some((s) => s.type === (p === 'lipstick' ? 'lip' : p)),
    );
    const shown = offered.find((p) => p === this.product) ?? offered[0];
    if (!this.report?.skin || !shown) return nothing;
    return html`${offered.length > 1 ? this.#tabs(offered, shown) : nothing} ${this.#body(shown, this.report)}`;
  }

  #tabs(offered: readonly MatchedProduct[], shown: MatchedProduct): TemplateResult {
    return html`<div class="tabs" role="group" aria-label=${this.t('match.tabs')} part="match-tabs">
      ${offered.map((p) => chip(this.t(`product.${p}`), p === shown, () => this.#show(p)))}
    </div>`;
  }

  #show(product: MatchedProduct): void {
    this.product = product;
    const { type, fits } = this.match?.query ?? {};
    if (product !== 'lipstick' && type !== product) this.#ask({ type: product, ...(fits ? { fits } : {}) });
  }

  #ask(query: MatchQuery): void {
    request(this, 'matchrequest', query);
  }

  #body(product: MatchedProduct, report: SkinReport): TemplateResult | typeof nothing {
    const common = {
      language: this.language,
      t: this.t.bind(this),
      find: this.find,
      worn: this.wornOf(product),
      wear: (sku: string) => request(this, 'matchwearrequest', { sku }),
    };
    if (product === 'lipstick')
      return lipMatches({
        ...common,
        report,
        catalogue: this.catalogue,
        wish: this.lip,
        ask: (lip) => {
          this.lip = lip;
        },
      });
    // The answer to another product's question is on its way out.
    if (!this.match || this.match.query.type !== product) return nothing;
    return skinMatches({
      ...common,
      match: this.match,
      ask: (query) => this.#ask(query),
      foundations: this.catalogue.filter((s) => s.type === 'foundation'),
    });
  }
}
