import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allKept, keepAsset, keepSoon, keptAsset } from './asset-cache.ts';

const URL_OF = new URL('https://shop.example/assets/models/face.task');
const OTHER = new URL('https://shop.example/assets/models/other.task');
const factsOf = (text: string) => ({
  bytes: text.length,
  sha256: createHash('sha256').update(text).digest('hex'),
});

/** Cache Storage in memory. */
const fakeCaches = () => {
  const entries = new Map<string, Response>();
  const cache = {
    match: async (key: string) => entries.get(key)?.clone(),
    put: async (key: string, response: Response) => void entries.set(key, response),
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    delete: async (key: string) => entries.delete(key),
  };
  return { entries, open: async () => cache };
};

let storage: ReturnType<typeof fakeCaches>;
beforeEach(() => {
  storage = fakeCaches();
  vi.stubGlobal('caches', storage);
});
afterEach(() => vi.unstubAllGlobals());

describe('asset cache', () => {
  it('gives back what it kept, and only for the same contents', async () => {
    expect(await keepAsset(URL_OF, factsOf('one'), ['o', 'ne'])).toBe(true);
    expect(await (await keptAsset(URL_OF, factsOf('one')))?.text()).toBe('one');
    expect(await keptAsset(URL_OF, factsOf('two'))).toBeNull();
    expect(await keptAsset(OTHER, factsOf('one'))).toBeNull();
  });

  it('keeps no bytes but those the build wrote down', async () => {
    expect(await keepAsset(URL_OF, factsOf('one'), ['two'])).toBe(false);
    expect(await keepAsset(URL_OF, factsOf('one'), ['longer'])).toBe(false);
    expect(storage.entries.size).toBe(0);
  });

  it('lets go of other versions of the same file and of nothing else', async () => {
    await keepAsset(URL_OF, factsOf('old'), ['old']);
    await keepAsset(OTHER, factsOf('old'), ['old']);
    await keepAsset(URL_OF, factsOf('new'), ['new']);
    expect(await keptAsset(URL_OF, factsOf('old'))).toBeNull();
    expect(await keptAsset(OTHER, factsOf('old'))).not.toBeNull();
  });

  it.each([
    ['no Cache Storage', undefined],
    ['a browser that refuses it', { open: () => Promise.reject(new DOMException('no', 'SecurityError')) }],
  ])('%s: nothing is kept, nothing fails', async (_, caches) => {
    vi.stubGlobal('caches', caches);
    expect(await keepAsset(URL_OF, factsOf('one'), ['one'])).toBe(false);
    expect(await keptAsset(URL_OF, factsOf('one'))).toBeNull();
  });

  it('tells when all is put away', async () => {
    keepSoon(URL_OF, factsOf('one'), ['one']);
    keepSoon(OTHER, factsOf('two'), ['two']);
    await allKept();
    expect(storage.entries.size).toBe(2);
  });
});
