import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { IN_FULL } from '../support/full.ts';
import { RED, reached } from '../support/session-site.ts';
import { useSessionSite } from '../support/use-session-site.ts';

const site = useSessionSite();

/** A renderer's first pictures in software on a busy machine, ms. */
const SLOW = 150_000;
/** A mirror must bear five; what the first leaves broken shows in the second. */
const LOSSES = IN_FULL ? 5 : 2;
/** Camera frames during which none may count. */
const WATCHED = 30;

const framesOf = (page: Page) => page.evaluate(() => window.shop.held[0]!.tryOn.diagnostics().frames);

const wait = async (page: Page, kind: 'read' | 'shown', more: number): Promise<number> => {
  const least = (await framesOf(page))[kind] + more;
  await page.waitForFunction(
    ([which, count]) => window.shop.held[0]!.tryOn.diagnostics().frames[which] >= count,
    [kind, least] as const,
  );
  return (await framesOf(page)).shown;
};

const context = (page: Page, what: 'loseContext' | 'restoreContext'): Promise<void> =>
  page.evaluate((call) => {
    const gl = document.querySelector('canvas')!.getContext('webgl2')!;
    // The same object each time: it must outlive the loss.
    const own = window as unknown as { loss?: WEBGL_lose_context | null };
    own.loss ??= gl.getExtension('WEBGL_lose_context');
    own.loss![call]();
  }, what);

test(
  'a context lost again and again: no picture counts while it is away, the state says so, and each time both come right again',
  async () => {
    const page = await site.open();
    page.setDefaultTimeout(SLOW);
    await page.evaluate(async (look) => {
      await window.shop.make({ worker: 'inline', backend: 'webgl2' });
      const [{ tryOn }] = window.shop.held as [(typeof window.shop.held)[number]];
      await tryOn.setLook(look);
      await tryOn.startCamera();
    }, RED);
    for (let loss = 0; loss < LOSSES; loss++) {
      await context(page, 'loseContext');
      await page.waitForFunction(() => window.shop.held[0]!.tryOn.state.error?.code === 'gpu-lost');
      const { shown } = await framesOf(page);
      expect(await wait(page, 'read', WATCHED), `loss ${loss + 1}`).toBe(shown);
      await context(page, 'restoreContext');
      await wait(page, 'shown', 2);
      await reached(page, 0, { phase: 'live', error: null });
    }
  },
  2 * SLOW,
);
