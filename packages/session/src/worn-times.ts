import type { EventDataMap } from '@carmine/crm';
import type { Look, ProductKind } from '@carmine/makeup';
import type { LookSkus } from './saved-looks/index.ts';

type Removed = EventDataMap['shade.removed'];

/** Which shades of the catalogue are on the face and since when: says which ones a change takes off. */
export class WornTimes {
  readonly #worn = new Map<ProductKind, { readonly sku: string; readonly since: number }>();
  readonly #now: () => number;

  /** `now`: ms of any clock that only goes forward. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** A shade is seen on the face. */
  applied(product: ProductKind, sku: string): void {
    if (this.#worn.get(product)?.sku !== sku) this.#worn.set(product, { sku, since: this.#now() });
  }

  /** `look` is worn now, of these shades: what is off since the call before. */
  changed(look: Look, skus: ReadonlyMap<ProductKind, string>): readonly Removed[] {
    const on = new Set(look.layers.map((layer) => layer.product));
    const gone = [...this.#worn].filter(
      ([product, { sku }]) => !on.has(product) || skus.get(product) !== sku,
    );
    return gone.map(([product, { sku, since }]) => {
      this.#worn.delete(product);
      const reason = on.has(product) ? 'replaced' : on.size === 0 ? 'cleared' : 'taken-off';
      return { sku, product, reason, dwellMs: Math.round(this.#now() - since) };
    });
  }
}

/** The shades that looks side by side differ in, product by product, each as data of `shade.compared`. */
export const comparedShades = (looks: readonly LookSkus[]): readonly EventDataMap['shade.compared'][] => {
  const products = [...new Set(looks.flatMap((skus) => Object.keys(skus) as ProductKind[]))];
  return products.flatMap((product) => {
    const skus = [...new Set(looks.flatMap((look) => look[product] ?? []))].slice(0, 4);
    return skus.length < 2 ? [] : [{ shades: skus.map((sku) => ({ sku, product })) }];
  });
};
