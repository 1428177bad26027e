import type { CarmineError } from '@carmine/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  assetRequest,
  folderUrl,
  MODEL_FILE,
  modelRequest,
  readAsset,
  scriptFault,
  WASM_FILE,
} from './assets.ts';

const BASE = new URL('https://shop.example/assets/');
const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const ZIP = Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0));

afterEach(() => vi.unstubAllGlobals());
const answer = (body: BodyInit | null, type: string, status = 200) =>
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers: { 'content-type': type } }));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (e: CarmineError) => e.code,
  );

describe('readAsset', () => {
  it.each([
    ['wasm with the wrong MIME type', WASM, 'text/plain', 200, WASM_FILE, 'ok'],
    ['index.html for wasm', '<!doctype html>', 'text/html; charset=utf-8', 200, WASM_FILE, 'asset-corrupt'],
    ['index.html without a type', '<!doctype html>', '', 200, WASM_FILE, 'asset-corrupt'],
    ['a missing wasm', 'no', 'text/plain', 404, WASM_FILE, 'asset-missing'],
    ['an empty answer', '', 'application/wasm', 200, WASM_FILE, 'asset-corrupt'],
    ['a zip', ZIP, 'application/zip', 200, MODEL_FILE, 'ok'],
    ['a zip after padding', Uint8Array.of(0, 0, ...ZIP), 'application/zip', 200, MODEL_FILE, 'ok'],
    ['half a zip', ZIP.slice(4), 'application/zip', 200, MODEL_FILE, 'asset-corrupt'],
    ['a server error', 'oops', 'text/plain', 500, MODEL_FILE, 'asset-missing'],
  ] as const)('%s', async (_, body, type, status, file, want) => {
    answer(body as BodyInit, type, status);
    expect(await codeOf(readAsset(assetRequest(BASE, file)))).toBe(want);
  });

  it('blames the model for a bad faceModelUrl, whatever is wrong', async () => {
    answer('no', 'text/plain', 404);
    expect(await codeOf(readAsset(modelRequest(new URL('https://x.example/m.task'))))).toBe('model-invalid');
  });

  it('counts every byte once', async () => {
    answer(WASM, 'application/wasm');
    let bytes = 0;
    const onBytes = (n: number) => {
      bytes += n;
    };
    const file = await readAsset({ ...assetRequest(BASE, WASM_FILE), onBytes });
    expect([file.length, bytes]).toEqual([8, 8]);
  });

  it('is `aborted` when the caller gave up, asset-missing when the network did', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed')));
    const request = assetRequest(BASE, WASM_FILE);
    expect(await codeOf(readAsset({ ...request, signal: AbortSignal.abort() }))).toBe('aborted');
    expect(await codeOf(readAsset(request))).toBe('asset-missing');
  });
});

it.each([
  ['text/html', 200, 'asset-corrupt'],
  ['text/plain', 404, 'asset-missing'],
  ['application/octet-stream', 200, 'asset-corrupt'],
  ['text/javascript', 200, null],
])('scriptFault of %s %i is %s', async (type, status, want) => {
  answer('x', type, status);
  expect((await scriptFault(new URL('workers/tracking.js', BASE), 'workers/tracking.js'))?.code ?? null).toBe(
    want,
  );
});

it.each([
  ['/assets', 'https://shop.example/p/', 'https://shop.example/assets/'],
  ['../a/', 'https://shop.example/p/q', 'https://shop.example/a/'],
  ['https://cdn.example/x', undefined, 'https://cdn.example/x/'],
])('folderUrl(%s) on %s', (base, page, want) => expect(folderUrl(base, page).href).toBe(want));

it('folderUrl refuses what is no URL', () => {
  expect(() => folderUrl('/assets', undefined)).toThrow('assetBase is no URL');
});
