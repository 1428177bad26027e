import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/browser.ts';
import { ElementSite } from '../support/element-site.ts';
import { WASM } from '../support/server.ts';

let site: ElementSite;

beforeAll(async () => {
  site = await ElementSite.start();
});

afterAll(() => site?.close());

afterEach(() => site.tidy());

describe('when something goes wrong there are words and a way on', () => {
  test('camera refused: photo and model head are offered, and the head works', async () => {
    const refusing = await launchTestBrowser({ denyCamera: true });
    try {
      await site.open({ locale: 'en' }, refusing);
      await site.part('camera-button').click();
      await site.part('error').waitFor();
      expect(await site.part('error').textContent()).toContain('The camera was not allowed');
      const actions = site.page.locator('carmine-try-on carmine-error-panel button');
      expect(await actions.evaluateAll((all) => all.map((b) => (b as HTMLElement).dataset.action))).toEqual([
        'photo',
        'head',
        'retry',
      ]);
      await site.page.locator('carmine-try-on button[data-action=head]').click();
      await site.reached({ phase: 'live', source: 'head' });
      expect(await site.part('error').count()).toBe(0);
    } finally {
      await site.page.close();
      await refusing.close();
    }
  });

  test('a file that is no picture, then a wall, then a face', async () => {
    await site.open({ locale: 'zh-CN' });
    await site.choosePhoto('broken.jpg');
    await site.part('error').waitFor();
    expect(await site.part('error').textContent()).toContain('无法读取这个文件');
    await site.choosePhoto('wall.png');
    await site.reached({ phase: 'still', face: 'none' });
    await site.part('error').filter({ hasText: '没有找到面部' }).waitFor();
    await site.choosePhoto('head.png');
    await site.reached({ phase: 'still', face: 'found' });
    expect(await site.part('error').count()).toBe(0);
  });

  test('index.html in place of the wasm file: told in words, and "try again" works once it is mended', async () => {
    await site.open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    site.server.fault(WASM, 'index-html');
    await site.part('head-button').click();
    await site.part('error').waitFor();
    expect(await site.part('error').textContent()).toContain('asset-corrupt');
    site.server.mend();
    await site.page.locator('carmine-try-on button[data-action=retry]').click();
    await site.reached({ phase: 'live', face: 'found' });
  });

  test('cancel while loading goes back to the start', async () => {
    await site.open({ locale: 'en' });
    const release = site.server.hold('/assets/workers/render.js');
    await site.part('head-button').click();
    await site.part('loading').waitFor();
    await site.page.locator('carmine-try-on carmine-loading-panel button').click();
    await site.part('camera-button').waitFor();
    release();
    expect(await site.part('error').count()).toBe(0);
  });
});

test('bytes are shown while the model loads', async () => {
  await site.open({ locale: 'en' });
  const release = site.server.hold(WASM);
  await site.part('head-button').click();
  await site
    .part('guide')
    .filter({ hasText: /\d+\.\d of 1\d\.\d MB/ })
    .waitFor();
  release();
  await site.reached({ phase: 'live', face: 'found' });
  expect(await site.part('guide').count()).toBe(0);
});

test('leaving the page closes the camera; coming back starts anew; two mirrors do not disturb each other', async () => {
  await site.open({ locale: 'en' });
  await site.part('camera-button').click();
  await site.reached({ phase: 'live' });
  await site.page.evaluate(() => {
    const first = window.mirror.element();
    first.remove();
    document.body.append(first);
    window.mirror.add({ locale: 'zh-CN' });
  });
  expect(await site.page.evaluate(() => window.mirror.element().state?.phase)).toBe('live');
  await site.page.evaluate(() => window.mirror.element().remove());
  await site.page.waitForFunction(() => window.mirror.tracks.every((t) => t.readyState === 'ended'));
  expect(await site.part('camera-button').textContent()).toContain('打开摄像头');
  expect(await site.page.evaluate(() => window.mirror.element().state)).toBeNull();
});

describe('languages', () => {
  test.each([
    ['zh-CN', '打开摄像头', '画面只留在这台设备上'],
    ['zh-TW', '開啟相機', '影像只會留在這台裝置'],
    ['en', 'Open the camera', 'Your picture stays on this device'],
  ])('%s', async (locale, camera, notice) => {
    await site.open({ locale });
    expect(await site.part('camera-button').textContent()).toContain(camera);
    expect(await site.part('notice').textContent()).toContain(notice);
  });

  test('switches while running and follows the page where no locale is set', async () => {
    await site.open();
    expect(await site.part('camera-button').textContent()).toContain('Open');
    await site.page.evaluate(() => window.mirror.element().setAttribute('locale', 'zh-TW'));
    await site.part('camera-button').filter({ hasText: '開啟相機' }).waitFor();
    await site.page.evaluate(() => {
      document.documentElement.lang = 'zh-CN';
      window.mirror.element().removeAttribute('locale');
    });
    await site.part('camera-button').filter({ hasText: '打开摄像头' }).waitFor();
  });
});
