import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedDemo } from '../../demo/crm-host/demo/seed.ts';
import { stepCase } from '../../demo/crm-host/src/cases/desk.ts';
import { collect } from '../../demo/crm-host/src/collect/batch.ts';
import { configFrom } from '../../demo/crm-host/src/config.ts';
import { type Database, DatabaseAway } from '../../demo/crm-host/src/db/database.ts';
import { migrate } from '../../demo/crm-host/src/db/migrate.ts';
import { openPglite } from '../../demo/crm-host/src/db/pglite.ts';
import { createHost, type Host } from '../../demo/crm-host/src/host.ts';
import { listen } from '../../demo/crm-host/src/testing/listen.ts';
import { consentData, sample, shade } from '../../demo/crm-host/src/testing/samples.ts';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { buildConsoleInto } from '../support/console.ts';
import { watchThirdParty } from '../support/server.ts';

/** The service team's console over the invented shop, in a real browser. */

const ADMIN = 'admin-token-of-the-browser-tests';
/** 2026-11-20 09:30 in Shanghai, ms since 1970. Host and browser have the same clock, which stands while a test runs. */
let now = Date.UTC(2026, 10, 20, 1, 30);
/** ms by which it goes on between tests: signing in is slow to let the same address try again. */
const BETWEEN = 60_000;

let store: Database;
/** The store is cut off: every question to it fails as it does while PostgreSQL is away. */
let away = false;
let host: Host;
let agent = '';
let origin = '';
let close: () => Promise<void>;
let browser: LaunchedBrowser;
let context: BrowserContext;

const guarded = (db: Database): Database => {
  const check = (): void => {
    if (away) throw new DatabaseAway(new Error('away'));
  };
  return {
    ...db,
    query: async (text, params) => {
      check();
      return db.query(text, params);
    },
    transaction: async (work) => {
      check();
      return db.transaction(work);
    },
  };
};

beforeAll(async () => {
  const folder = await buildConsoleInto();
  store = await openPglite();
  await migrate(store);
  const config = configFrom({ CRM_ADMIN_TOKEN: ADMIN, CRM_PORT: '0', CRM_RATE: '0' });
  host = createHost({
    db: guarded(store),
    config,
    now: () => now,
    log: () => undefined,
    demo: true,
    consoleFolder: folder.path,
  });
  await host.letAdminIn();
  const options = { db: store, host, secret: config.senders.secret, now, people: 50, visits: 90 };
  const tokens = await seedDemo(options);
  agent = tokens['lin (agent)'] ?? '';
  const site = await listen(host);
  origin = site.origin;
  close = async () => {
    await site.close();
    await store.close();
    folder.remove();
  };
  browser = await launchTestBrowser();
});

afterAll(async () => {
  await browser?.close();
  await close?.();
});

beforeEach(async () => {
  away = false;
  now += BETWEEN;
  context = await browser.browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  await context.clock.setFixedTime(now);
});

afterEach(async () => {
  await context?.close();
});

const signIn = async (token = ADMIN): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(origin);
  await page.getByLabel('Staff token').fill(token);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
  return page;
};

/** Opens a page of the console and waits until it shows what it loaded. */
const openPage = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
};

const card = (page: Page) => page.locator('article.case').first();

test('signs in, tells a wrong token apart, and asks nothing of another host', async () => {
  const page = await context.newPage();
  const errors = watchErrors(page);
  const strangers = watchThirdParty(page, origin);
  const response = await page.goto(origin);
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
  const page = await signIn(agent);
  const names = await page.getByRole('navigation').getByRole('link').allTextContents();
  expect(names).toEqual(['Cases', 'Customers', 'Matches', 'Answers', 'Live']);
  await page.evaluate(() => {
    location.hash = '#/funnel';
  });
  await page.getByText('your role may not see it').waitFor();
});

test('a case is closed only with outcome, owner and a day to ask again', async () => {
  const page = await signIn();
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
  const page = await signIn();
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
  const page = await signIn();
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
  const page = await signIn();
  await openPage(page, 'Data');
  await page.getByRole('heading', { name: 'Skin detector' }).waitFor();
  expect(await page.getByText('98% not reached').count()).toBeGreaterThan(0);
  await page.getByText('Fields to mend first').first().waitFor();
});

/** The page of answers, with the gap that holds these words. */
const openGap = async (page: Page, words: string) => {
  await openPage(page, 'Answers');
  const gap = page.locator('[data-gap]', { hasText: words }).first();
  await gap.waitFor();
  return gap;
};

/** What the preview says, once it says something of this question. */
const tryQuestion = async (page: Page, question: string) => {
  await page.locator('crm-try-question input').fill(question);
  await page.locator('crm-try-question button').click();
  return page.locator('crm-try-question .reply');
};

test('a question that was handed on is answered in three languages, published, and found from then on', async () => {
  const page = await signIn();
  const gap = await openGap(page, '口红可以刻字吗');
  await gap.getByText('Asked 5 times').waitFor();
  await (await tryQuestion(page, '请问口红能刻字吗')).getByText(/Not answered|Did you mean/).waitFor();
  await gap.locator('select').selectOption('');
  await gap.getByRole('button', { name: 'Write …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Closes with it: 口红可以刻字吗').waitFor();
  expect(await dialog.locator('[name="questions-zh-CN"]').inputValue()).toContain('口红可以刻字吗');
  await dialog.locator('[name=id]').fill('gift-engraving');
  await dialog.locator('[name=add]').fill('Gift');
  await dialog.locator('[name=add]').press('Tab');
  await dialog.getByRole('button', { name: 'Remove Gift' }).waitFor();
  await dialog.locator('[name="answer-zh-CN"]').fill('可以，下单时填写。');
  await dialog.locator('[name="questions-zh-TW"]').fill('唇膏可以刻字嗎');
  await dialog.locator('[name="answer-zh-TW"]').fill('可以，下單時填寫。');
  await dialog.locator('[name="questions-en"]').fill('Is this safe during pregnancy?');
  await dialog.locator('[name="answer-en"]').fill('Yes, fill it in when you order.');
  await dialog.getByRole('button', { name: 'Save and publish' }).click();
  // What only a person may answer is not taken, and nothing that was written is lost.
  await dialog.getByRole('alert').filter({ hasText: 'goes to a person' }).waitFor();
  expect(await dialog.locator('[name="answer-zh-CN"]').inputValue()).toBe('可以，下单时填写。');
  await dialog.locator('[name="questions-en"]').fill('Can a lipstick be engraved?');
  await dialog.getByRole('button', { name: 'Save and publish' }).click();
  await page.getByText('Published: customers read it now.').waitFor();
  await gap.waitFor({ state: 'detached' });
  // The preview asks again by itself, of the book as it is now.
  await page.locator('crm-try-question [data-entry=gift-engraving]').waitFor();
  const { entries } = (await (await fetch(`${origin}/v1/knowledge`)).json()) as { entries: { id: string }[] };
  expect(entries.map((e) => e.id)).toContain('gift-engraving');
  await page.locator('[data-state=answered]').click();
  await page.locator('[data-gap]', { hasText: 'Answered by' }).waitFor();
});

test('closed cases of one cause ask for an answer; an agent writes a draft and cannot publish it', async () => {
  const events = [1, 2, 3].map((n) =>
    sample(
      'complaint.opened',
      {
        actor: { customerRef: `C-cause-${n}` },
        caseId: `cause-${n}`,
        kind: 'shade-mismatch',
        tags: [],
        sku: 'BS-180N',
        severity: 'normal',
        channel: 'online',
      },
      { source: 'urn:demo:test', session: `cause-${n}`, at: now - 60_000 },
    ),
  );
  const sender = { kind: 'server', name: 'test', sources: ['urn:demo:'] } as const;
  await collect(store, 'x'.repeat(32), { events, sender, receivedAt: now });
  await host.work();
  const followUpAt = new Date(now + 86_400_000).toISOString();
  for (const n of [1, 2, 3])
    await stepCase(
      store,
      `cause-${n}`,
      'close',
      { outcome: 'exchanged', owner: 'lin', cause: 'application', followUpAt },
      { actor: 'lin', now, secret: 'x'.repeat(32) },
    );
  const page = await signIn(agent);
  const gap = await openGap(page, 'How it was put on');
  await gap.getByText('Cause of 3 closed cases').waitFor();
  await gap.locator('select').selectOption('prep-tools');
  await gap.getByRole('button', { name: 'Write …' }).click();
  const dialog = page.getByRole('dialog');
  const english = dialog.locator('[name="questions-en"]');
  await english.fill(`${await english.inputValue()}\nWhich way do I put foundation on?`);
  expect(await dialog.getByRole('button', { name: 'Save and publish' }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Save draft' }).click();
  await page.getByText('Saved as a draft.').waitFor();
  await page.locator('[data-tab=entries]').click();
  await page.locator('[data-entry=prep-tools]').getByText('changed since').waitFor();
  await page.locator('[data-tab=concepts]').click();
  await page.locator('[data-concept=grey-cast]').waitFor();
  await page.locator('[data-tab=gaps]').click();
  // A draft closes nothing.
  await gap.waitFor();
});

test('what a chat sounded like is a suggestion with its reason; a person says whether it was right', async () => {
  const page = await signIn(agent);
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
  const tell = { source: 'urn:demo:test', session: 'evil', at: now - 60_000 };
  const events = [
    sample('consent.updated', consentData(actor), { ...tell, at: now - 120_000 }),
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
  const sender = { kind: 'server', name: 'test', sources: ['urn:demo:'] } as const;
  const { results } = await collect(store, 'x'.repeat(32), { events, sender, receivedAt: now });
  expect(results.map((r) => r.status)).toEqual(events.map(() => 'accepted'));
  await host.work();
  const page = await signIn();
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
  const page = await signIn();
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
  const page = await signIn();
  await openPage(page, 'Live');
  await page.getByText('Live', { exact: true }).last().waitFor();
  await page.locator('.rows.live li').first().waitFor();
  const send = async (sku: string): Promise<void> => {
    await collect(store, 'x'.repeat(32), {
      events: [shade(sku, { source: 'urn:demo:test', at: now })],
      sender: { kind: 'server', name: 'test', sources: ['urn:demo:'] },
      receivedAt: now,
    });
    await host.look();
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
  const page = await signIn();
  await openPage(page, 'Segments');
  await page.getByRole('heading', { name: 'Tiers' }).waitFor();
  away = true;
  await openPage(page, 'Data');
  await page.getByRole('alert').filter({ hasText: 'The store is away' }).waitFor();
  away = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'All sources' }).waitFor();
});

test('goes back to the door when the session is over', async () => {
  const page = await signIn();
  await card(page).waitFor();
  await context.clearCookies();
  await page.getByRole('navigation').getByRole('link', { name: 'Segments' }).click();
  await page.getByLabel('Staff token').waitFor();
});

describe.each([
  ['zh-CN', '投诉单', '转化漏斗'],
  ['zh-TW', '客訴單', '轉換漏斗'],
] as const)('%s', (locale, cases, funnel) => {
  test('is chosen by the browser, kept, and whole on a phone without scrolling sideways', async () => {
    await context.close();
    context = await browser.browser.newContext({ locale, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(origin);
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
