/** What the client takes from the browser, so that tests can be their own clock, dice, network and crash. */
export interface Platform {
  /** ms since 1970. */
  now(): number;
  /** 0..1. */
  random(): number;
  /** Calls once after `ms`; gives the way to forget it. */
  after(ms: number, then: () => void): () => void;
  fetch: typeof fetch;
  /** undefined where the browser has no Web Locks: then each tab sends for itself, and ids keep it right. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  /** A line to the other tabs of this origin. */
  channel(name: string, heard: (message: unknown) => void): { post(message: unknown): void; close(): void };
  /** The page is hidden or left (`away`), or the network is back (`online`); gives the end of listening. */
  watchPage(listeners: { away(): void; online(): void }): () => void;
}

const noChannel = { post: () => {}, close: () => {} };

/** The browser itself. */
export const browserPlatform = (): Platform => ({
  now: Date.now,
  random: Math.random,
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  fetch: (input, init) => globalThis.fetch(input, init),
  locks: globalThis.navigator?.locks,
  channel: (name, heard) => {
    if (typeof BroadcastChannel !== 'function') return noChannel;
    const line = new BroadcastChannel(name);
    line.onmessage = (event) => heard(event.data);
    return { post: (message) => line.postMessage(message), close: () => line.close() };
  },
  watchPage: ({ away, online }) => {
    const ended = new AbortController();
    const { signal } = ended;
    // pagehide alone is missed when a phone puts the browser away and ends it there.
    globalThis.document?.addEventListener('visibilitychange', () => document.hidden && away(), { signal });
    globalThis.addEventListener?.('pagehide', away, { signal });
    globalThis.addEventListener?.('online', online, { signal });
    return () => ended.abort();
  },
});
