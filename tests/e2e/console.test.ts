import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { consentData, sample, shade } from '../../demo/crm-host/src/testing/samples.ts';
import { watchErrors } from '../support/browser.ts';
import { watchThirdParty } from '../support/server.ts';
import { ADMIN, openPage, useConsoleSite } from '../support/use-console-site.ts';

/** The service team's console over the invented shop, in a real browser. */

const site = useConsoleSite();

const card = (page: Page) => page.locator('article.case').first();

test('signs in, tells a wrong token apart, and asks nothing of another host', async () => {
  const page = await site.context.newPage();
  const errors = watchErrors(page);
  const strangers = watchThirdParty(page, site.origin);
  const response = await page.goto(site.origin);
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self'");
  await page.getByLabel('Staff token').fill('somebody-else-entirely-here');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').filter({ hasText: 'Nobody has this token' }).waitFor();
  // The refused sign-in is in the browser's log; nothing else may be.
  expect(errors.filter((e) => !e.includes('401'))).toEqual([]);
  errors.length = 0;
  await page.getByLabel('Staff token').fill(ADMIN);
  await page.keyboard.press('Enter');
  await page.getByText('Demo data').waitFor();
  for (const name of [
    'Cases',
    'Customers',
    'Matches',
    'Reports',
    'Answers',
    'Funnel',
    'Segments',
    'Data',
    'Live',
  ])
    await openPage(page, name);
  expect(errors).toEqual([]);
  expect(strangers).toEqual([]);
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Staff token').waitFor();
});

test('shows each role its own pages only', async () => {
  const page = await site.signIn(site.agent);
  const names = await page.getByRole('navigation').getByRole('link').allTextContents();
  expect(names).toEqual(['Cases', 'Customers', 'Matches', 'Answers', 'Live']);
  await page.evaluate(() => {
    location.hash = '#/funnel';
  });
  await page.getByText('your role may not see it').waitFor();
});

test('a case is closed only with outcome, owner and a day to ask again', async () => {
  const page = await site.signIn();
  await card(page).waitFor();
  const id = await card(page).getAttribute('data-case');
  const own = page.locator(`[data-case="${id}"]`);
  await own.getByRole('button', { name: 'Close …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Close case' }).click();
  // Without an outcome the browser does not send the form.
  expect(await dialog.getByLabel('Outcome').evaluate((e: HTMLSelectElement) => e.validity.valid)).toBe(false);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await own.getByRole('button', { name: 'Close …' }).click();
  await dialog.getByLabel('Outcome').selectOption('exchanged');
  await dialog.getByLabel('Owner').selectOption('lin');
  await dialog.getByLabel('Cause').selectOption('light');
  await dialog.getByRole('button', { name: 'Close case' }).click();
  await own.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Ask again' }).click();
  await own.getByText('Exchanged').waitFor();
  await own.getByRole('button', { name: 'Customer is happy' }).click();
  await own.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Done', exact: true }).first().click();
  await own.waitFor();
});

test('leads from a case to its customer and back by search, with the keyboard alone', async () => {
  const page = await site.signIn();
  const link = page.locator('article.case a[href*="people"]').first();
  await link.waitFor();
  const name = (await link.textContent()) ?? '';
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('.timeline li').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.getByText('Tried a shade').first().waitFor();
  await page.getByRole('link', { name: /Find another customer/ }).click();
  await page.getByRole('search').getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('.timeline li').first().waitFor();
  await openPage(page, 'Customers');
  await page.getByRole('search').getByRole('textbox').fill('nobody-at-all');
  await page.keyboard.press('Enter');
  await page.getByText('Nobody is known under').waitFor();
});

test('draws the funnel with its intervals, compares groups, and tells the same as numbers', async () => {
  const page = await site.signIn();
  await openPage(page, 'Funnel');
  await page.locator('crm-plot canvas').waitFor();
  const steps = await page.locator('.steps strong').allTextContents();
  const [tried, cart, bought] = steps.map(Number);
  expect(tried).toBeGreaterThan(cart!);
  expect(cart).toBeGreaterThanOrEqual(bought!);
  await page.locator('table.compare .interval').first().waitFor();
  await page.getByRole('button', { name: 'By light' }).click();
  await page.locator('table.compare th', { hasText: 'Good' }).waitFor();
  await page.getByText('Numbers of the chart').click();
  await page.locator('details[open] tbody tr').first().waitFor();
  await page.getByText('Split as meant').waitFor();
});

test('tells completeness against 90 % and 98 %, and what to mend', async () => {
  const page = await site.signIn();
  await openPage(page, 'Data');
  await page.getByRole('heading', { name: 'Skin detector' }).waitFor();
  expect(await page.getByText('98% not reached').count()).toBeGreaterThan(0);
  await page.getByText('Fields to mend first').first().waitFor();
});

test('what a chat sounded like is a suggestion with its reason; a person says whether it was right', async () => {
  const page = await site.signIn(site.agent);
  const label = page.locator('article.case .chat-label').first();
  await label.getByText('A suggestion of the page’s own model').waitFor();
  const id = await page
    .locator('article.case', { has: page.locator('.chat-label') })
    .first()
    .getAttribute('data-case');
  const own = page.locator(`[data-case="${id}"] .chat-label`);
  await own.getByRole('button', { name: 'Not correct' }).click();
  await own.getByText('called not correct').waitFor();
  expect(await own.getByText('Listed 12 hours earlier').count()).toBe(0);
  expect(await own.getByRole('button', { name: 'Not correct' }).getAttribute('aria-pressed')).toBe('true');
  await page.getByText('Chats to judge').click();
  const waiting = page.locator('crm-chat-review li');
  await waiting.first().waitFor();
  const one = await waiting.first().getAttribute('data-label');
  await waiting.first().getByRole('button', { name: 'Correct', exact: true }).click();
  await page.locator(`crm-chat-review [data-label="${one}"]`).waitFor({ state: 'detached' });
});

test('what somebody wrote to do harm is text on every page, and nothing of it runs', async () => {
  const evil = '"><img src=x onerror=document.title=1>';
  const actor = { customerRef: 'C-evil' };
  const tell = { source: 'urn:demo:test', session: 'evil', at: site.now - 60_000 };
  const events = [
    sample('consent.updated', consentData(actor), { ...tell, at: site.now - 120_000 }),
    shade(evil, { ...tell, actor }),
    sample(
      'chat.classified',
      {
        actor,
        chatId: 'chat-evil',
        labels: { polarity: 'negative', intent: evil, confidence: 0.9 },
        model: evil,
      },
      tell,
    ),
    sample(
      'complaint.opened',
      {
        actor,
        caseId: 'evil-1',
        kind: 'effect',
        tags: [evil],
        sku: evil,
        severity: 'high',
        channel: 'online',
      },
      tell,
    ),
  ];
  const { results } = await site.take(events);
  expect(results.map((r) => r.status)).toEqual(events.map(() => 'accepted'));
  await site.host.work();
  const page = await site.signIn();
  const errors = watchErrors(page);
  const own = page.locator('[data-case="evil-1"]');
  await own.getByText(evil).first().waitFor();
  await own.getByRole('link', { name: 'C-evil' }).click();
  await page.locator('.timeline li', { hasText: 'onerror' }).first().waitFor();
  for (const name of ['Live', 'Reports', 'Matches', 'Funnel']) await openPage(page, name);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).not.toBe('1');
  expect(errors).toEqual([]);
});

test('a month is downloaded as a file to read, in the language of the page', async () => {
  const page = await site.signIn();
  await openPage(page, 'Reports');
  await page.locator('select').last().selectOption('2026-11');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download to read' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('carmine-2026-11.en.html');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).toContain('Monthly report November 2026');
  expect(text).toContain('The month is not over');
});

test('shows an event the moment it arrives, and holds still while it is paused', async () => {
  const page = await site.signIn();
  await openPage(page, 'Live');
  await page.getByText('Live', { exact: true }).last().waitFor();
  await page.locator('.rows.live li').first().waitFor();
  const send = async (sku: string): Promise<void> => {
    await site.take([shade(sku, { source: 'urn:demo:test', at: site.now })]);
    await site.host.look();
  };
  await send('CL-LIVE-1');
  await page.locator('.rows.live li', { hasText: 'CL-LIVE-1' }).waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await send('CL-LIVE-2');
  await page.getByText('Paused: 1 new').waitFor();
  expect(await page.locator('.rows.live li', { hasText: 'CL-LIVE-2' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('.rows.live li', { hasText: 'CL-LIVE-2' }).waitFor();
});

test('says that the store is away, and goes on when it is back', async () => {
  const page = await site.signIn();
  await openPage(page, 'Segments');
  await page.getByRole('heading', { name: 'Tiers' }).waitFor();
  site.cutOff(true);
  await openPage(page, 'Data');
  await page.getByRole('alert').filter({ hasText: 'The store is away' }).waitFor();
  site.cutOff(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'All sources' }).waitFor();
});

test('goes back to the door when the session is over', async () => {
  const page = await site.signIn();
  await card(page).waitFor();
  await site.context.clearCookies();
  await page.getByRole('navigation').getByRole('link', { name: 'Segments' }).click();
  await page.getByLabel('Staff token').waitFor();
});

describe.each([
  ['zh-CN', '投诉单', '转化漏斗'],
  ['zh-TW', '客訴單', '轉換漏斗'],
] as const)('%s', (locale, cases, funnel) => {
  test('is chosen by the browser, kept, and whole on a phone without scrolling sideways', async () => {
    const context = await site.another({ locale, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.locator('#token').fill(ADMIN);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: cases }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
    const links = await page.getByRole('navigation').getByRole('link').all();
    for (const link of links) {
      await link.click();
      await page.waitForFunction(() => !document.querySelector('.waiting'));
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        await page.evaluate(() => location.hash),
      ).toBeLessThanOrEqual(0);
    }
    await page.getByRole('navigation').getByText(funnel).waitFor();
    await page.locator('.language select').selectOption('en');
    await page.reload();
    await page.getByRole('navigation').getByText('Funnel').waitFor();
  });
});
