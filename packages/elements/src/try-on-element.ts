import type { CarmineError } from '@carmine/errors';
import type { Backend, ProductKind } from '@carmine/makeup';
import type { CarmineEvent, TryOnState } from '@carmine/session';
import type { Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import { Announcer } from './announcer.ts';
import { CarmineElement } from './carmine-element.ts';
import { SessionController } from './controller.ts';
import { Dressing } from './dressing.ts';
import { emit, emitEnvelope } from './events.ts';
import { FileDoor } from './file-door.ts';
import { Keep, type KeepHost } from './keep.ts';
import { type Locale, resolveLocale } from './locales/index.ts';
import { heard, type SourceRequest } from './requests.ts';
import { Scan } from './scan.ts';
import { layout } from './styles/layout.ts';
import { renderPanel, renderReading, renderStage, type StageView } from './views.ts';
import type { WornShade } from './wardrobe.ts';
import { startSource } from './wishes.ts';

/**
 * The try-on mirror. Attributes and properties go in, typed DOM events (`CarmineEventMap`) and `onEvent` come out; nothing
 * is sent anywhere. The camera is asked for by a press only; leaving the page closes camera, workers and memory.
 *
 * Slots: `poster`, a picture shown until the mirror's own is there. Parts: see docs/guide/element.md. Custom properties: `--carmine-*` (styles/tokens.ts).
 */
export class CarmineTryOn extends CarmineElement {
  static override properties = {
    locale: { reflect: true },
    assetBase: { attribute: 'asset-base' },
    backend: {},
    products: {},
    product: {},
    sku: {},
    eventSource: { attribute: 'event-source' },
    numFaces: { attribute: 'num-faces', type: Number },
    capture: {},
    capturePreset: { attribute: 'capture-preset' },
    catalogue: { attribute: false },
    onEvent: { attribute: false },
  };
  static override styles = [...(CarmineElement.styles as []), layout];

  /** URL of the SDK's assets folder (same origin). Default "/carmine/". Read when a session starts. */
  declare assetBase: string;
  /** 'auto' (default), 'webgpu' or 'webgl2'. Read when a session starts. */
  declare backend: Backend | 'auto';
  /** Space-separated products to offer, such as "lipstick foundation"; '' (default) offers what the catalogue has. */
  declare products: string;
  /** The product whose shades are shown; follows the tabs and `sku`. '' (default) shows the first offered. */
  declare product: ProductKind | '';
  /** The shade last chosen; setting it puts that shade on. '' when nothing is worn. */
  declare sku: string;
  /** CloudEvents `source` of this shop, an absolute URI. */
  declare eventSource: string;
  /** Faces made up at most, 1..4. Default 1. Read when a session starts. */
  declare numFaces: number;
  /** 'guided' (default): before a camera a reading waits, with guidance, for a good picture. 'now': it is taken at once. */
  declare capture: 'guided' | 'now';
  /** How much a picture must offer: 'lenient', 'standard' (default) or 'strict'. */
  declare capturePreset: 'lenient' | 'standard' | 'strict';
  /** Parsed shades, or the text of a catalogue in JSON lines. */
  declare catalogue: readonly Shade[] | string | null;
  /** Called once with every CloudEvents envelope; the same object as the `carmine-event` DOM event carries. */
  declare onEvent: ((event: CarmineEvent) => void) | null;

  /** The session's owner; `controller.factory` may be replaced in tests. */
  readonly controller: SessionController;
  readonly #announcer = new Announcer(this);
  readonly #dressing = new Dressing(this, {
    controller: () => this.controller,
    text: (key, values) => this.t(key, values),
    say: (text) => this.#announcer.say(text),
  });
  readonly #files: FileDoor;
  readonly #keep: Keep;
  readonly #scan: Scan;
  #last: SourceRequest | null = null;
  #starting = false;
  #abort: AbortController | null = null;
  #dismissed: CarmineError | null = null;
  #before: TryOnState | null = null;
  #tone = 5;
  #looked: SkinReport | null = null;

  constructor() {
    super();
    this.assetBase = '/carmine/';
    this.backend = 'auto';
    this.products = '';
    this.product = '';
    this.sku = '';
    this.eventSource = '';
    this.numFaces = 1;
    this.capture = 'guided';
    this.capturePreset = 'standard';
    this.catalogue = null;
    this.onEvent = null;
    this.#files = new FileDoor(this, (kind, file) => void this.#start({ kind, file }));
    this.controller = new SessionController(
      this,
      () => this.#settings(),
      (state) => this.#took(state),
    );
    this.#keep = new Keep(this, this.#keepHost());
    this.#scan = new Scan(this, {
      controller: this.controller,
      options: () => ({ preset: this.capturePreset, guided: this.capture !== 'now' }),
      sells: (sku) => this.#dressing.wardrobe.shades.some((shade) => shade.sku === sku),
      text: (key) => this.t(key),
      language: () => this.language,
      say: (text) => this.#announcer.say(text),
    });
  }

  /** The complete locale in use: the attribute, else the language of the page, else zh-CN. */
  override get language(): Locale {
    if (this.locale) return resolveLocale(this.locale);
    const near = this.isConnected ? this.closest<HTMLElement>('[lang]')?.lang : undefined;
    return resolveLocale(near);
  }

  /** The session's state; null before the first wish. */
  get state(): TryOnState | null {
    return this.controller.state;
  }

  /** Starts a source as the buttons do. Call it for the camera from a user's press only. */
  start(source: SourceRequest): Promise<void> {
    return this.#start(source);
  }

  /** Loads the mirror ahead of the first press. Asks for no camera. A failure is told by the start that follows. */
  async preload(): Promise<void> {
    await this.controller
      .session()
      .then((t) => t.preload())
      .catch(() => undefined);
  }

  /** Ends the source at once; the camera is closed before it returns. */
  stop(): void {
    this.#abort?.abort();
    this.controller.tryOn?.stop();
    this.controller.dismiss();
    this.requestUpdate();
  }

  /** Reads the skin colour, guided before a camera; the report arrives as state and as events. */
  analyze(): Promise<void> {
    return this.#scan.run();
  }

  /** Gives the reading up that is being taken; the mirror goes on. */
  cancelAnalysis(): void {
    this.#scan.cancel();
  }

  /** Wears several shades at once, each in place of its product's: a whole look in one wish. Unknown skus are left out. */
  wear(shades: readonly WornShade[]): Promise<void> {
    return this.#dressing.wear(shades);
  }

  /** Takes one product or everything off. */
  clear(product?: ProductKind): Promise<void> {
    return this.#dressing.clear(product);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || changed.has('locale')) this.#dressing.wardrobe.setLocale(this.language);
    if (changed.has('catalogue')) {
      this.#dressing.wardrobe.setCatalogue(this.catalogue);
      this.controller.tryOn?.setCatalogue(this.#dressing.wardrobe.shades);
    }
    if (changed.has('sku') || changed.has('catalogue')) this.#dressing.follow(this.sku);
    this.#dressing.openLine();
  }

  protected override firstUpdated(): void {
    this.#keep.attach(this.renderRoot as ShadowRoot);
    this.#scan.attach(this.renderRoot as ShadowRoot);
    this.#dressing.attach(this.renderRoot as ShadowRoot);
  }

  protected override updated(): void {
    const { canvas } = this.controller;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', this.t('mirror.picture'));
  }

  protected override render(): TemplateResult {
    const view = this.#view();
    return html`<section
      class="app"
      part="base"
      lang=${this.language}
      data-phase=${this.state?.phase ?? 'idle'}
      aria-label=${this.t('app.label')}
      @sourcerequest=${heard<'sourcerequest'>((wish) => this.#wish(wish))}
      @matchrequest=${heard<'matchrequest'>((query) => void this.controller.run((t) => t.match(query)))}
      @comparerequest=${heard<'comparerequest'>(({ on }) => this.#compare(on))}
      @tonerequest=${heard<'tonerequest'>(({ tone }) => void this.#start({ kind: 'head', tone }))}
      @analysisrequest=${heard<'analysisrequest'>(() => void this.analyze())}
      @snapshotrequest=${heard<'snapshotrequest'>(() => void this.#snapshot())}
      @cancelrequest=${heard<'cancelrequest'>(() => this.stop())}
      @stoprequest=${heard<'stoprequest'>(() => this.stop())}
      @reportrequest=${heard<'reportrequest'>(() => this.#showReport())}
      @dismissrequest=${heard<'dismissrequest'>(() => this.#dismiss())}
    >
      ${renderStage(view)} ${renderPanel(view)} ${renderReading(view)}
      <div class="sr-only" role="status" aria-live="polite">${this.#announcer.text}</div>
      ${this.#files.render()}
    </section>`;
  }

  #view(): StageView {
    const { offered, product, line } = this.#dressing;
    return {
      t: (key, values) => this.t(key, values),
      language: this.language,
      state: this.state,
      error: this.#error,
      starting: this.#starting,
      last: this.#last,
      canvas: this.controller.canvas,
      wardrobe: this.#dressing.wardrobe,
      keep: this.#keep,
      scan: this.#scan,
      products: offered,
      product,
      line,
      dragging: this.#files.dragging,
      tone: this.#tone,
      news: this.state?.report != null && this.state.report !== this.#looked,
    };
  }

  get #error(): CarmineError | null {
    const error = this.controller.failure ?? this.state?.error ?? null;
    return error === this.#dismissed || error?.code === 'aborted' ? null : error;
  }

  #settings() {
    return {
      assetBase: new URL(this.assetBase, this.ownerDocument.baseURI),
      backend: this.backend,
      catalogue: this.#dressing.wardrobe.shades,
      numFaces: this.numFaces,
      ...(this.eventSource ? { source: this.eventSource } : {}),
      onEvent: (event: CarmineEvent) => this.#forward(event),
    };
  }

  #keepHost(): KeepHost {
    return {
      controller: this.controller,
      text: (key, values) => this.t(key, values),
      say: (text) => this.#announcer.say(text),
      hand: async (file, how) =>
        how === 'share' ? this.#files.share(file) : this.#files.save(file, file.name),
      adopt: (look, skus) => this.#dressing.adopt(look, skus),
    };
  }

  #forward(event: CarmineEvent): void {
    emitEnvelope(this, event);
    this.onEvent?.(event);
  }

  #wish(wish: SourceRequest): void {
    if ((wish.kind === 'photo' || wish.kind === 'video') && !wish.file) this.#files.open(wish.kind);
    else void this.#start(wish);
  }

  async #start(source: SourceRequest): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#last = source;
    this.#dismissed = null;
    this.#starting = true;
    this.requestUpdate();
    await this.controller.run(async (t) => {
      abort.signal.throwIfAborted();
      await this.#dressing.dress(t);
      await startSource(t, source, this.#tone, abort.signal);
    });
    if (this.#abort !== abort) return;
    if (source.kind === 'head' && source.tone) this.#tone = source.tone;
    this.#starting = false;
    this.requestUpdate();
  }

  #compare(on: boolean): void {
    this.controller.tryOn?.compare(on);
    this.#announcer.say(this.t(on ? 'announce.bare' : 'announce.made-up'));
  }

  async #snapshot(): Promise<void> {
    const file = await this.controller.run(async (t) => {
      const picture = await t.snapshot();
      t.tellShared(t.captureLook(this.t('tiles.now')), 'image');
      return picture;
    });
    if (!file) return;
    this.#files.save(file, file.name);
    this.#announcer.say(this.t('announce.saved'));
  }

  /** Brings the reading into view and puts the focus on its heading, so that a screen reader goes on there. */
  #showReport(): void {
    this.#looked = this.state?.report ?? null;
    this.requestUpdate();
    const title = this.renderRoot.querySelector<HTMLElement>('#reading-title');
    title?.scrollIntoView({ block: 'start' });
    title?.focus({ preventScroll: true });
  }

  #dismiss(): void {
    this.#dismissed = this.#error;
    this.controller.dismiss();
    this.requestUpdate();
  }

  #took(state: TryOnState | null): void {
    this.#announcer.follow(this.#before, state, (key, values) => this.t(key, values));
    this.#before = state;
    this.#keep.follow(state);
    this.#scan.follow(state);
    emit(this, 'carmine-statechange', state);
  }
}
