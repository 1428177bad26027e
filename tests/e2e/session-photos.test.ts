import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withOrientation } from '../support/pictures.ts';
import { WASM } from '../support/server.ts';
import { photo, RED, reached, summary } from '../support/session-site.ts';
import { useSessionSite } from '../support/use-session-site.ts';

const site = useSessionSite();

describe('photographs', () => {
  test('is made up at its own size, bare for compare, and anew for another look without tracking again', async () => {
    const page = await site.open();
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', face: 'found', width: 480, height: 600 });
    const lips = await page.evaluate(async (look) => {
      const { held, mean, size } = window.shop;
      const { tryOn } = held[0]!;
      const box: [number, number, number, number] = [0.46, 0.66, 0.08, 0.02];
      const bare = await tryOn.snapshot();
      await tryOn.setLook(look);
      const worn = await tryOn.snapshot();
      tryOn.compare(true);
      const compared = await tryOn.snapshot();
      tryOn.compare(false);
      await tryOn.clear();
      const cleared = await tryOn.snapshot();
      return {
        bare: await mean(bare, box),
        worn: await mean(worn, box),
        compared: await mean(compared, box),
        cleared: await mean(cleared, box),
        size: await size(worn),
      };
    }, RED);
    expect(lips.size).toEqual([480, 600]);
    const distance = (a: number[], b: number[]) => Math.hypot(...a.map((v, i) => v - b[i]!));
    expect(distance(lips.worn, lips.bare)).toBeGreaterThan(30);
    expect(distance(lips.compared, lips.bare)).toBeLessThan(1);
    expect(distance(lips.cleared, lips.bare)).toBeLessThan(1);
  });

  test.each([
    ['broken.jpg', 'image-unreadable', /broken|decoded/],
    ['one.png', 'image-too-small', /1 x 1 px/],
    ['huge.png', 'image-too-large', /12000 x 9000 px/],
  ])('%s: %s, and the picture before it stays', async (file, code, words) => {
    const page = await site.open();
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, file)).toMatchObject({ code, message: expect.stringMatching(words) });
    expect(await summary(page)).toMatchObject({ phase: 'error', error: code, source: 'none' });
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await photo(page, 0, file)).toMatchObject({ code });
    expect(await summary(page)).toMatchObject({
      phase: 'still',
      face: 'found',
      error: code,
      source: 'photo',
    });
    await page.evaluate((look) => window.shop.held[0]!.tryOn.setLook(look), RED);
    const told = await page.evaluate(() =>
      window.shop.held[0]!.events.filter((e) => e.type === 'com.carmine.sdk.error.v1').map((e) => e.data),
    );
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ code });
  });

  test('an analysis asked for while the tracker still looks waits for it', async () => {
    const page = await site.open();
    await page.evaluate(() => window.shop.make());
    const go = site.server.hold(WASM);
    const shown = photo(page, 0, 'head.png');
    await reached(page, 0, { phase: 'still', face: 'searching' });
    const analysis = page.evaluate(() => window.shop.settle(window.shop.held[0]!.tryOn.analyze()));
    await reached(page, 0, { analysis: 'running' });
    go();
    expect([await shown, await analysis]).toEqual(['ok', 'ok']);
    expect(await summary(page)).toMatchObject({ face: 'found', error: null });
  });

  test('two faces: one is made up, and the reading says that another stands beside it', async () => {
    const page = await site.open();
    const told = await page.evaluate(async () => {
      const { held, make, picture } = window.shop;
      await make();
      const { tryOn } = held[0]!;
      const one = await createImageBitmap(await picture('/pictures/head.png'));
      const canvas = new OffscreenCanvas(960, 600);
      const context = canvas.getContext('2d')!;
      // The one on the left is four fifths as large: the other is read.
      context.drawImage(one, 48, 60, 384, 480);
      context.drawImage(one, 480, 0);
      await tryOn.usePhoto(await createImageBitmap(canvas));
      const { faces } = tryOn.state;
      const gateOf = (report: { gates: readonly { id: string }[] }) =>
        report.gates.find(({ id }) => id === 'faces');
      const beside = gateOf(await tryOn.analyze());
      await tryOn.usePhoto(one);
      return { faces, beside, alone: gateOf(await tryOn.analyze()) };
    });
    expect(told).toMatchObject({
      faces: 1,
      beside: { level: 'warn', value: 2, hint: 'one-face' },
      alone: { level: 'pass', value: 1 },
    });
  });

  test('without a face: shown bare, a reason, no failure', async () => {
    const page = await site.open();
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, 'wall.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', face: 'none', error: 'no-face', width: 400 });
    const codes = await page.evaluate(async () => {
      const { tryOn } = window.shop.held[0]!;
      const analysis = await tryOn.analyze().then(String, (e) => e.code);
      return [analysis, tryOn.state.analysis, (await tryOn.snapshot()).type];
    });
    expect(codes).toEqual(['no-face', 'failed', 'image/png']);
  });

  test('turned by EXIF: shown upright', async () => {
    const page = await site.open();
    await page.evaluate(() => window.shop.make());
    const lying = await page.evaluate(async () => {
      const bitmap = await createImageBitmap(await window.shop.picture('/pictures/head.png'));
      const canvas = new OffscreenCanvas(bitmap.height, bitmap.width);
      const context = canvas.getContext('2d')!;
      // Orientation 6: turned 90 degrees clockwise it stands upright.
      context.rotate(-Math.PI / 2);
      context.drawImage(bitmap, -bitmap.width, 0);
      const file = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
      return [...new Uint8Array(await file.arrayBuffer())];
    });
    writeFileSync(join(site.pictures, 'turned.jpg'), withOrientation(Buffer.from(lying), 6));
    expect(await photo(page, 0, 'turned.jpg')).toBe('ok');
    expect(await summary(page)).toMatchObject({ face: 'found', width: 480, height: 600 });
  });

  test('an ImageBitmap stays the caller’s', async () => {
    const page = await site.open();
    await page.evaluate(() => window.shop.make());
    const size = await page.evaluate(async () => {
      const bitmap = await createImageBitmap(await window.shop.picture('/pictures/head.png'));
      const { tryOn } = window.shop.held[0]!;
      await tryOn.usePhoto(bitmap);
      tryOn.close();
      return [bitmap.width, bitmap.height, tryOn.diagnostics().openFrames];
    });
    expect(size).toEqual([480, 600, 0]);
  });
});
