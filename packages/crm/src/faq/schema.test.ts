import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { faqLocale, parseKnowledge } from './schema.ts';
import { STARTER } from './starter/index.ts';
import { FAQ_LOCALES, type Knowledge } from './types.ts';

const copy = (): { -readonly [K in keyof Knowledge]: unknown } & {
  entries: Record<string, unknown>[];
  concepts: Record<string, unknown>[];
} => structuredClone(STARTER) as never;

describe('the starter', () => {
  it('is knowledge as the schema wants it', () => expect(parseKnowledge(STARTER)).toEqual(STARTER));

  it('has at least sixty answers, each in three languages, the traditional ones in traditional script', () => {
    expect(STARTER.entries.length).toBeGreaterThanOrEqual(60);
    for (const { id, answer } of STARTER.entries)
      expect(fold(answer['zh-TW']), id).not.toBe(answer['zh-TW'].toLowerCase());
  });

  it('says nothing medical, and ranks no skin', () => {
    const banned =
      /诊断|診斷|疾病|治疗|治療|痤疮|痤瘡|病|症|药|藥|美白|痘|\b(diagnos|disease|acne|rosacea|melasma|eczema|lesion|melanoma|treat|health|skin age|whiten|flawless)/i;
    const texts = STARTER.entries.flatMap((e) =>
      FAQ_LOCALES.flatMap((l) => [...e.questions[l], e.answer[l]]),
    );
    expect(texts.filter((t) => banned.test(t))).toEqual([]);
  });

  it('links concepts that are of use: every one is asked for or leads to one that is', () => {
    const about = new Set(STARTER.entries.flatMap((e) => e.about));
    const idle = STARTER.concepts.filter(
      ({ id, links }) => !about.has(id) && !links.some((l) => about.has(l.to)),
    );
    expect(idle.map((c) => c.id)).toEqual([]);
  });
});

describe('what is refused, by name of the place', () => {
  it.each<[string, (k: ReturnType<typeof copy>) => void, string]>([
    ['another format', (k) => Object.assign(k, { format: 2 }), 'format'],
    ['an unknown field', (k) => Object.assign(k.entries[0]!, { html: '<b>' }), 'html'],
    [
      'a language that is missing',
      (k) => Object.assign(k.entries[0]!, { answer: { en: 'x' } }),
      'entries.0.answer',
    ],
    [
      'an empty answer',
      (k) => Object.assign(k.entries[3]!, { answer: { en: ' ', 'zh-CN': 'x', 'zh-TW': 'x' } }),
      'entries.3.answer.en',
    ],
    [
      'a concept that is not there',
      (k) => Object.assign(k.entries[0]!, { about: ['nowhere'] }),
      'no concept nowhere',
    ],
    [
      'a link into nothing',
      (k) => Object.assign(k.concepts[0]!, { links: [{ to: 'nowhere', relation: 'is-a' }] }),
      'no concept nowhere',
    ],
    ['an id twice', (k) => void k.entries.push(k.entries[0]!), 'there twice'],
    ['an id that is no id', (k) => Object.assign(k.entries[0]!, { id: '../x' }), 'entries.0.id'],
    ['no list', (k) => Object.assign(k, { entries: 'x' }), 'entries'],
  ])('%s', (_, spoil, place) => {
    const broken = copy();
    spoil(broken);
    expect(() => parseKnowledge(broken)).toThrow(place);
  });

  it.each([null, 'x', [], 3])('%j', (given) => expect(() => parseKnowledge(given)).toThrow('knowledge'));
});

it.each([
  ['zh', 'zh-CN'],
  ['zh-Hant-HK', 'zh-TW'],
  ['zh-TW', 'zh-TW'],
  ['fr', 'en'],
])('%s is answered in %s', (tag, locale) => expect(faqLocale(tag)).toBe(locale));
