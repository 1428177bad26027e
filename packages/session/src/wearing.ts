import {
  lookComparedData,
  lookSavedData,
  lookSharedData,
  shadeAppliedData,
  type ToldLook,
} from '@carmine/crm';
import { CarmineError } from '@carmine/errors';
import {
  coverageOf,
  EMPTY_LOOK,
  finishOf,
  type Look,
  type LookLayer,
  type ProductKind,
  parseLook,
  type RenderHost,
} from '@carmine/makeup';
import type { Shade } from '@carmine/shades';
import type { Core } from './core.ts';
import { MAX_LOOKS, tileAspect } from './grid.ts';
import { LookQueue } from './look-queue.ts';
import { findShade, shadeLayer, wear, withIntensity, without } from './looks.ts';
import { createSavedLook, type LookSkus, type SavedLook } from './saved-looks/index.ts';
import type { ApplyShadeOptions } from './types.ts';
import { comparedShades, WornTimes } from './worn-times.ts';

/** What is worn, and what is shown beside it: the first look is the one worn, and what changes a product changes that one only. */
export class Wearing {
  readonly #core: Core;
  readonly #queue: LookQueue<readonly Look[]>;
  readonly #skus = new Map<ProductKind, string>();
  readonly #times = new WornTimes();
  catalogue: readonly Shade[];

  constructor(core: Core, catalogue: readonly Shade[]) {
    this.#core = core;
    this.catalogue = catalogue;
    this.#queue = new LookQueue((looks) => this.#putOn(looks));
  }

  /** Wears one look, alone. */
  setLook(look: Look): Promise<void> {
    return this.setLooks([look]);
  }

  /** Wears the first and shows the others beside it. */
  async setLooks(looks: readonly Look[], skus: readonly LookSkus[] = []): Promise<void> {
    if (!Array.isArray(looks) || looks.length < 1 || looks.length > MAX_LOOKS)
      throw new CarmineError('invalid-argument', {
        message: `setLooks: expected 1 to ${MAX_LOOKS} looks; got ${Array.isArray(looks) ? looks.length : typeof looks}`,
        details: { field: 'looks' },
      });
    const parsed = looks.map(parseLook);
    // The shade names hold as long as the look they were chosen for is worn.
    if (parsed[0] !== this.#wanted[0] && !sameLook(parsed[0]!, this.#wanted[0]!)) this.#skus.clear();
    await this.#queue.set(parsed);
    if (parsed.length < 2) return;
    const known = parsed.map((look, i) => (i === 0 ? this.#skusOf(look) : (skus[i] ?? {})));
    this.#core.events.emit('look.compared', lookComparedData(parsed.map((look, i) => told(look, known[i]))));
    for (const data of comparedShades(known)) this.#core.events.emit('shade.compared', data);
  }

  async applyShade(sku: string, options: ApplyShadeOptions): Promise<void> {
    const shade = findShade(this.catalogue, sku);
    const layer = shadeLayer(shade, options);
    const look = parseLook(wear(this.#wanted[0]!, layer));
    this.#skus.set(layer.product, sku);
    await this.#change(look);
    // A newer wish for the same product may have overtaken this one: then it was never seen.
    if (this.#skus.get(layer.product) === sku) this.#tellApplied(shade, layer.product);
  }

  async wearLayer(layer: LookLayer, sku?: string): Promise<void> {
    const look = parseLook({
      version: 1,
      layers: [...without(this.#wanted[0]!, layer.product).layers, layer],
    });
    if (sku) this.#skus.set(layer.product, sku);
    else this.#skus.delete(layer.product);
    await this.#change(look);
  }

  async setIntensity(product: ProductKind, intensity: number): Promise<void> {
    await this.#change(parseLook(withIntensity(this.#wanted[0]!, product, intensity)));
  }

  /** One product of the worn look, or everything, also what is shown beside it. */
  async clear(product?: ProductKind): Promise<void> {
    if (product) this.#skus.delete(product);
    else this.#skus.clear();
    if (product) await this.#change(without(this.#wanted[0]!, product));
    else await this.#queue.set([EMPTY_LOOK]);
  }

  /** What is worn, under a name. Nothing is stored. */
  capture(name: string): SavedLook {
    const look = this.#wanted[0]!;
    return createSavedLook({ name, look, skus: this.#skusOf(look) });
  }

  /** Tells the host that the shopper kept a look. */
  tellSaved({ name, look, skus }: SavedLook): void {
    this.#core.events.emit('look.saved', lookSavedData({ name, ...told(look, skus) }));
  }

  /** Tells the host that a look left the mirror. */
  tellShared({ name, look, skus }: SavedLook, via: 'file' | 'image' | 'video'): void {
    this.#core.events.emit('look.shared', lookSharedData({ name, ...told(look, skus), via }));
  }

  #skusOf(look: Look): LookSkus {
    const worn = new Set(look.layers.map((l) => l.product));
    return Object.fromEntries([...this.#skus].filter(([product]) => worn.has(product))) as LookSkus;
  }

  /** Wears a saved look, with the names of its shades that this shop has. */
  async wearSaved({ look, skus = {} }: SavedLook): Promise<void> {
    const known = Object.entries(skus).filter(([, sku]) => this.catalogue.some((s) => s.sku === sku));
    const parsed = parseLook(look);
    this.#skus.clear();
    for (const [product, sku] of known) this.#skus.set(product as ProductKind, sku);
    await this.#queue.set([parsed]);
  }

  /** Gives a new renderer what was wished before it was there. */
  async dress(host: RenderHost): Promise<void> {
    await host.setLooks(this.#core.state.looks);
  }

  get #wanted(): readonly Look[] {
    return this.#queue.wanted ?? this.#core.state.looks;
  }

  #change(look: Look): Promise<void> {
    return this.#queue.set([look, ...this.#wanted.slice(1)]);
  }

  async #putOn(looks: readonly Look[]): Promise<void> {
    const { needs, parts, state } = this.#core;
    // What is put on is tracked before it is seen, what is taken off until it is gone.
    needs.wear([...state.looks, ...looks]);
    try {
      await parts.host?.setLooks(looks);
      parts.host?.setView({ aspect: tileAspect({ looks, source: state.source }) });
      this.#core.set({ look: looks[0]!, looks: Object.freeze([...looks]) });
    } finally {
      needs.wear(this.#core.state.looks);
    }
    for (const data of this.#times.changed(looks[0]!, this.#skus))
      this.#core.events.emit('shade.removed', data, { subject: data.sku });
  }

  #tellApplied(shade: Shade, product: ProductKind): void {
    const layer = this.#core.state.look.layers.find((l) => l.product === product);
    if (!layer) return;
    const { intensity = 1 } = layer;
    this.#times.applied(product, shade.sku);
    const worn = { ...layer, product, finish: finishOf(layer), intensity, coverage: coverageOf(layer) };
    this.#core.events.emit('shade.applied', shadeAppliedData({ shade, layer: worn }), { subject: shade.sku });
  }
}

/** What an event may say of a look: its products and their skus. */
const told = (look: Look, skus: LookSkus = {}): ToldLook => ({
  layers: look.layers.map(({ product }) => {
    const sku = skus[product];
    return { product, ...(sku ? { sku } : {}) };
  }),
});

const sameLook = (a: Look, b: Look): boolean => JSON.stringify(a) === JSON.stringify(b);
