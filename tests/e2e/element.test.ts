import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CSP } from '../../demo/storefront/vite.config.ts';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { writeHeadClip } from '../support/head-clip.ts';
import { headPng, whitePng } from '../support/pictures.ts';
import { startTestServer, type TestServer, watchThirdParty } from '../support/server.ts';
import type {} from './pages/element.page.ts';

const files = mkdtempSync(join(tmpdir(), 'carmine-element-'));
const WASM = '/assets/wasm/vision_wasm_module_internal.wasm';

let server: TestServer;
let browser: LaunchedBrowser;
let page: Page;
let errors: string[];
let strangers: readonly string[];

beforeAll(async () => {
  const clip = writeHeadClip(join(files, 'camera.y4m'), {
    frames: 12,
    at: (i) => ({ width: 640, height: 480, tone: 5, pose: { yaw: 5 * Math.sin((i / 12) * 2 * Math.PI) } }),
  });
  writeFileSync(join(files, 'head.png'), headPng({ width: 600, height: 760, tone: 4 }));
  writeFileSync(join(files, 'wall.png'), whitePng(400, 300));
  writeFileSync(join(files, 'broken.jpg'), 'this is no picture');
  const mount = await bundlePage(new URL('./pages/element.page.ts', import.meta.url).pathname, 'element');
  server = await startTestServer({ mounts: [mount], csp: CSP });
  browser = await launchTestBrowser({ fakeCamera: clip });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

afterEach(async () => {
  server.mend();
  await page?.close();
});

const open = async (attributes: Record<string, string> = {}, from = browser): Promise<Page> => {
  page = await from.newPage();
  page.setDefaultTimeout(150_000);
  errors = watchErrors(page);
  strangers = watchThirdParty(page, server.origin);
  await page.goto(`${server.origin}/element/`);
  await page.waitForFunction('window.mirror !== undefined');
  await page.evaluate((a) => void window.mirror.add(a), { backend: 'webgl2', ...attributes });
  return page;
};

const part = (name: string) => page.locator(`carmine-try-on [part~="${name}"]`);
const shade = (sku: string) => page.locator(`carmine-try-on [data-sku="${sku}"]`);

/** Waits until the session's state has these values. */
const reached = (want: Record<string, unknown>) =>
  page.waitForFunction((values) => {
    const state = window.mirror.element().state as Record<string, unknown> | null;
    return state !== null && Object.entries(values).every(([k, v]) => state[k] === v);
  }, want);

const names = () => page.evaluate(() => window.mirror.called.map((e) => e.type));

const choosePhoto = (name: string) =>
  page.locator('carmine-try-on input[data-kind=photo]').setInputFiles(join(files, name));

describe('from press to callback', () => {
  test('the camera is asked for by the press only, the shade reaches host and page, stop closes the camera', async () => {
    await open({ locale: 'en' });
    await part('camera-button').waitFor();
    expect(await page.evaluate(() => window.mirror.asked())).toBe(0);

    await part('camera-button').click();
    await reached({ phase: 'live', face: 'found', source: 'camera' });
    expect(await page.evaluate(() => window.mirror.asked())).toBe(1);

    await page.locator('carmine-try-on [part~="tab"][data-value="lips"]').click();
    await shade('CL-14').click();
    await page.waitForFunction(() =>
      window.mirror.called.some((e) => e.type === 'com.carmine.shade.applied.v1'),
    );
    const applied = await page.evaluate(() => {
      const { called, heard } = window.mirror;
      const event = called.find((e) => e.type === 'com.carmine.shade.applied.v1')!;
      return { event, same: heard.includes(event), frozen: Object.isFrozen(event) };
    });
    expect(applied.event).toMatchObject({ specversion: '1.0', data: { sku: 'CL-14', product: 'lipstick' } });
    expect(applied).toMatchObject({ same: true, frozen: true });
    expect(await page.evaluate(() => window.mirror.element().sku)).toBe('CL-14');

    await part('stop-button').click();
    expect(await page.evaluate(() => window.mirror.tracks.map((t) => t.readyState))).toEqual(['ended']);
    await part('camera-button').waitFor();
    expect(await names()).toContain('com.carmine.session.ended.v1');
    expect(await page.evaluate(() => window.mirror.violations)).toEqual([]);
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('reading the colour gives a report, three shades with reasons, and a shade that can be put on', async () => {
    await open({ locale: 'zh-CN' });
    await choosePhoto('head.png');
    await reached({ phase: 'still', face: 'found' });
    await part('analyze-button').click();
    await reached({ analysis: 'done' });
    const types = await names();
    expect(types).toContain('com.carmine.skin.scored.v1');
    expect(types).toContain('com.carmine.shade.matched.v1');
    await page.getByText('Lab（D65）').waitFor();
    await part('monk').waitFor();
    const cards = part('match');
    expect(await cards.count()).toBeGreaterThanOrEqual(2);
    expect(await cards.first().textContent()).toContain('最接近');
    const sku = await cards.first().getAttribute('data-sku');
    await part('try-button').first().click();
    await page.waitForFunction(
      (s) => window.mirror.called.some((e) => e.type.includes('shade.applied') && e.subject === s),
      sku,
    );
    expect(await page.evaluate(() => window.mirror.violations)).toEqual([]);
    expect(strangers).toEqual([]);
  });
});

describe('keyboard', () => {
  test('a guided reading: the instruction is a live region, Escape gives it up and the focus goes back', async () => {
    await open({ locale: 'en' });
    await part('camera-button').click();
    await reached({ phase: 'live', face: 'found' });
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['started', 'ended'] as const)
        document.addEventListener(`carmine-capture-${name}`, (e) => heard.push(e.type));
    });
    await part('analyze-button').focus();
    await page.keyboard.press('Enter');
    const words = part('instruction');
    await words.waitFor();
    expect([await words.getAttribute('role'), await words.getAttribute('aria-live')]).toEqual([
      'status',
      'polite',
    ]);
    await page.waitForFunction(
      () => window.mirror.element().shadowRoot?.activeElement?.localName === 'carmine-capture',
    );
    // No device of a test has a voice of its own: the button says so.
    expect(await part('voice-button').getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Escape');
    await reached({ capture: null, phase: 'live' });
    await page.waitForFunction(
      () => window.mirror.element().shadowRoot?.activeElement?.localName === 'carmine-toolbar',
    );
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
    expect(heard).toEqual(['carmine-capture-started', 'carmine-capture-ended']);
    expect(errors).toEqual([]);
  });

  test('the model head, a shade, compare and taking off work without a pointer', async () => {
    await open({ locale: 'en', products: 'lipstick', sku: 'CL-01' });
    await part('head-button').focus();
    await page.keyboard.press('Enter');
    await reached({ phase: 'live', source: 'head' });
    await shade('CL-01').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => window.mirror.element().sku === 'CL-02');
    expect(await shade('CL-02').getAttribute('aria-checked')).toBe('true');
    expect(await shade('CL-02').evaluate((e) => e.matches(':focus'))).toBe(true);

    await part('compare-button').focus();
    await page.keyboard.down(' ');
    await reached({ compare: true });
    await page.keyboard.up(' ');
    await reached({ compare: false });

    await part('clear-button').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.mirror.element().state?.look.layers.length === 0);
    expect(await page.evaluate(() => window.mirror.element().sku)).toBe('');
  });

  test('compare held with the pointer is let go when the pointer leaves', async () => {
    await open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    await part('head-button').click();
    await reached({ phase: 'live' });
    await part('compare-button').hover();
    await page.mouse.down();
    await reached({ compare: true });
    await page.mouse.move(5, 5);
    await page.mouse.up();
    await reached({ compare: false });
  });
});

describe('comparing and keeping', () => {
  const savedLooks = () => page.locator('carmine-try-on carmine-saved-looks');
  const open4 = async (): Promise<void> => {
    await open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    await choosePhoto('head.png');
    await reached({ phase: 'still', face: 'found' });
  };

  test('the slider of before and after moves by keys and by pointer, and moves nothing else', async () => {
    await open4();
    const place = () => part('toolbar').evaluate((e) => JSON.stringify(e.getBoundingClientRect()));
    const before = await place();
    await part('split-button').click();
    await reached({ split: 0.5 });
    expect(await place()).toBe(before);
    const handle = part('split-handle');
    expect(await handle.getAttribute('aria-valuetext')).toBe('Before 50 %, after 50 %');
    await handle.focus();
    for (const [key, text] of [
      ['ArrowRight', 'Before 52 %, after 48 %'],
      ['PageDown', 'Before 42 %, after 58 %'],
      ['End', 'Before 100 %, after 0 %'],
      ['Home', 'Before 0 %, after 100 %'],
    ] as const) {
      await page.keyboard.press(key);
      await page.locator(`carmine-try-on [aria-valuetext="${text}"]`).waitFor();
    }
    const box = (await part('stage').boundingBox())!;
    const grip = (await handle.boundingBox())!;
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, grip.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => Math.abs(window.mirror.element().state!.split! - 0.5) < 0.05);
    await part('split-button').click();
    await reached({ split: null });
    expect(await page.evaluate(() => window.mirror.violations)).toEqual([]);
  });

  test('save, show side by side, wear by a press, rename, delete', async () => {
    await open4();
    await savedLooks().locator('summary').click();
    await savedLooks().locator('input').first().fill('Evening');
    await part('look-save-button').click();
    await part('look').filter({ hasText: 'Evening' }).waitFor();
    const red = await page.evaluate(() => JSON.stringify(window.mirror.element().state!.look));
    await shade('CL-03').click();
    await page.waitForFunction((look) => JSON.stringify(window.mirror.element().state!.look) !== look, red);

    await part('tiles-button').click();
    await page.waitForFunction(() => window.mirror.element().state!.looks.length === 2);
    const tiles = part('tile');
    expect(await tiles.allTextContents()).toEqual([
      expect.stringContaining('Wearing now'),
      expect.stringContaining('Evening'),
    ]);
    await tiles.nth(1).click();
    await page.waitForFunction((look) => JSON.stringify(window.mirror.element().state!.look) === look, red);
    expect(await page.evaluate(() => window.mirror.element().sku)).toBe('CL-12');
    expect(await tiles.count()).toBe(0);

    await savedLooks().locator('[data-tool=pen]').click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Night');
    await page.keyboard.press('Enter');
    await part('look').filter({ hasText: 'Night' }).waitFor();
    await part('look-delete').click();
    expect(await part('look').count()).toBe(1);
    await part('look-delete').click();
    await savedLooks().getByText('No look saved yet.').waitFor();
    const types = await names();
    expect(types).toContain('com.carmine.look.saved.v1');
    expect(types).toContain('com.carmine.look.compared.v1');
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  });

  test.each([
    ['broken.json', '{', 'This look cannot be shown'],
    ['newer.json', '{"format":"carmine-look","version":9}', 'This look comes from a newer mirror'],
  ])('a look file that cannot be read is told in words: %s', async (name, text, words) => {
    await open4();
    writeFileSync(join(files, name), text);
    await savedLooks().locator('summary').click();
    await savedLooks().locator('input[type=file]').setInputFiles(join(files, name));
    await part('error').waitFor();
    expect(await part('error').textContent()).toContain(words);
  });

  test('a recording shows its time, is offered as a file, and is thrown away by choice', async () => {
    await open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    await part('head-button').click();
    await reached({ phase: 'live', face: 'found' });
    await part('record-button').click();
    await part('badge')
      .filter({ hasText: /0:[0-5][1-9] \/ 1:00/ })
      .waitFor();
    await part('record-button').click();
    await part('clip')
      .filter({ hasText: /Video ready, 0:\d\d/ })
      .waitFor();
    const download = page.waitForEvent('download');
    await part('clip-save-button').click();
    expect((await download).suggestedFilename()).toMatch(/^carmine-.*\.(mp4|webm)$/);
    await part('clip').waitFor({ state: 'detached' });
    await part('record-button').click();
    await part('badge').filter({ hasText: '/ 1:00' }).waitFor();
    await part('stop-button').click();
    await part('camera-button').waitFor();
    expect(await page.evaluate(() => window.mirror.violations)).toEqual([]);
  });
});

describe('languages', () => {
  test.each([
    ['zh-CN', '打开摄像头', '画面只留在这台设备上'],
    ['zh-TW', '開啟相機', '影像只會留在這台裝置'],
    ['en', 'Open the camera', 'Your picture stays on this device'],
  ])('%s', async (locale, camera, notice) => {
    await open({ locale });
    expect(await part('camera-button').textContent()).toContain(camera);
    expect(await part('notice').textContent()).toContain(notice);
  });

  test('switches while running and follows the page where no locale is set', async () => {
    await open();
    expect(await part('camera-button').textContent()).toContain('Open');
    await page.evaluate(() => window.mirror.element().setAttribute('locale', 'zh-TW'));
    await part('camera-button').filter({ hasText: '開啟相機' }).waitFor();
    await page.evaluate(() => {
      document.documentElement.lang = 'zh-CN';
      window.mirror.element().removeAttribute('locale');
    });
    await part('camera-button').filter({ hasText: '打开摄像头' }).waitFor();
  });
});

describe('when something goes wrong there are words and a way on', () => {
  test('camera refused: photo and model head are offered, and the head works', async () => {
    const refusing = await launchTestBrowser({ denyCamera: true });
    try {
      await open({ locale: 'en' }, refusing);
      await part('camera-button').click();
      await part('error').waitFor();
      expect(await part('error').textContent()).toContain('The camera was not allowed');
      const actions = page.locator('carmine-try-on carmine-error-panel button');
      expect(await actions.evaluateAll((all) => all.map((b) => (b as HTMLElement).dataset.action))).toEqual([
        'photo',
        'head',
        'retry',
      ]);
      await page.locator('carmine-try-on button[data-action=head]').click();
      await reached({ phase: 'live', source: 'head' });
      expect(await part('error').count()).toBe(0);
    } finally {
      await page.close();
      await refusing.close();
    }
  });

  test('a file that is no picture, then a wall, then a face', async () => {
    await open({ locale: 'zh-CN' });
    await choosePhoto('broken.jpg');
    await part('error').waitFor();
    expect(await part('error').textContent()).toContain('无法读取这个文件');
    await choosePhoto('wall.png');
    await reached({ phase: 'still', face: 'none' });
    await part('error').filter({ hasText: '没有找到面部' }).waitFor();
    await choosePhoto('head.png');
    await reached({ phase: 'still', face: 'found' });
    expect(await part('error').count()).toBe(0);
  });

  test('index.html in place of the wasm file: told in words, and "try again" works once it is mended', async () => {
    await open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    server.fault(WASM, 'index-html');
    await part('head-button').click();
    await part('error').waitFor();
    expect(await part('error').textContent()).toContain('asset-corrupt');
    server.mend();
    await page.locator('carmine-try-on button[data-action=retry]').click();
    await reached({ phase: 'live', face: 'found' });
  });

  test('cancel while loading goes back to the start', async () => {
    await open({ locale: 'en' });
    const release = server.hold('/assets/workers/render.js');
    await part('head-button').click();
    await part('loading').waitFor();
    await page.locator('carmine-try-on carmine-loading-panel button').click();
    await part('camera-button').waitFor();
    release();
    expect(await part('error').count()).toBe(0);
  });
});

test('bytes are shown while the model loads', async () => {
  await open({ locale: 'en' });
  const release = server.hold(WASM);
  await part('head-button').click();
  await part('guide')
    .filter({ hasText: /\d+\.\d of 1\d\.\d MB/ })
    .waitFor();
  release();
  await reached({ phase: 'live', face: 'found' });
  expect(await part('guide').count()).toBe(0);
});

test('leaving the page closes the camera; coming back starts anew; two mirrors do not disturb each other', async () => {
  await open({ locale: 'en' });
  await part('camera-button').click();
  await reached({ phase: 'live' });
  await page.evaluate(() => {
    const first = window.mirror.element();
    first.remove();
    document.body.append(first);
    window.mirror.add({ locale: 'zh-CN' });
  });
  expect(await page.evaluate(() => window.mirror.element().state?.phase)).toBe('live');
  await page.evaluate(() => window.mirror.element().remove());
  await page.waitForFunction(() => window.mirror.tracks.every((t) => t.readyState === 'ended'));
  expect(await part('camera-button').textContent()).toContain('打开摄像头');
  expect(await page.evaluate(() => window.mirror.element().state)).toBeNull();
});

describe('layout', () => {
  test.each([340, 390, 760, 1200])(
    'nothing sticks out at %s px and targets are large enough',
    async (width) => {
      await open({ locale: 'en', sku: 'CL-12' });
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(() => document.body.style.setProperty('margin', '0'));
      await part('head-button').click();
      await reached({ phase: 'live' });
      await part('toolbar').waitFor();
      const found = await page.evaluate(() => {
        const small: string[] = [];
        const walk = (root: ParentNode): void => {
          for (const e of root.querySelectorAll<HTMLElement>('*')) {
            if (e.shadowRoot) walk(e.shadowRoot);
            if (!e.matches('button, select') || e.offsetParent === null) continue;
            const { width: w, height: h } = e.getBoundingClientRect();
            if (w < 24 || h < 24) small.push(`${e.getAttribute('part')} ${w} x ${h}`);
          }
        };
        walk(document);
        return { small, over: document.documentElement.scrollWidth - document.documentElement.clientWidth };
      });
      expect(found).toEqual({ small: [], over: 0 });
    },
  );
});
