import { type ConsentStorage, openConsent } from '@carmine/crm/consent';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../locales/index.ts';
import { answersOf, DEFAULT_PURPOSES, isOpen, purposesOf } from './answers.ts';
import { consentWords } from './words.ts';

const memory: ConsentStorage | null = null;

describe('answers', () => {
  it('yes only to what is on, and nothing to a child', () => {
    const on = new Set(['analytics', 'marketing'] as const);
    expect(answersOf(['analytics', 'crm_share'], on, 'passed')).toEqual({
      analytics: 'granted',
      crm_share: 'denied',
    });
    expect(answersOf(['analytics'], on, 'minor')).toEqual({ analytics: 'denied' });
  });

  it('reads the purposes of an attribute', () => {
    expect(purposesOf('')).toBe(DEFAULT_PURPOSES);
    expect(purposesOf('everything')).toBe(DEFAULT_PURPOSES);
    expect(purposesOf(' marketing  analytics marketing x')).toEqual(['marketing', 'analytics']);
  });

  it('is asked until every purpose asked for is answered', () => {
    const consent = openConsent({ policyVersion: '1', storage: memory });
    expect(isOpen(['analytics', 'crm_share'], consent.snapshot)).toBe(true);
    consent.update({ analytics: 'denied', crm_share: 'granted' }, { method: 'widget' });
    expect(isOpen(['analytics', 'crm_share'], consent.snapshot)).toBe(false);
    expect(isOpen(['marketing'], consent.snapshot)).toBe(true);
  });
});

/** Words a shopper would need a lawyer for, and medical ones. */
const BANNED =
  /consent|purpose|process(ing|ed)?\b|third part|pursuant|hereby|diagnos|disease|acne|treat|health|cookie|处理活动|第三方|疾病|健康|治疗|個資法|痘|處理活動|第三方/i;

describe.each(LOCALES)('words in %s', (locale) => {
  const words = consentWords(locale);
  const texts = [
    ...Object.values(words).filter((value) => typeof value === 'string'),
    ...Object.values(words.purposes).flat(),
  ];

  it('are all there, plain and short', () => {
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(BANNED);
      expect(text.length).toBeLessThanOrEqual(locale === 'en' ? 140 : 50);
    }
  });

  it('each says its own thing', () => expect(new Set(texts).size).toBe(texts.length));
});

it('Taiwan reads Traditional characters and its own words', () => {
  const text = JSON.stringify(consentWords('zh-TW'));
  expect(text).not.toMatch(/[设备头这说亚为发广与边从开关闭选择们么]|網絡|默認|信息|保存我/);
});
