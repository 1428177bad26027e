import { describe, expect, it } from 'vitest';
import { openCrm } from '../client/crm.ts';
import type { Refusal } from '../client/intake.ts';
import { openConsent } from '../consent/index.ts';
import type { WireEvent } from '../contract/wire.ts';
import { openFaq } from './faq.ts';
import { STARTER } from './starter/index.ts';
import { questionToSend, tellHandOver, tellReply } from './told.ts';

const faq = openFaq(STARTER);

/** The real client without a network: what it takes in, and what it keeps back. */
const desk = (allowed: boolean) => {
  const consent = openConsent({ policyVersion: '1', storage: null });
  if (allowed) consent.update({ chat_analysis: 'granted' }, { method: 'host' });
  const taken: WireEvent[] = [];
  const refused: Refusal[] = [];
  const crm = openCrm({
    source: 'https://shop.example/',
    consent,
    storage: null,
    sinks: [{ name: 'test', purposes: [], take: (event) => void taken.push(event) }],
    onRefused: (refusal) => void refused.push(refusal),
  });
  const told = () => taken.filter((e) => e.type.includes('.faq.')).map((e) => [e.type, e.data] as const);
  return { crm, told, refused };
};

describe('what the CRM hears', () => {
  it('of an answer: id and margin; of none: what came nearest; of nothing asked: nothing', () => {
    const { crm, told } = desk(true);
    tellReply(crm, faq.ask('粉底氧化了怎么办'), 'zh-CN');
    tellReply(crm, faq.ask('附近有没有停车场'), 'zh-CN');
    tellReply(crm, faq.ask('脸过敏了'), 'zh-CN');
    tellReply(crm, faq.ask('？'), 'zh-CN');
    expect(told()).toEqual([
      ['com.carmine.faq.answered.v1', { faqId: 'wear-oxidise', margin: expect.any(Number), locale: 'zh-CN' }],
      [
        'com.carmine.faq.abstained.v1',
        expect.objectContaining({ margin: expect.any(Number), locale: 'zh-CN' }),
      ],
      ['com.carmine.faq.abstained.v1', { margin: 0, locale: 'zh-CN' }],
    ]);
    expect(JSON.stringify(told())).not.toMatch(/停车|过敏/);
  });

  it('of a hand-over: the text where it was sent on purpose, without personal data', () => {
    const { crm, told } = desk(true);
    tellHandOver(crm, { to: 'person', locale: 'zh-CN', question: '可以刻字吗，我的电话 138 1234 5678' });
    tellHandOver(crm, { to: 'case', locale: 'en', caseId: 'S-1' });
    expect(told()).toEqual([
      [
        'com.carmine.faq.escalated.v1',
        { to: 'person', locale: 'zh-CN', question: '可以刻字吗,我的电话 [number]' },
      ],
      ['com.carmine.faq.escalated.v1', { to: 'case', locale: 'en', caseId: 'S-1' }],
    ]);
  });

  it('nothing at all, text or id, without chat_analysis', () => {
    const { crm, told, refused } = desk(false);
    tellReply(crm, faq.ask('粉底氧化了怎么办'), 'zh-CN');
    tellHandOver(crm, { to: 'person', locale: 'zh-CN', question: '可以刻字吗' });
    expect(told()).toEqual([]);
    expect(refused.map((r) => r.code)).toEqual(['consent-missing', 'consent-missing']);
    expect(JSON.stringify(refused)).not.toContain('刻字');
  });
});

it.each([
  ['  可以  刻字吗\n', '可以 刻字吗'],
  ['mail me at ann@example.com', 'mail me at [address]'],
  ['我是１３８１２３４５６７８', '我是[number]'],
  ['身份证 11010519491231002X 的', '身份证 [number] 的'],
  ['', undefined],
  [' \n ', undefined],
  ['涂了以后脸上又红又肿', undefined],
  ['is it safe during pregnancy', undefined],
  ['x'.repeat(500), 'x'.repeat(200)],
])('%j leaves as %j', (given, sent) => expect(questionToSend(given)).toBe(sent));
