import { type LaunchedBrowser, type LaunchOptions, launchBrowser } from '@carmine/cli/browser';
import type { Page } from 'playwright-core';

export type { LaunchedBrowser } from '@carmine/cli/browser';

/** launchBrowser for tests: always software drawing, so that every machine gives the same pictures. */
export const launchTestBrowser = (options: LaunchOptions = {}): Promise<LaunchedBrowser> =>
  launchBrowser({ software: true, ...options });

/** Collects what went wrong on a page: console errors (CSP reports too) and uncaught exceptions. */
export const watchErrors = (page: Page): string[] => {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
};
