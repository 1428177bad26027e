import type { BrowserContext, Page } from 'playwright-core';
import type {} from '../e2e/pages/crm.page.ts';

/** Tabs of one shop in one browser. */
export class Tabs {
  readonly #context: BrowserContext;
  readonly #url: string;
  #opened = 0;

  constructor(context: BrowserContext, url: string) {
    this.#context = context;
    this.#url = url;
  }

  async open(): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(this.#url);
    await page.waitForFunction('window.crmShop !== undefined');
    const source = `${new URL(this.#url).origin}/tab/${++this.#opened}`;
    await page.evaluate((from) => window.crmShop.open(from), source);
    return page;
  }

  /** Ends the renderer of a tab between two instructions, as a crash or a phone that is out of memory does. */
  async crash(page: Page): Promise<void> {
    const session = await this.#context.newCDPSession(page);
    const gone = page.waitForEvent('crash');
    session.send('Page.crash').catch(() => undefined);
    await gone;
    await page.close();
  }
}

/** Tells `count` events from number `from` on and waits until they lie on the device. */
export const tell = (page: Page, from: number, count: number): Promise<void> =>
  page.evaluate(([a, n]) => window.crmShop.tell(a, n), [from, count] as const);

/** Tells them and waits for nothing. */
export const tellOnly = (page: Page, from: number, count: number): Promise<number> =>
  page.evaluate(
    ([a, n]) => Array.from({ length: n }, (_, i) => window.crmShop.view(a + i)).filter(Boolean).length,
    [from, count] as const,
  );

/** Events that wait on the device and in this tab. */
export const waiting = (page: Page): Promise<number> =>
  page.evaluate(async () => (await window.crmShop.crm!.waiting()).events);
