import { finishOf, type Look, type ProductKind } from '@carmine/makeup';
import type { TryOn } from '@carmine/session';
import type { SessionController } from './controller.ts';
import { emit } from './events.ts';
import type { MessageKey } from './locales/index.ts';
import { heard, type RequestMap } from './requests.ts';
import { productsOf } from './views.ts';
import { type LayerChange, Wardrobe, type Worn, type WornShade } from './wardrobe.ts';
import { putOn } from './wishes.ts';
import type { Values } from './words/format.ts';
import type { ShadeView } from './words/shade-view.ts';

/** The element whose properties tell what is chosen. */
export interface DressingElement extends HTMLElement {
  products: string;
  product: ProductKind | '';
  sku: string;
  requestUpdate(): void;
}

/** What the dressing table needs besides its element. */
export interface DressingHost {
  readonly controller: () => SessionController;
  text(key: MessageKey, values?: Values): string;
  say(text: string): void;
}

/** What `<carmine-try-on>` wears: a wish becomes the choice, the element's properties, the session's look and an event, in that order. */
export class Dressing {
  readonly wardrobe = new Wardrobe();
  /** The open line of shades. */
  line = '';
  readonly #element: DressingElement;
  readonly #host: DressingHost;

  constructor(element: DressingElement, host: DressingHost) {
    this.#element = element;
    this.#host = host;
  }

  /** The products offered, in their order. */
  get offered(): readonly ProductKind[] {
    return productsOf(this.#element.products, this.wardrobe);
  }

  /** The product shown: the one asked for where it is offered, else the first. */
  get product(): ProductKind {
    const { offered } = this;
    return offered.find((p) => p === this.#element.product) ?? offered[0] ?? 'lipstick';
  }

  /** Hears the wishes of the parts under `root`; none goes further up. */
  attach(root: ParentNode): void {
    const on = <K extends keyof RequestMap>(name: K, take: (detail: RequestMap[K]) => void): void =>
      root.addEventListener(name, heard<K>(take) as unknown as EventListener);
    on('shaderequest', ({ sku }) => this.#choose(sku));
    on('matchwearrequest', ({ sku }) => this.#wearMatch(sku));
    on('productrequest', ({ product }) => this.#showProduct(product));
    on('linerequest', ({ line }) => this.#showLine(line));
    on('adjustrequest', ({ product, change }) => this.#adjust(product, change));
    on('hiderequest', ({ product }) => this.#toggle(product));
    on('clearrequest', ({ product }) => void this.clear(product));
  }

  /** Wears several shades at once. Unknown skus are left out. */
  async wear(shades: readonly WornShade[]): Promise<void> {
    const worn = shades.flatMap(({ sku, ...options }) => this.wardrobe.choose(sku, options) ?? []);
    const last = worn.at(-1);
    if (!last) return;
    this.#element.sku = last.sku;
    this.#element.product = last.layer.product;
    this.line = this.wardrobe.find(last.sku)?.line ?? '';
    for (const { sku, layer } of worn)
      emit(this.#element, 'carmine-shadechange', { product: layer.product, sku });
    this.#element.requestUpdate();
    await this.#wish((t) => Promise.all(worn.map((w) => putOn(t, w))));
  }

  /** Takes one product or everything off. */
  async clear(product?: ProductKind): Promise<void> {
    this.wardrobe.clear(product);
    this.#element.sku = this.wardrobe.all.at(-1)?.sku ?? '';
    for (const p of product ? [product] : this.offered)
      emit(this.#element, 'carmine-shadechange', { product: p, sku: null });
    this.#host.say(this.#host.text('announce.cleared'));
    this.#element.requestUpdate();
    await this.#wish((t) => t.clear(product));
  }

  /** Puts on what was chosen before the session knew of it. */
  async dress(t: TryOn): Promise<void> {
    if (t.state.look.layers.length > 0) return;
    for (const worn of this.wardrobe.all) if (!worn.hidden) await putOn(t, worn);
  }

  /** Follows the `sku` property: shows its product and line, puts it on. */
  follow(sku: string): void {
    const shade = this.wardrobe.find(sku);
    if (!shade || this.wardrobe.worn(shade.product)?.sku === sku) return;
    this.#shown(shade, this.wardrobe.choose(sku));
  }

  /** A saved look is worn: what it is made of is what is chosen now. */
  adopt(look: Look, skus: Readonly<Partial<Record<ProductKind, string>>> = {}): void {
    this.wardrobe.adopt(look, skus);
    this.#element.sku = this.wardrobe.all.findLast((worn) => worn.sku !== '')?.sku ?? '';
    for (const product of this.offered)
      emit(this.#element, 'carmine-shadechange', { product, sku: this.wardrobe.worn(product)?.sku || null });
    this.#element.requestUpdate();
  }

  /** A line is always open: the one chosen, else the first. */
  openLine(): void {
    const shades = this.wardrobe.of(this.product);
    if (!shades.some((s) => s.line === this.line)) this.line = shades[0]?.line ?? '';
  }

  /** Asks the session, where there is one: what is chosen before is put on when it starts. */
  async #wish(work: (t: TryOn) => Promise<unknown>): Promise<void> {
    const controller = this.#host.controller();
    if (controller.state) await controller.run(work);
  }

  #choose(sku: string): void {
    const shade = this.wardrobe.find(sku);
    if (!shade) return;
    this.#element.sku = sku;
    emit(this.#element, 'carmine-shadechange', { product: shade.product, sku });
  }

  /** Puts a matched shade on with the whole film of its record, whatever amount or finish was worn before: what is seen is what was matched. */
  #wearMatch(sku: string): void {
    const shade = this.wardrobe.find(sku);
    if (!shade) return;
    this.#shown(shade, this.wardrobe.choose(sku, { intensity: 1 }));
    this.#choose(sku);
    this.#element.requestUpdate();
  }

  /** Opens the product and line of a shade that was chosen, tells it and puts it on. */
  #shown(shade: ShadeView, worn: Worn | null): void {
    this.#element.product = shade.product;
    this.line = shade.line;
    if (!worn) return;
    this.#host.say(this.#host.text('announce.shade', { name: this.#nameOf(worn) }));
    void this.#wish((t) => putOn(t, worn));
  }

  /** The shade with its finish, as it is read out. */
  #nameOf({ sku, layer }: Worn): string {
    const finish = finishOf(layer);
    const name = this.wardrobe.find(sku)?.name;
    return [name, finish && this.#host.text(`finish.${finish}`)].filter(Boolean).join(', ');
  }

  #adjust(product: ProductKind, change: LayerChange): void {
    const worn = this.wardrobe.adjust(product, change);
    this.#element.requestUpdate();
    if (!worn) return;
    // Another finish or second shade is another thing to wear, and is told; an amount on a slider is not.
    const tell = worn.sku !== '' && ('finish' in change || 'second' in change);
    void this.#wish((t) => (tell ? putOn(t, worn) : t.wearLayer(worn.layer, worn.sku)));
  }

  #toggle(product: ProductKind): void {
    const worn = this.wardrobe.toggle(product);
    this.#element.requestUpdate();
    if (!worn) return;
    void this.#wish((t) => (worn.hidden ? t.clear(product) : t.wearLayer(worn.layer, worn.sku)));
  }

  #showProduct(product: ProductKind): void {
    this.#element.product = product;
    this.line = this.wardrobe.find(this.wardrobe.worn(product)?.sku ?? '')?.line ?? '';
    emit(this.#element, 'carmine-productchange', { product });
    this.#element.requestUpdate();
  }

  #showLine(line: string): void {
    this.line = line;
    this.#element.requestUpdate();
  }
}
