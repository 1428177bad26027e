import type { Look } from '@carmine/makeup';
import type { LookStore, Recording, SavedLook, TryOn, TryOnState } from '@carmine/session';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { SessionController } from './controller.ts';
import type { KeepRequestMap } from './keep-requests.ts';
import type { MessageKey } from './locales/index.ts';
import { heard } from './requests.ts';
import type { Values } from './words/format.ts';

/** Looks shown beside the one that is worn, at most. */
const BESIDE = 3;
/** The face as it is. */
const BARE: Look = { version: 1, layers: [] };

/** What the keeper needs of its element. */
export interface KeepHost {
  readonly controller: SessionController;
  text(key: MessageKey, values?: Values): string;
  say(text: string): void;
  /** Hands a file to the shopper: shared where the device can, else downloaded. */
  hand(file: File, how: 'share' | 'download'): Promise<void>;
  /** What is worn came from a saved look: the shades it names are those chosen now. */
  adopt(look: Look, skus: SavedLook['skus']): void;
}

/** A look shown side by side; null: the one worn, or none at all. */
type Tile = SavedLook | null;

/** Compares, records and keeps for `<carmine-try-on>`. Loads nothing before it is asked. */
export class Keep implements ReactiveController {
  /** Saved looks, newest first; empty before they were asked for. */
  looks: readonly SavedLook[] = [];
  /** The browser keeps nothing. */
  memory = false;
  /** Ids of the looks to be shown side by side. */
  pinned: ReadonlySet<string> = new Set();
  /** A recording that has ended and was neither saved nor thrown away; s. */
  clip: { readonly file: File; readonly seconds: number } | null = null;
  readonly #element: ReactiveControllerHost;
  readonly #host: KeepHost;
  #store: Promise<LookStore> | null = null;
  #recording: Recording | null = null;
  #tiles: readonly Tile[] = [];
  #seconds = 0;
  #life = 0;

  constructor(element: ReactiveControllerHost, host: KeepHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  hostDisconnected(): void {
    this.#life++;
    this.#recording = null;
    this.clip = null;
    this.#tiles = [];
    void this.#store?.then((store) => store.close());
    this.#store = null;
  }

  /** Hears the wishes of the parts under `root`; none goes further up. */
  attach(root: ParentNode): void {
    const on = <K extends keyof KeepRequestMap>(
      name: K,
      take: (detail: KeepRequestMap[K]) => unknown,
    ): void =>
      root.addEventListener(name, heard<K>((detail) => void take(detail)) as unknown as EventListener);
    on('splitrequest', (wish) => this.split(wish));
    on('tilesrequest', (wish) => this.tiles(wish));
    on('tilerequest', (wish) => this.tile(wish));
    on('recordrequest', (wish) => this.record(wish));
    on('cliprequest', (wish) => this.endClip(wish));
    on('looksrequest', () => this.list());
    on('looksaverequest', (wish) => this.save(wish));
    on('lookwearrequest', (wish) => this.wear(wish));
    on('lookrenamerequest', (wish) => this.rename(wish));
    on('lookdeleterequest', (wish) => this.delete(wish));
    on('looksharerequest', (wish) => this.share(wish));
    on('lookpinrequest', (wish) => this.pin(wish));
    on('lookopenrequest', (wish) => this.open(wish));
  }

  /** Notes how long a recording has become: when it ends, the state forgets it. */
  follow(state: TryOnState | null): void {
    if (state?.recording) this.#seconds = state.recording.seconds;
  }

  /** Words over the pictures side by side, in their order; empty when one is shown. */
  get names(): readonly string[] {
    const { state } = this.#host.controller;
    const count = state?.looks.length ?? 1;
    if (count < 2) return [];
    return Array.from({ length: count }, (_, i) => {
      if (i === 0) return this.#host.text('tiles.now');
      return this.#tiles[i]?.name ?? this.#host.text('tiles.bare');
    });
  }

  split({ at }: KeepRequestMap['splitrequest']): void {
    const { tryOn, state } = this.#host.controller;
    const begins = state?.split === null && at !== null;
    tryOn?.compare({ split: at });
    if (begins) this.#say('announce.split');
  }

  /** The pinned looks, else the newest, beside the one worn; without any, the bare face. */
  async tiles({ on }: KeepRequestMap['tilesrequest']): Promise<void> {
    if (on) await this.list();
    const pinned = this.looks.filter(({ id }) => this.pinned.has(id));
    await this.#host.controller.run(async (t) => {
      const worn = t.state.look;
      const others = this.looks.filter(({ look }) => JSON.stringify(look) !== JSON.stringify(worn));
      const beside: readonly Tile[] = pinned.length > 0 ? pinned : others.length > 0 ? others : [null];
      const shown = beside.slice(0, BESIDE);
      this.#tiles = on ? [null, ...shown] : [];
      if (on) t.compare({ split: null });
      const [looks, skus] = on
        ? [shown.map((tile) => tile?.look ?? BARE), shown.map((tile) => tile?.skus ?? {})]
        : [[], []];
      await t.setLooks([worn, ...looks], [{}, ...skus]);
      if (on) this.#say('announce.tiles', { n: shown.length + 1 });
    });
    this.#element.requestUpdate();
  }

  /** Wears the look of picture `index`, alone. */
  async tile({ index }: KeepRequestMap['tilerequest']): Promise<void> {
    const saved = this.#tiles[index];
    if (index === 0) await this.tiles({ on: false });
    else if (saved) await this.#wear(saved);
    else {
      await this.#host.controller.run((t) => t.clear());
      this.#host.adopt(BARE, {});
    }
  }

  async record({ action }: KeepRequestMap['recordrequest']): Promise<void> {
    if (action === 'stop') {
      await this.#recording?.stop().catch(() => undefined);
      return;
    }
    this.clip = null;
    const recording = await this.#host.controller.run((t) => t.startRecording());
    if (!recording) return;
    this.#recording = recording;
    this.#say('announce.recording');
    const life = this.#life;
    // It may end by itself: at its limit, or with the source.
    const file = await this.#host.controller.run(() => recording.finished);
    if (life !== this.#life) return;
    this.#recording = null;
    if (file) {
      this.clip = { file, seconds: this.#seconds };
      this.#say('announce.recorded');
    }
    this.#element.requestUpdate();
  }

  async endClip({ action }: KeepRequestMap['cliprequest']): Promise<void> {
    const { clip } = this;
    if (!clip) return;
    if (action === 'save') {
      await this.#host.hand(clip.file, 'download');
      const { tryOn } = this.#host.controller;
      tryOn?.tellShared(tryOn.captureLook(this.#host.text('tiles.now')), 'video');
      this.#say('announce.video-saved');
    }
    this.clip = null;
    this.#element.requestUpdate();
  }

  /** Reads what this browser kept. */
  async list(): Promise<void> {
    await this.#with(async (store) => {
      this.looks = await store.list();
      this.memory = store.kind === 'memory';
      const ids = new Set(this.looks.map(({ id }) => id));
      this.pinned = new Set([...this.pinned].filter((id) => ids.has(id)));
    });
  }

  async save({ name }: KeepRequestMap['looksaverequest']): Promise<void> {
    const saved = await this.#host.controller.run((t) => t.captureLook(name));
    if (saved) await this.#keep(saved);
  }

  async wear({ id }: KeepRequestMap['lookwearrequest']): Promise<void> {
    const saved = this.#find(id);
    if (saved) await this.#wear(saved);
  }

  async rename({ id, name }: KeepRequestMap['lookrenamerequest']): Promise<void> {
    const saved = this.#find(id);
    if (!saved) return;
    const { renameLook } = await import('@carmine/session');
    await this.#with((store) => store.put(renameLook(saved, name)));
    await this.list();
  }

  async delete({ id }: KeepRequestMap['lookdeleterequest']): Promise<void> {
    const name = this.#find(id ?? '')?.name;
    const done = await this.#with(async (store) => {
      await (id ? store.delete(id) : store.clear());
      return true;
    });
    if (done && name) this.#say('announce.look.deleted', { name });
    else if (done) this.#say('announce.looks.deleted');
    await this.list();
  }

  async share({ id }: KeepRequestMap['looksharerequest']): Promise<void> {
    const saved = this.#find(id);
    if (!saved) return;
    const { savedLookFile } = await import('@carmine/session');
    await this.#host.hand(savedLookFile(saved), 'share');
    this.#host.controller.tryOn?.tellShared(saved, 'file');
  }

  /** The newest choice counts: with one too many the oldest is let go. */
  pin({ id, on }: KeepRequestMap['lookpinrequest']): void {
    const rest = [...this.pinned].filter((other) => other !== id);
    this.pinned = new Set(on ? [...rest, id].slice(-BESIDE) : rest);
    this.#element.requestUpdate();
  }

  /** Reads a look file and keeps it: the shopper chose it. */
  async open({ file }: KeepRequestMap['lookopenrequest']): Promise<void> {
    const { readSavedLookFile } = await import('@carmine/session');
    const saved = await this.#host.controller.run(() => readSavedLookFile(file));
    if (saved) await this.#keep(saved);
  }

  async #keep(saved: SavedLook): Promise<void> {
    const kept = await this.#with(async (store) => {
      await store.put(saved);
      return true;
    });
    if (!kept) return;
    this.#host.controller.tryOn?.tellSaved(saved);
    this.#say('announce.look.saved', { name: saved.name });
    await this.list();
  }

  async #wear(saved: SavedLook): Promise<void> {
    const worn = await this.#host.controller.run(async (t: TryOn) => {
      await t.wearLook(saved);
      return true;
    });
    if (!worn) return;
    this.#tiles = [];
    this.#host.adopt(saved.look, saved.skus);
    this.#say('announce.look.worn', { name: saved.name });
  }

  #find(id: string): SavedLook | undefined {
    return this.looks.find((look) => look.id === id);
  }

  /** Works on the store, opened at the first use; a failure is told like any other, and null given. */
  async #with<T>(work: (store: LookStore) => Promise<T>): Promise<T | null> {
    const result = await this.#host.controller.run(async () => {
      this.#store ??= import('@carmine/session').then(({ openLookStore }) => openLookStore());
      return work(await this.#store);
    });
    this.#element.requestUpdate();
    return result;
  }

  #say(key: MessageKey, values?: Values): void {
    this.#host.say(this.#host.text(key, values));
  }
}
