import { afterEach, describe, expect, it, vi } from 'vitest';

const calls: { assetBase: string }[] = [];
let fault: Error | null = null;
vi.mock('@carmine/tracking', () => ({
  preloadTracker: async (options: { assetBase: URL }) => {
    calls.push({ assetBase: String(options.assetBase) });
    if (fault) throw fault;
  },
}));

const { preload } = await import('./preload.ts');
const { CarmineError } = await import('@carmine/errors');

const SCRIPTS: Record<string, string> = {
  'https://shop.example/c/workers/render.js':
    'import{a as b}from"./chunk-x-1.js";import "./chunk-y-2.js";b()',
  'https://shop.example/c/workers/mirror.js': 'import"./chunk-x-1.js";0',
  'https://shop.example/c/workers/chunk-x-1.js': 'export{a}from"./chunk-z-3.js"',
  'https://shop.example/c/workers/chunk-y-2.js': '1',
  'https://shop.example/c/workers/chunk-z-3.js': '2',
};

const serve = (files: Record<string, string>) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.href);
    return new Response(files[url.href] ?? '', { status: url.href in files ? 200 : 404 });
  });
  return asked;
};

afterEach(() => {
  vi.unstubAllGlobals();
  calls.length = 0;
  fault = null;
});

describe('preload', () => {
  it('loads the tracker, the renderer and all that the renderer imports', async () => {
    const asked = serve(SCRIPTS);
    await preload({ assetBase: 'https://shop.example/c' });
    expect(calls).toEqual([{ assetBase: 'https://shop.example/c/' }]);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(SCRIPTS).sort());
  });

  it('a script that is not there is no fault of preloading', async () => {
    serve({});
    await expect(preload({ assetBase: 'https://shop.example/c/' })).resolves.toBeUndefined();
  });

  it('a missing file is told with its code', async () => {
    serve(SCRIPTS);
    fault = new CarmineError('asset-missing');
    await expect(preload({ assetBase: 'https://shop.example/c/' })).rejects.toMatchObject({
      code: 'asset-missing',
    });
  });
});
