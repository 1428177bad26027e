import { describe, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/browser.ts';
import { WASM } from '../support/server.ts';
import { photo, reached, summary } from '../support/session-site.ts';
import { useSessionSite } from '../support/use-session-site.ts';

const site = useSessionSite();

describe('when something is missing or ends', () => {
  test('wasm answered by index.html: the call says which file; mended, the next one works', async () => {
    const page = await site.open();
    site.server.fault(WASM, 'index-html');
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, 'head.png')).toMatchObject({
      code: 'asset-corrupt',
      message: expect.stringContaining('vision_wasm_module_internal.wasm'),
    });
    expect(await summary(page)).toMatchObject({ phase: 'error', error: 'asset-corrupt' });
    site.server.mend();
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', face: 'found', error: null });
  });

  test('the camera goes away: ended, a sentence, and the head still works', async () => {
    const page = await site.open();
    await page.evaluate(async () => {
      await window.shop.make();
      await window.shop.held[0]!.tryOn.startCamera();
      // No fake device can be pulled out: the event a real one sends.
      for (const track of window.shop.tracks) track.dispatchEvent(new Event('ended'));
    });
    await reached(page, 0, { phase: 'ended' });
    expect(await summary(page)).toMatchObject({ error: 'camera-ended', phase: 'ended' });
    expect(await page.evaluate(() => window.shop.tracks.map((t) => t.readyState))).toEqual(['ended']);
    await page.evaluate(() => window.shop.held[0]!.tryOn.useHead({ tone: 8 }));
    await reached(page, 0, { source: 'head', phase: 'live', face: 'found', error: null });
  });

  test('the tracking worker dies: it is made again and the mirror goes on', async () => {
    const page = await site.open();
    await page.evaluate(async () => {
      await window.shop.make();
      await window.shop.held[0]!.tryOn.startCamera();
    });
    await reached(page, 0, { face: 'found' });
    const worker = page.workers().find((w) => w.url().includes('tracking'));
    await worker!.evaluate(() => {
      setTimeout(() => {
        throw new Error('crash');
      });
    });
    await expect
      .poll(() => page.workers().filter((w) => w.url().includes('tracking')).length, { timeout: 10_000 })
      .toBe(1);
    const shown = await page.evaluate(() => window.shop.held[0]!.tryOn.diagnostics().frames.shown);
    await page.waitForFunction((n) => window.shop.held[0]!.tryOn.diagnostics().frames.shown > n + 20, shown);
    await reached(page, 0, { phase: 'live', face: 'found' });
  });

  test('stop while the model loads, and a newer source over an older one', async () => {
    const page = await site.open();
    const go = site.server.hold(WASM);
    const first = await page.evaluate(async () => {
      await window.shop.make();
      const { tryOn } = window.shop.held[0]!;
      const asked = tryOn.startCamera().then(String, (e) => e.code);
      await new Promise<void>((resolve) => {
        tryOn.subscribe((s) => s.phase === 'live' && resolve());
      });
      tryOn.stop();
      return [await asked, tryOn.state.phase, ...window.shop.tracks.map((t) => t.readyState)];
    });
    expect(first).toEqual(['aborted', 'idle', 'ended']);
    const second = page.evaluate(async () => {
      const { tryOn } = window.shop.held[0]!;
      const camera = tryOn.startCamera().then(String, (e) => e.code);
      const still = tryOn.usePhoto(await window.shop.picture('/pictures/head.png')).then(() => 'ok');
      return [await camera, await still, ...window.shop.tracks.map((t) => t.readyState)];
    });
    go();
    expect(await second).toEqual(['aborted', 'ok', 'ended', 'ended']);
    expect(await summary(page)).toMatchObject({ source: 'photo', face: 'found' });
  });

  test('a hidden page reads nothing and goes on when it is seen again', async () => {
    const page = await site.open();
    await page.evaluate(async () => {
      await window.shop.make();
      await window.shop.held[0]!.tryOn.startCamera();
    });
    const setHidden = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    // Two dozen frames of the page go by; the camera has given as many.
    const readAfterAWhile = () =>
      page.evaluate(async () => {
        for (let i = 0; i < 24; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
        return window.shop.held[0]!.tryOn.diagnostics().frames.read;
      });
    await setHidden(true);
    const before = await readAfterAWhile();
    expect(await readAfterAWhile()).toBe(before);
    await setHidden(false);
    await page.waitForFunction((n) => window.shop.held[0]!.tryOn.diagnostics().frames.read > n + 5, before);
  });
});

test('a refused camera: a state with words and a way on', async () => {
  const refusing = await launchTestBrowser({ denyCamera: true });
  try {
    const page = await site.open(refusing);
    await page.evaluate(() => window.shop.make());
    const refusal = await page.evaluate(() => window.shop.settle(window.shop.held[0]!.tryOn.startCamera()));
    expect(refusal).toMatchObject({ code: 'camera-denied', hint: expect.stringContaining('photo') });
    expect(await summary(page)).toMatchObject({ phase: 'error', error: 'camera-denied', source: 'none' });
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', error: null });
  } finally {
    await refusing.close();
  }
});
