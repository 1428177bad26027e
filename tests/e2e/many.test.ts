import { expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser } from '../support/browser.ts';
import { IN_FULL } from '../support/full.ts';
import { WASM } from '../support/server.ts';
import { photo, RED, reached } from '../support/session-site.ts';
import { useSessionSite } from '../support/use-session-site.ts';

const site = useSessionSite();

/** ms a busy machine may take to start or end a worker. */
const SLOW = 60_000;
/** Where the lips of head.png are, shares of its size. */
const LIPS = [0.46, 0.66, 0.08, 0.02] as const;
/** Every product, each in place. */
const TWELVE = {
  version: 1,
  layers: [
    { product: 'foundation', color: '#c99a7c', finish: 'natural', intensity: 0.6 },
    { product: 'concealer', color: '#d8ac8e' },
    { product: 'contour', color: '#8a5a44', intensity: 0.6 },
    { product: 'bronzer', color: '#a86a48', intensity: 0.5 },
    { product: 'blush', color: '#c4566a', intensity: 0.8 },
    { product: 'highlighter', color: '#f3dcc8', intensity: 0.7 },
    { product: 'eyeshadow', zones: [{ zone: 'lid', color: '#6a4a5a', finish: 'satin' }] },
    { product: 'brow', color: '#4a342a' },
    { product: 'eyeliner', color: '#1a1414' },
    { product: 'mascara', color: '#141010' },
    { product: 'lip-liner', color: '#7a2034' },
    { product: 'lipstick', color: '#8a0f2a', finish: 'satin' },
  ],
} as const;

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((v, i) => v - b[i]!));

test('two mirrors share the engine: each file is asked for once, though both start at the same moment', async () => {
  const page = await site.open();
  const from = site.server.log.length;
  const go = site.server.hold(WASM);
  const shown = page.evaluate(async () => {
    const { make, held, picture } = window.shop;
    await Promise.all([make(), make()]);
    const file = await picture('/pictures/head.png');
    await Promise.all(held.map(({ tryOn }) => tryOn.usePhoto(file)));
    return held.map(({ tryOn }) => tryOn.state.face);
  });
  const trackers = () => page.workers().filter((w) => w.url().includes('tracking')).length;
  await expect.poll(trackers, { timeout: SLOW }).toBe(2);
  go();
  expect(await shown).toEqual(['found', 'found']);
  const asked = site.server.log.slice(from).map(({ path }) => path);
  for (const file of [WASM, '/assets/models/face_landmarker.task', '/assets/models/visibility.bin'])
    expect(asked.filter((path) => path === file)).toEqual([file]);
  // Each has its own look, renderer and tracker; one that is closed takes nothing from the other.
  const after = await page.evaluate(async (look) => {
    const [a, b] = window.shop.held;
    a!.tryOn.close();
    await b!.tryOn.setLook(look);
    return [b!.tryOn.state.phase, b!.tryOn.state.face, b!.tryOn.state.look.layers.length];
  }, RED);
  expect(after).toEqual(['still', 'found', 1]);
});

test('four faces in one picture are made up, each on its own lips', async () => {
  const page = await site.open();
  const told = await page.evaluate(
    async ([look, [x, y, w, h]]) => {
      const { make, held, picture, mean } = window.shop;
      await make({ numFaces: 4 });
      const { tryOn } = held[0]!;
      const head = await createImageBitmap(await picture('/pictures/head.png'));
      const sheet = new OffscreenCanvas(head.width * 2, head.height * 2);
      const context = sheet.getContext('2d')!;
      for (let i = 0; i < 4; i++) context.drawImage(head, (i % 2) * head.width, (i >> 1) * head.height);
      await tryOn.usePhoto(await sheet.convertToBlob());
      const bare = await tryOn.snapshot();
      await tryOn.setLook(look);
      const worn = await tryOn.snapshot();
      const boxes = [0, 1, 2, 3].map(
        (i) => [((i % 2) + x) / 2, ((i >> 1) + y) / 2, w / 2, h / 2] as [number, number, number, number],
      );
      return {
        faces: tryOn.state.faces,
        bare: await Promise.all(boxes.map((box) => mean(bare, box))),
        worn: await Promise.all(boxes.map((box) => mean(worn, box))),
      };
    },
    [RED, LIPS] as const,
  );
  expect(told.faces).toBe(4);
  for (const [i, bare] of told.bare.entries()) expect(distance(told.worn[i]!, bare)).toBeGreaterThan(25);
});

/** What is taken off again, one by one: each is a new look for the renderer. */
const TAKEN_OFF = TWELVE.layers
  .map(({ product }) => product)
  .filter((_, i) => (IN_FULL ? i > 0 : i % 4 === 3));

test('twelve layers are worn on a running mirror, changed and taken off one by one', async () => {
  const page = await site.open();
  const told = await page.evaluate(
    async ([look, takenOff]) => {
      const { make, held } = window.shop;
      await make();
      const { tryOn } = held[0]!;
      await tryOn.startCamera();
      await tryOn.setLook(look);
      const shown = tryOn.diagnostics().frames.shown;
      while (tryOn.diagnostics().frames.shown < shown + 3)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      const worn = tryOn.state.look.layers.length;
      for (const product of takenOff) await tryOn.clear(product);
      const left = tryOn.state.look.layers.map(({ product }) => product);
      const { error, phase } = tryOn.state;
      tryOn.stop();
      return { worn, left, error, phase };
    },
    [TWELVE, TAKEN_OFF] as const,
  );
  const left = TWELVE.layers.map(({ product }) => product).filter((product) => !TAKEN_OFF.includes(product));
  expect(told).toEqual({ worn: 12, left, error: null, phase: 'live' });
});

test('a 4K photograph is made up and given back in its own size, and lets go of its memory', async () => {
  // Eight million texels in software are slow, not hung: the browser's watchdog would end its drawing process.
  const patient = await launchTestBrowser({ flags: ['--disable-gpu-watchdog'] });
  try {
    await largePhotograph(patient);
  } finally {
    await patient.close();
  }
}, 480_000);

const largePhotograph = async (patient: LaunchedBrowser): Promise<void> => {
  const page = await site.open(patient);
  page.setDefaultTimeout(150_000);
  const told = await page.evaluate(async (look) => {
    const { make, held, picture, size } = window.shop;
    await make({ backend: 'webgl2' });
    const { tryOn } = held[0]!;
    const head = await createImageBitmap(await picture('/pictures/head.png'));
    const wide = new OffscreenCanvas(3840, 2160);
    const context = wide.getContext('2d')!;
    context.fillStyle = '#8d8d90';
    context.fillRect(0, 0, 3840, 2160);
    context.drawImage(head, 1056, 0, 1728, 2160);
    await tryOn.usePhoto(await wide.convertToBlob({ type: 'image/jpeg', quality: 0.9 }));
    await tryOn.setLook(look);
    const snapshot = await size(await tryOn.snapshot());
    const { width, height, face } = tryOn.state;
    return { snapshot, width, height, face };
  }, RED);
  expect(told).toEqual({ snapshot: [3840, 2160], width: 3840, height: 2160, face: 'found' });
  // The next picture takes the place of the large one, in the canvas too.
  expect(await photo(page, 0, 'head.png')).toBe('ok');
  await reached(page, 0, { width: 480, height: 600, face: 'found' });
  expect(await page.evaluate(() => document.querySelector('canvas')!.width)).toBe(480);
  await page.evaluate(() => window.shop.held[0]!.tryOn.close());
  await page.waitForFunction(() => window.shop.held[0]!.tryOn.diagnostics().openFrames === 0);
  await expect.poll(() => page.workers().length, { timeout: SLOW }).toBe(0);
};
