import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stepCase } from '../../demo/crm-host/src/cases/desk.ts';
import { sample } from '../../demo/crm-host/src/testing/samples.ts';
import { openPage, SECRET, useConsoleSite } from '../support/use-console-site.ts';

/** What is asked in vain becomes an answer: the console's page of answers, in a real browser. */

const site = useConsoleSite();

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
  const page = await site.signIn();
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
  const { entries } = (await (await fetch(`${site.origin}/v1/knowledge`)).json()) as {
    entries: { id: string }[];
  };
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
      { source: 'urn:demo:test', session: `cause-${n}`, at: site.now - 60_000 },
    ),
  );
  await site.take(events);
  await site.host.work();
  const followUpAt = new Date(site.now + 86_400_000).toISOString();
  for (const n of [1, 2, 3])
    await stepCase(
      site.store,
      `cause-${n}`,
      'close',
      { outcome: 'exchanged', owner: 'lin', cause: 'application', followUpAt },
      { actor: 'lin', now: site.now, secret: SECRET },
    );
  const page = await site.signIn(site.agent);
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
