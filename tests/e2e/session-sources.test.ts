import { describe, expect, test } from 'vitest';
import { RED, reached } from '../support/session-site.ts';
import { useSessionSite } from '../support/use-session-site.ts';

const site = useSessionSite();

describe('other sources', () => {
  test('a video file is shown; a file that is none is refused and the video goes on', async () => {
    const page = await site.open();
    const result = await page.evaluate(async () => {
      await window.shop.make();
      const { tryOn } = window.shop.held[0]!;
      const bitmap = await createImageBitmap(await window.shop.picture('/pictures/head.png'));
      const clip = await window.shop.record((context, i) => {
        context.fillStyle = '#dcd2cc';
        context.fillRect(0, 0, 320, 240);
        context.drawImage(bitmap, 60 + i, 0, 192, 240);
      });
      await tryOn.useVideo(clip);
      const broken = await window.shop.settle(tryOn.useVideo(new Blob(['no video'], { type: 'video/mp4' })));
      return { broken, source: tryOn.state.source };
    });
    expect(result).toMatchObject({ broken: { code: 'video-unreadable' }, source: 'video' });
    await reached(page, 0, { face: 'found', phase: 'live' });
  });

  test('the head, and two sessions side by side that do not touch each other', async () => {
    const page = await site.open();
    await page.evaluate(async (look) => {
      await window.shop.make();
      await window.shop.make();
      const [a, b] = window.shop.held;
      await a!.tryOn.setLook(look);
      await Promise.all([
        a!.tryOn.useHead({ tone: 3 }),
        b!.tryOn.usePhoto(await window.shop.picture('/pictures/head.png')),
      ]);
      b!.tryOn.close();
    }, RED);
    await reached(page, 0, { source: 'head', phase: 'live', face: 'found' });
    const facts = await page.evaluate(() => window.shop.held.map((h) => h.tryOn.state.look.layers.length));
    expect(facts).toEqual([1, 0]);
    const diagnostics = await page.evaluate(() => window.shop.held[0]!.tryOn.diagnostics());
    expect(diagnostics).toMatchObject({ delegate: 'CPU', trackerInline: false, renderer: 'worker' });
    await page.evaluate(() => window.shop.held[0]!.tryOn.close());
    await page.waitForFunction(() => window.shop.held.every((h) => h.tryOn.diagnostics().openFrames === 0));
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });
});
