import { hexToLinear, linearToHex, mixPigments } from '@carmine/color';
import type { EyeshadowZone, LayerFinish, Look, LookLayer, MixPart, ProductKind } from '@carmine/makeup';
import { type LayerOptions, layerOf, parseCatalogue, type Shade } from '@carmine/shades';
import type { Locale } from './locales/index.ts';
import { type ShadeView, shadeView } from './words/shade-view.ts';

/** What is chosen for one product. */
export interface Worn {
  /** '' where no shade of the catalogue is worn: a mix, or a look from elsewhere. */
  readonly sku: string;
  readonly layer: LookLayer;
  /** Chosen, but not on the face for now. */
  readonly hidden: boolean;
}

/** A wish to wear something otherwise; null takes a field away. Fields are those of a layer. */
export interface LayerChange extends Omit<LayerOptions, 'finish' | 'zones'> {
  readonly finish?: LayerFinish;
  readonly zones?: readonly EyeshadowZone[];
  /** Another colour than the shade's: what is mixed belongs to no sku. */
  readonly mix?: readonly MixPart[];
}

/** A shade and how it is put on, as `wear()` of the element takes it. */
export interface WornShade extends LayerOptions {
  readonly sku: string;
}

/** The colour a mix gives, "#rrggbb". */
export const mixedColor = (mix: readonly MixPart[]): string =>
  linearToHex(mixPigments(mix.map(({ color, parts }) => ({ masstone: hexToLinear(color), parts }))));

/** A mix worn where no shade was: a cream, as hand-mixed colour is. */
const MIXED = { product: 'lipstick', finish: 'cream', coverage: 0.85 } as const;

const changed = (layer: object, change: LayerChange): LookLayer => {
  const next = Object.fromEntries(Object.entries({ ...layer, ...change }).filter(([, v]) => v !== null));
  return (change.mix ? { ...next, color: mixedColor(change.mix) } : next) as unknown as LookLayer;
};

/** The catalogue and what is chosen from it, one layer a product. Knows no session and no DOM. */
export class Wardrobe {
  #shades: readonly Shade[] = [];
  #bySku = new Map<string, ShadeView>();
  #byProduct = new Map<ProductKind, readonly ShadeView[]>();
  #locale: Locale = 'zh-CN';
  /** Rows of the catalogue that could not be read. */
  broken = 0;
  readonly #worn = new Map<ProductKind, Worn>();
  #all: readonly Worn[] | null = null;

  /** Parsed shades, or the JSON lines or raw rows of a catalogue. */
  setCatalogue(catalogue: readonly Shade[] | string | null): void {
    const { shades, errors } = parseCatalogue(catalogue ?? []);
    this.#shades = shades.filter((s) => s.active);
    this.broken = errors.length;
    this.#view();
    for (const [product, { sku }] of this.#worn) if (sku !== '' && !this.find(sku)) this.clear(product);
  }

  setLocale(locale: Locale): void {
    this.#locale = locale;
    this.#view();
  }

  #view(): void {
    const views = this.#shades.map((s) => shadeView(s, this.#locale));
    this.#bySku = new Map(views.map((view) => [view.sku, view]));
    this.#byProduct = new Map();
    for (const view of views)
      this.#byProduct.set(view.product, [...(this.#byProduct.get(view.product) ?? []), view]);
  }

  /** The good rows, for the session. */
  get shades(): readonly Shade[] {
    return this.#shades;
  }

  /** The shades of a product in the order of the catalogue. */
  of(product: ProductKind): readonly ShadeView[] {
    return this.#byProduct.get(product) ?? [];
  }

  /** The words of a shade; bound, so that it can be handed to a part. */
  readonly find = (sku: string): ShadeView | undefined => this.#bySku.get(sku);

  worn(product: ProductKind): Worn | null {
    return this.#worn.get(product) ?? null;
  }

  /** Everything chosen, in the order products were first chosen; the same list until something changes. */
  get all(): readonly Worn[] {
    this.#all ??= [...this.#worn.values()];
    return this.#all;
  }

  /** What is on the face by the wishes so far. */
  get look(): Look {
    return { version: 1, layers: this.all.filter((w) => !w.hidden).map((w) => w.layer) };
  }

  /** Chooses a shade: its own finish and fields, the amount last used for the product. Returns what is worn, or null if unknown. */
  choose(sku: string, options: LayerOptions = {}): Worn | null {
    const shade = this.#shades.find((s) => s.sku === sku);
    const product = this.find(sku)?.product;
    if (!shade || !product) return null;
    const intensity = options.intensity ?? this.#worn.get(product)?.layer.intensity;
    const layer = layerOf(shade, { ...options, ...(intensity === undefined ? {} : { intensity }) });
    return this.#put(product, { sku, layer: layer as LookLayer, hidden: false });
  }

  /** Changes how a product is worn. A mix needs nothing worn before; anything else does. */
  adjust(product: ProductKind, change: LayerChange): Worn | null {
    const before = this.#worn.get(product);
    if (!before && !(change.mix && product === MIXED.product)) return null;
    const layer = changed(before?.layer ?? MIXED, change);
    return this.#put(product, { sku: change.mix ? '' : (before?.sku ?? ''), layer, hidden: false });
  }

  /** Takes a product off the face without forgetting it, or puts it back. */
  toggle(product: ProductKind): Worn | null {
    const worn = this.#worn.get(product);
    return worn ? this.#put(product, { ...worn, hidden: !worn.hidden }) : null;
  }

  /** Follows a look that came from elsewhere; `skus` name its shades where they are known. */
  adopt(look: Look, skus: Readonly<Partial<Record<ProductKind, string>>> = {}): void {
    this.clear();
    for (const layer of look.layers) {
      const sku = skus[layer.product] ?? '';
      this.#put(layer.product, { sku: this.find(sku) ? sku : '', layer, hidden: false });
    }
  }

  /** Takes a product off, or all. */
  clear(product?: ProductKind): void {
    this.#all = null;
    if (product) this.#worn.delete(product);
    else this.#worn.clear();
  }

  #put(product: ProductKind, worn: Worn): Worn {
    this.#all = null;
    this.#worn.set(product, worn);
    return worn;
  }
}
