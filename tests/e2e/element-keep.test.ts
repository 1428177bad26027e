import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ElementSite } from '../support/element-site.ts';

let site: ElementSite;

beforeAll(async () => {
  site = await ElementSite.start();
});

afterAll(() => site?.close());

afterEach(() => site.tidy());

describe('comparing and keeping', () => {
  const savedLooks = () => site.page.locator('carmine-try-on carmine-saved-looks');
  const open4 = async (): Promise<void> => {
    await site.open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    await site.choosePhoto('head.png');
    await site.reached({ phase: 'still', face: 'found' });
  };

  test('the slider of before and after moves by keys and by pointer, and moves nothing else', async () => {
    await open4();
    const place = () => site.part('toolbar').evaluate((e) => JSON.stringify(e.getBoundingClientRect()));
    const before = await place();
    await site.part('split-button').click();
    await site.reached({ split: 0.5 });
    expect(await place()).toBe(before);
    const handle = site.part('split-handle');
    expect(await handle.getAttribute('aria-valuetext')).toBe('Before 50 %, after 50 %');
    await handle.focus();
    for (const [key, text] of [
      ['ArrowRight', 'Before 52 %, after 48 %'],
      ['PageDown', 'Before 42 %, after 58 %'],
      ['End', 'Before 100 %, after 0 %'],
      ['Home', 'Before 0 %, after 100 %'],
    ] as const) {
      await site.page.keyboard.press(key);
      await site.page.locator(`carmine-try-on [aria-valuetext="${text}"]`).waitFor();
    }
    const box = (await site.part('stage').boundingBox())!;
    const grip = (await handle.boundingBox())!;
    await site.page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await site.page.mouse.down();
    await site.page.mouse.move(box.x + box.width / 2, grip.y + 40, { steps: 4 });
    await site.page.mouse.up();
    await site.page.waitForFunction(() => Math.abs(window.mirror.element().state!.split! - 0.5) < 0.05);
    await site.part('split-button').click();
    await site.reached({ split: null });
    expect(await site.page.evaluate(() => window.mirror.violations)).toEqual([]);
  });

  test('save, show side by side, wear by a press, rename, delete', async () => {
    await open4();
    await savedLooks().locator('summary').click();
    await savedLooks().locator('input').first().fill('Evening');
    await site.part('look-save-button').click();
    await site.part('look').filter({ hasText: 'Evening' }).waitFor();
    const red = await site.page.evaluate(() => JSON.stringify(window.mirror.element().state!.look));
    await site.shade('CL-03').click();
    await site.page.waitForFunction(
      (look) => JSON.stringify(window.mirror.element().state!.look) !== look,
      red,
    );

    await site.part('tiles-button').click();
    await site.page.waitForFunction(() => window.mirror.element().state!.looks.length === 2);
    const tiles = site.part('tile');
    // The page draws what the state says a moment later.
    await tiles.nth(1).waitFor();
    expect(await tiles.allTextContents()).toEqual([
      expect.stringContaining('Wearing now'),
      expect.stringContaining('Evening'),
    ]);
    await tiles.nth(1).click();
    await site.page.waitForFunction(
      (look) => JSON.stringify(window.mirror.element().state!.look) === look,
      red,
    );
    expect(await site.page.evaluate(() => window.mirror.element().sku)).toBe('CL-12');
    await tiles.first().waitFor({ state: 'detached' });

    await savedLooks().locator('[data-tool=pen]').click();
    await site.page.keyboard.press('ControlOrMeta+a');
    await site.page.keyboard.type('Night');
    await site.page.keyboard.press('Enter');
    await site.part('look').filter({ hasText: 'Night' }).waitFor();
    await site.part('look-delete').click();
    expect(await site.part('look').count()).toBe(1);
    await site.part('look-delete').click();
    await savedLooks().getByText('No look saved yet.').waitFor();
    const types = await site.names();
    expect(types).toContain('com.carmine.look.saved.v1');
    expect(types).toContain('com.carmine.look.compared.v1');
    expect(site.strangers).toEqual([]);
    expect(site.errors).toEqual([]);
  });

  test.each([
    ['broken.json', '{', 'This look cannot be shown'],
    ['newer.json', '{"format":"carmine-look","version":9}', 'This look comes from a newer mirror'],
  ])('a look file that cannot be read is told in words: %s', async (name, text, words) => {
    await open4();
    writeFileSync(join(site.files, name), text);
    await savedLooks().locator('summary').click();
    await savedLooks().locator('input[type=file]').setInputFiles(join(site.files, name));
    await site.part('error').waitFor();
    expect(await site.part('error').textContent()).toContain(words);
  });

  test('a recording shows its time, is offered as a file, and is thrown away by choice', async () => {
    await site.open({ locale: 'en', products: 'lipstick', sku: 'CL-12' });
    await site.part('head-button').click();
    await site.reached({ phase: 'live', face: 'found' });
    await site.part('record-button').click();
    await site
      .part('badge')
      .filter({ hasText: /0:[0-5][1-9] \/ 1:00/ })
      .waitFor();
    await site.part('record-button').click();
    await site
      .part('clip')
      .filter({ hasText: /Video ready, 0:\d\d/ })
      .waitFor();
    const download = site.page.waitForEvent('download');
    await site.part('clip-save-button').click();
    expect((await download).suggestedFilename()).toMatch(/^carmine-.*\.(mp4|webm)$/);
    await site.part('clip').waitFor({ state: 'detached' });
    await site.part('record-button').click();
    await site.part('badge').filter({ hasText: '/ 1:00' }).waitFor();
    await site.part('stop-button').click();
    await site.part('camera-button').waitFor();
    expect(await site.page.evaluate(() => window.mirror.violations)).toEqual([]);
  });
});
