import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { LaunchedBrowser } from './browser.ts';
import { type SessionSite, startSessionSite } from './session-site.ts';

/** A session site for the tests of a file: started before them, its pages closed and its faults mended after each, closed after all. */
export const useSessionSite = (): Omit<SessionSite, 'close'> => {
  let site: SessionSite;
  const pages: Page[] = [];
  beforeAll(async () => {
    site = await startSessionSite();
  });
  afterEach(async () => {
    site.server.mend();
    await Promise.all(pages.splice(0).map((page) => page.close()));
  });
  afterAll(() => site?.close());
  return {
    get server() {
      return site.server;
    },
    get browser() {
      return site.browser;
    },
    get pictures() {
      return site.pictures;
    },
    open: async (from?: LaunchedBrowser) => {
      const page = await site.open(from);
      pages.push(page);
      return page;
    },
  };
};
