import { readdirSync, readFileSync } from 'node:fs';
import { ERROR_CODES } from '@carmine/errors';
import { PRODUCT_FINISHES } from '@carmine/makeup';
import { ABSTAIN_REASONS, LIP_FAMILIES, REASON_KEYS } from '@carmine/shades';
import { describe, expect, test } from 'vitest';
import { LOCALES, messages, resolveLocale } from './index.ts';
import { GATE_HINTS, GATE_IDS, MEASURE_REASONS } from './skin-keys.ts';

const MEASURES = ['redness', 'spots', 'evenness', 'shine', 'dark-circles'];

/** Every key another package can hand over, from that package's own table where it has one. */
const REQUIRED = [
  ...Object.keys(ERROR_CODES).flatMap((code) => [`error.${code}`, `error.${code}.help`]),
  ...Object.keys(REASON_KEYS).map((key) => `reason.${key}`),
  ...Object.keys(ABSTAIN_REASONS).map((key) => `abstain.${key}`),
  ...LIP_FAMILIES.map((family) => `family.${family}`),
  ...GATE_HINTS.map((hint) => `gate.${hint}`),
  ...GATE_IDS.map((id) => `cause.${id}`),
  ...MEASURES.flatMap((id) => [`measure.${id}`, `measure.${id}.note`]),
  ...MEASURE_REASONS.map((key) => `measure-reason.${key}`),
  ...Object.values(PRODUCT_FINISHES)
    .flat()
    .map((finish) => `finish.${finish}`),
];

/** Medical or judging words that must not appear in any text (skin.md 10). Whole words in English. */
const BANNED = [
  /\b(diagnos\w*|diseases?|acne|treat(s|ed|ing|ment\w*)?|lesions?|melanoma|rosacea|eczema|patients?|doctors?)\b/i,
  /\b(cure[sd]?|therap\w*|medical\w*|health\w*|symptom\w*|whiten\w*|flawless|ugly|race|ethnic\w*|skin age)\b/i,
  /诊断|疾病|治疗|痤疮|病变|病|症|医生|医疗|药|美白|肤龄|种族|健康|痘|皮炎/,
  /診斷|治療|痤瘡|病變|醫生|醫師|醫療|藥|美白|膚齡|種族|健康|痘|皮膚炎/,
];

/** Mainland words that Taiwan does not use, and simplified characters. */
const NOT_TAIWAN =
  /視頻|攝像頭|软件|軟件|网络|網絡|默认|默認|屏幕|激活|粉底霜|色號卡|[设备头这说亚为发广与边从开关闭选择缎哑]/;

describe.each(LOCALES)('%s', (locale) => {
  const texts = messages(locale) as Readonly<Record<string, string>>;

  test('has the same keys as the others, none empty', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(messages('en')).sort());
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('has a text for every error, reason, gate, measure and finish', () => {
    expect(REQUIRED.filter((key) => !(key in texts))).toEqual([]);
  });

  test('has the same places to fill in as English', () => {
    const places = (text: string) => [...text.matchAll(/\{([\w-]+)\}/g)].map((m) => m[1]).sort();
    const en = messages('en') as Readonly<Record<string, string>>;
    expect(Object.keys(texts).filter((k) => `${places(texts[k]!)}` !== `${places(en[k]!)}`)).toEqual([]);
  });

  test('says nothing medical and judges nobody', () => {
    const bad = Object.entries(texts).filter(([, text]) => BANNED.some((b) => b.test(text)));
    expect(bad).toEqual([]);
  });
});

test('every hint and reason named in the sources of @carmine/skin has words', () => {
  const folder = new URL('../../../skin/src/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(gates|measures)\/.*(?<!\.test)\.ts$/.test(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const texts = messages('en') as Readonly<Record<string, string>>;
  const hints = [
    ...sources.matchAll(/preset(?:\.\w+|\['[a-z-]+'\]), (?:[^'\n]*\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g),
  ].flatMap((m) => [m[1], m[2]]);
  const reasons = [...sources.matchAll(/(?:return|reason:|\?\?) '([a-z]+-[a-z-]+)'/g)].map((m) => m[1]);
  const ids = [...sources.matchAll(/(?:below|above)\('([a-z-]+)'/g)].map((m) => m[1]);
  expect(hints.length).toBeGreaterThan(5);
  expect(reasons.length).toBeGreaterThan(5);
  expect(ids.length).toBeGreaterThan(8);
  expect(hints.filter((h) => h && !(`gate.${h}` in texts))).toEqual([]);
  expect(reasons.filter((r) => !(`measure-reason.${r}` in texts) && !(`gate.${r}` in texts))).toEqual([]);
  expect(ids.filter((id) => !(`cause.${id}` in texts))).toEqual([]);
});

test('the words of a reason match the places of its table', () => {
  const texts = messages('en') as Readonly<Record<string, string>>;
  const names = (text: string) => [...text.matchAll(/\{([\w-]+)\}/g)].map((m) => m[1]!);
  const wrong = Object.entries(REASON_KEYS).filter(([key, note]) => {
    const known = new Set([...names(note), 'minutes', 'sku', 'dE00']);
    return names(texts[`reason.${key}`]!).some((name) => !known.has(name));
  });
  expect(wrong).toEqual([]);
});

test('zh-TW is written in the words of Taiwan', () => {
  const bad = Object.entries(messages('zh-TW')).filter(([, text]) => NOT_TAIWAN.test(text));
  expect(bad).toEqual([]);
  const all = Object.values(messages('zh-TW')).join();
  for (const word of ['粉底液', '色號', '膚色', '影片', '相機', '霧面', '瀏覽器'])
    expect(all).toContain(word);
});

test.each([
  ['zh-CN', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['zh-TW', 'zh-TW'],
  ['zh-Hant', 'zh-TW'],
  ['zh-HK', 'zh-TW'],
  ['en-GB', 'en'],
  ['fr', 'en'],
  ['', 'zh-CN'],
  [undefined, 'zh-CN'],
] as const)('language tag %s reads %s', (tag, locale) => {
  expect(resolveLocale(tag)).toBe(locale);
});
