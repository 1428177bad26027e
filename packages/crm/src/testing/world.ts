import type { Platform } from '../client/platform.ts';
import type { ConsentStorage } from '../consent/store.ts';
import { settle } from './busy-database.ts';

/** One origin with a clock of its own: tabs that can be killed, locks, lines between tabs, storage. For tests of the client. */

interface Timer {
  readonly at: number;
  readonly tab: Tab | null;
  readonly then: () => void;
}

interface Waiter {
  readonly tab: Tab;
  readonly run: () => Promise<unknown> | unknown;
}

export class World {
  now = Date.UTC(2026, 10, 20, 9, 30);
  readonly tabs = new Set<Tab>();
  readonly items = new Map<string, string>();
  readonly #timers = new Set<Timer>();
  readonly #locks = new Map<string, { holder: Tab | null; line: Waiter[] }>();
  readonly #lines = new Map<string, Set<{ tab: Tab; heard: (message: unknown) => void }>>();
  readonly random: () => number;
  /** What a request of a tab meets. */
  network: (tab: Tab, input: string, init: RequestInit) => Promise<Response>;

  constructor(random: () => number, network: World['network']) {
    this.random = random;
    this.network = network;
  }

  open(): Tab {
    const tab = new Tab(this);
    this.tabs.add(tab);
    return tab;
  }

  after(ms: number, then: () => void, tab: Tab | null = null): () => void {
    const timer = { at: this.now + ms, then, tab };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Resolves after `ms` of this world's time. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets time pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    await settle();
    for (;;) {
      const next = [...this.#timers].reduce<Timer | null>((a, b) => (a && a.at <= b.at ? a : b), null);
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.now = Math.max(this.now, next.at);
      if (next.tab?.alive !== false) next.then();
      await settle();
    }
    this.now = end;
  }

  /** The process of a tab ends between two instructions: nothing it planned happens, its locks pass on. */
  kill(tab: Tab): void {
    tab.alive = false;
    this.tabs.delete(tab);
    for (const [name, lock] of this.#locks) {
      lock.line = lock.line.filter((waiter) => waiter.tab !== tab);
      if (lock.holder === tab) this.#grant(name, null);
    }
    for (const line of this.#lines.values()) for (const end of line) if (end.tab === tab) line.delete(end);
  }

  lock(name: string, tab: Tab, signal: AbortSignal | undefined, run: Waiter['run']): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lock = this.#locks.get(name) ?? { holder: null, line: [] };
      this.#locks.set(name, lock);
      const waiter: Waiter = {
        tab,
        run: async () => {
          const result = await run();
          if (tab.alive) this.#grant(name, tab);
          resolve(result);
        },
      };
      signal?.addEventListener('abort', () => {
        if (!lock.line.includes(waiter)) return;
        lock.line = lock.line.filter((w) => w !== waiter);
        reject(new DOMException('', 'AbortError'));
      });
      lock.line.push(waiter);
      if (!lock.holder) this.#grant(name, null);
    });
  }

  channel(name: string, tab: Tab, heard: (message: unknown) => void) {
    const line = this.#lines.get(name) ?? new Set();
    this.#lines.set(name, line);
    const end = { tab, heard };
    line.add(end);
    return {
      post: (message: unknown) => {
        if (!tab.alive) return;
        for (const other of line)
          if (other !== end) queueMicrotask(() => other.tab.alive && other.heard(message));
      },
      close: () => void line.delete(end),
    };
  }

  /** A lock goes from its holder to the next in line. */
  #grant(name: string, from: Tab | null): void {
    const lock = this.#locks.get(name)!;
    if (from !== null && lock.holder !== from) return;
    const next = lock.line.shift();
    lock.holder = next?.tab ?? null;
    if (next) queueMicrotask(() => next.tab.alive && void next.run());
  }
}

/** One tab of a world. */
export class Tab {
  alive = true;
  readonly world: World;
  readonly #storageHeard = new Map<string, () => void>();
  #page: { away(): void; online(): void } | null = null;

  constructor(world: World) {
    this.world = world;
  }

  /** The shopper looks elsewhere, or leaves. */
  hide(): void {
    this.#page?.away();
  }

  get platform(): Platform {
    const { world } = this;
    return {
      now: () => world.now,
      random: world.random,
      after: (ms, then) => world.after(ms, then, this),
      fetch: (async (input: string, init: RequestInit) => {
        if (!this.alive) return new Promise(() => {});
        const response = await world.network(this, input, init);
        // A killed tab hears nothing any more.
        return this.alive ? response : new Promise(() => {});
      }) as typeof fetch,
      locks: {
        request: (name: string, options: { signal?: AbortSignal }, run: () => unknown) =>
          world.lock(name, this, options.signal, run),
      } as unknown as LockManager,
      channel: (name, heard) => world.channel(name, this, heard),
      watchPage: (listeners) => {
        this.#page = listeners;
        return () => {
          this.#page = null;
        };
      },
    };
  }

  /** localStorage: shared by the tabs; a write is heard by the others. */
  get storage(): ConsentStorage {
    const { items, tabs } = this.world;
    const tell = (key: string) => {
      for (const tab of tabs)
        if (tab !== this) queueMicrotask(() => tab.alive && tab.#storageHeard.get(key)?.());
    };
    return {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => {
        if (!this.alive) return;
        items.set(key, value);
        tell(key);
      },
      removeItem: (key) => {
        if (!this.alive) return;
        items.delete(key);
        tell(key);
      },
    };
  }

  readonly hearOtherTabs = (key: string, heard: () => void): (() => void) => {
    this.#storageHeard.set(key, heard);
    return () => void this.#storageHeard.delete(key);
  };
}
