import { afterEach, expect, it, vi } from 'vitest';
import { fetchAssets, fetchMapAssets, WASM_FILE } from './assets.ts';
import type { LoadProgress } from './options.ts';

const BASE = new URL('https://shop.test/carmine/');
const SIZES: Readonly<Record<string, number>> = {
  'models/colournet.json': 20,
  'models/colournet.onnx': 700,
  'models/mapnet.json': 10,
  'models/mapnet.onnx': 100,
  [WASM_FILE]: 3000,
};

/** A server with the five files and their manifest; what was asked of it. */
const serve = (): string[] => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: URL) => {
    const file = url.href.slice(BASE.href.length);
    asked.push(file);
    if (file === 'manifest.json') {
      const files = Object.fromEntries(Object.entries(SIZES).map(([name, bytes]) => [name, { bytes }]));
      return Response.json({ files });
    }
    const bytes = new Uint8Array(SIZES[file] ?? 0);
    bytes.set([0, 0x61, 0x73, 0x6d]);
    return new Response(bytes, { status: file in SIZES ? 200 : 404 });
  });
  return asked;
};

afterEach(() => vi.unstubAllGlobals());

it.each([
  [false, ['models/colournet.json', 'models/colournet.onnx', WASM_FILE]],
  [true, Object.keys(SIZES)],
])(
  'with maps %s fetches what is needed and no more, and its progress ends at the whole',
  async (maps, want) => {
    const asked = serve();
    const seen: LoadProgress[] = [];
    const got = await fetchAssets(BASE, { maps, onProgress: (p) => seen.push(p) });
    expect(asked.filter((f) => f !== 'manifest.json').sort()).toEqual([...want].sort());
    expect(got.maps === null).toBe(!maps);
    const total = want.reduce((s, f) => s + SIZES[f]!, 0);
    expect(seen[0]!.total).toBe(total);
    expect(seen.at(-1)).toMatchObject({ loaded: total, total });
  },
);

it('the net of the maps comes alone when it is asked for later', async () => {
  const asked = serve();
  const { model } = await fetchMapAssets(BASE);
  expect(model).toHaveLength(100);
  expect(asked.sort()).toEqual(['models/mapnet.json', 'models/mapnet.onnx']);
});
