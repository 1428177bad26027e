import type { Backend, Look } from '@carmine/makeup';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { IN_FULL } from '../support/full.ts';
import { hasData } from '../support/paths.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import type { Parity } from './pages/makeup/parity.ts';
import type { MakeupPage } from './pages/makeup.page.ts';

declare global {
  interface Window {
    makeup: MakeupPage;
  }
}

let server: TestServer;
let browser: LaunchedBrowser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  const mount = await bundlePage(new URL('./pages/makeup.page.ts', import.meta.url).pathname, 'makeup');
  server = await startTestServer({ mounts: [mount] });
  browser = await launchTestBrowser();
  page = await browser.newPage();
  errors = watchErrors(page);
  await page.goto(`${server.origin}/makeup/`);
  await page.waitForFunction('window.makeup !== undefined');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const lips = (finish: string, color = '#9b1c31') => ({ product: 'lipstick', color, finish });
const skin = (finish: string, color: string, coverage: number) => ({
  product: 'foundation',
  color,
  finish,
  coverage,
});
const LOOKS: [name: string, tone: number, mouthOpen: number, layers: object[]][] = [
  ['satin', 3, 0, [lips('satin')]],
  ['gloss on an open mouth', 5, 0.4, [lips('gloss')]],
  ['sheer over matte', 9, 0, [lips('matte', '#7a1f3d'), lips('sheer', '#e2726e')]],
  ['dewy foundation', 2, 0, [skin('dewy', '#e0b48c', 0.6)]],
  [
    'even pearl, flakes and metal over each other',
    6,
    0.1,
    [
      { product: 'blush', color: '#c4574f', finish: 'satin' },
      { product: 'highlighter', color: '#f3d9b8' },
      { ...lips('shimmer'), second: { style: 'two-tone', color: '#d98a7a' } },
      { ...lips('metallic', '#8a3a2a'), coverage: 0.3 },
    ],
  ],
  ['full foundation and cream', 8, 0.2, [skin('matte', '#6b432b', 0.9), lips('cream')]],
];

const look = (layers: object[]): Look => ({ version: 1, layers }) as unknown as Look;
const BARE = look([]);
const FULL = look([skin('matte', '#6b432b', 0.9), lips('cream')]);

/** Light and deep skin, a beard; and one as a 4K picture, which takes software a third of a minute: on one backend in the usual run. */
const PHOTOS: [id: string, fit?: { width: number; height: number }][] = [
  ['005'],
  ['041'],
  ['071'],
  ['025', { width: 3840, height: 2160 }],
];

/** Drawn a pixel wide on a head of 450 px: what a rasteriser makes of a sixteenth of a pixel shows there. */
const THIN = ['eyeliner', 'mascara', 'lip-liner'];

/** Allowed is a mean of 0.3 dE00. */
const agrees = (parity: Parity): void => {
  expect(parity.worn).toBeGreaterThan(500);
  expect(parity.mean).toBeLessThan(0.2);
  expect(parity.p99).toBeLessThan(1);
  expect(parity.masks).toBeLessThan(0.01);
  expect(parity.spilled).toBe(0);
};

describe.each<Backend>(['webgpu', 'webgl2'])('%s', (backend) => {
  test('without a product the output is the input', async () => {
    expect(await page.evaluate((b) => window.makeup.identity(b), backend)).toBeLessThanOrEqual(1);
  });

  test.each(LOOKS)('draws %s as the reference does', async (_, tone, mouthOpen, layers) => {
    const parity = await page.evaluate(([b, t, l, m]) => window.makeup.head(b, t, l, m), [
      backend,
      tone,
      look(layers),
      mouthOpen,
    ] as const);
    agrees(parity);
  });

  test('all twelve products together', async () => {
    const parity = await page.evaluate(
      (b) => window.makeup.head(b, 4, window.makeup.LOOKS.TWELVE, 0.1),
      backend,
    );
    agrees(parity);
  });

  test('each of the twelve products alone', async () => {
    const parities = await page.evaluate((b) => window.makeup.alone(b), backend);
    expect(Object.keys(parities)).toHaveLength(12);
    for (const [product, { worn, mean }] of Object.entries(parities)) {
      expect(worn, product).toBeGreaterThan(100);
      expect(mean, product).toBeLessThan(THIN.includes(product) ? 0.5 : 0.2);
    }
  });

  test('something in front of half the face, a face fading in', async () => {
    agrees(await page.evaluate((b) => window.makeup.hidden(b, window.makeup.LOOKS.TWELVE), backend));
  });

  test('two faces', async () => {
    agrees(await page.evaluate(([b, l]) => window.makeup.two(b, l), [backend, FULL] as const));
  });

  test.skipIf(!hasData('faces')).each(PHOTOS)('photograph %s', async (id, large) => {
    const fit = IN_FULL || backend === 'webgpu' ? large : undefined;
    const url = `${server.origin}/data/faces/${id}.jpg`;
    const parity = await page.evaluate(([b, base, u, l, f]) => window.makeup.photo(b, base, u, l, f), [
      backend,
      server.assetBase,
      url,
      FULL,
      fit,
    ] as const);
    agrees(parity);
  });

  test('split: product up to a pixel column, bytes of the camera beyond', async () => {
    const sides = await page.evaluate(([b, look]) => window.makeup.split(b, look, 0.47), [
      backend,
      FULL,
    ] as const);
    for (const { worn, ...side } of sides) {
      expect(side).toEqual({ bare: 0, border: 169 });
      // The same film, drawn in two pieces: software drawing may round the last bit of a few pixels otherwise.
      expect(worn).toBeLessThanOrEqual(1);
    }
  });

  test.each([2, 3, 4])('%i looks side by side are each as drawn alone', async (count) => {
    const looks = [FULL, BARE, look([lips('matte', '#1c319b')]), look([skin('dewy', '#e0b48c', 0.6)])];
    const grid = await page.evaluate(([b, l]) => window.makeup.looks(b, l), [
      backend,
      looks.slice(0, count),
    ] as const);
    const { different, ...size } = grid;
    expect(size).toEqual({ columns: 2, rows: count > 2 ? 2 : 1 });
    expect(different).toHaveLength(count);
    // As above: a last bit of software drawing.
    expect(Math.max(...different)).toBeLessThanOrEqual(1);
  });

  test('a lost context is told, refused meanwhile and rebuilt with its looks', async () => {
    expect(await page.evaluate((b) => window.makeup.loss(b), backend)).toEqual([
      'lost',
      'gpu-lost',
      'restored',
      'drawn',
    ]);
  });

  test('a readback during which the context goes is refused as lost, not as given up', async () => {
    expect(await page.evaluate((b) => window.makeup.readLoss(b), backend)).toBe('gpu-lost');
  });

  test('wrong calls are typed errors', async () => {
    const codes = await page.evaluate((b) => window.makeup.faults(b), backend);
    expect(codes).toEqual(['invalid-argument', 'invalid-argument', 'look-invalid', 'closed', 'closed']);
  });
});

describe('render host', () => {
  test.each(['inline', 'worker'] as const)('%s: pixels and landmarks of one frame, always', async (kind) => {
    const result = await page.evaluate(([base, w]) => window.makeup.host(base, w), [
      server.assetBase,
      kind,
    ] as const);
    expect(result).toEqual({
      inline: kind === 'inline',
      ownPixels: true,
      wornOn2: true,
      staleSkipped: true,
      bare: true,
      after: 'closed',
      errors: [],
    });
  });

  test('nothing was logged as an error', () => {
    expect(errors).toEqual([]);
  });
});
