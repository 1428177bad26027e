import type { ProductKind } from '@carmine/makeup';
import { parseCatalogue, type Shade } from '@carmine/shades';
import type { Worn } from './components/shade-panel.ts';
import type { Locale } from './locales/index.ts';
import { type ShadeView, shadeView } from './words/shade-view.ts';

/** The catalogue and what is chosen from it, one shade a product. Knows no session and no DOM. */
export class Wardrobe {
  #shades: readonly Shade[] = [];
  #views: readonly ShadeView[] = [];
  #locale: Locale = 'zh-CN';
  /** Rows of the catalogue that could not be read. */
  broken = 0;
  readonly #worn = new Map<ProductKind, Worn>();

  /** Parsed shades, or the JSON lines or raw rows of a catalogue. */
  setCatalogue(catalogue: readonly Shade[] | string | null): void {
    const { shades, errors } = parseCatalogue(catalogue ?? []);
    this.#shades = shades.filter((s) => s.active);
    this.broken = errors.length;
    this.#views = this.#shades.map((s) => shadeView(s, this.#locale));
    for (const [product, worn] of this.#worn) if (!this.find(worn.sku)) this.#worn.delete(product);
  }

  setLocale(locale: Locale): void {
    this.#locale = locale;
    this.#views = this.#shades.map((s) => shadeView(s, locale));
  }

  /** The good rows, for the session. */
  get shades(): readonly Shade[] {
    return this.#shades;
  }

  /** The shades of a product in the order of the catalogue. */
  of(product: ProductKind): readonly ShadeView[] {
    return this.#views.filter((v) => v.product === product);
  }

  find(sku: string): ShadeView | undefined {
    return this.#views.find((v) => v.sku === sku);
  }

  worn(product: ProductKind): Worn | null {
    return this.#worn.get(product) ?? null;
  }

  /** Everything chosen. */
  get all(): readonly Worn[] {
    return [...this.#worn.values()];
  }

  /** Chooses a shade: its own finish, the amount last used for the product. Returns what is worn, or null if unknown. */
  choose(sku: string): Worn | null {
    const shade = this.find(sku);
    if (!shade) return null;
    const before = this.#worn.get(shade.product);
    const worn: Worn = {
      sku,
      finish: shade.finish,
      intensity: before?.intensity ?? 1,
    };
    this.#worn.set(shade.product, worn);
    return worn;
  }

  /** Changes finish or amount of what is worn. */
  adjust(product: ProductKind, change: Partial<Pick<Worn, 'finish' | 'intensity'>>): Worn | null {
    const worn = this.#worn.get(product);
    if (!worn) return null;
    const next = { ...worn, ...change };
    this.#worn.set(product, next);
    return next;
  }

  /** Takes a product off, or all. */
  clear(product?: ProductKind): void {
    if (product) this.#worn.delete(product);
    else this.#worn.clear();
  }
}
