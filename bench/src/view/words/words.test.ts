import { QUALITY_STEPS } from '@carmine/session/quality';
import { describe, expect, test } from 'vitest';
import { blankRun } from '../../report/blank.ts';
import { mountRows, soakRows } from '../../report/endurance.ts';
import { METRICS, ratiosOf, stepSubject } from '../../report/ratios.ts';
import type { RatioRow } from '../../report/schema.ts';
import { entriesOf } from '../../runner/wishes.ts';
import { titleOf } from '../titles.ts';
import { languageOf, WORDS } from './language.ts';

test.each([
  [['zh-TW'], 'zh-TW'],
  [['zh-Hant-HK'], 'zh-TW'],
  [['zh'], 'zh-CN'],
  [['de', 'zh-CN'], 'zh-CN'],
  [['fr'], 'en'],
  [[], 'en'],
] as const)('%j reads %s', (tags, language) => {
  expect(languageOf(tags)).toBe(language);
});

const HAN = /\p{Script=Han}/u;

/** Every text of `words` by its path; functions said with something for what they take. */
const saidBy = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] => {
    const at = path ? `${path}.${key}` : key;
    if (at === 'titles') return [];
    if (at === 'unlike')
      return [
        { kind: 'time' },
        { kind: 'clip', id: 'turn' },
        ...['browser', 'cores', 'graphics'].map((fact) => ({ kind: 'fact', fact, now: 1, before: 2 })),
      ].map((unlike, i) => [`${at}.${i}`, value(unlike)]);
    if (at === 'protocol') return [[at, value({ rounds: 2, shown: 1, page: 3, warmUp: 4, inTurns: true })]];
    if (at === 'list') return [[at, value(['a', 'b'])]];
    if (typeof value === 'function') return [[at, value(2, 3, ['a'])]];
    return typeof value === 'object' ? saidBy(value, at) : [[at, value]];
  });

const row = (id: string): RatioRow => ({
  id,
  title: 'English',
  value: 1,
  low: null,
  high: null,
  bound: null,
  met: null,
});

/** Every row that a report may hold, with a value. */
const everyRow = (): RatioRow[] => {
  const subjects = [
    ...entriesOf('official', true).map(({ name }) => name),
    ...QUALITY_STEPS.map(stepSubject),
  ];
  const runs = subjects.map((subject) =>
    blankRun({ subject, round: 0, clip: 'turn', fps: 30, pageWorkMs: 0 }),
  );
  const compared = METRICS.flatMap(({ id }) => [row(id), row(`carmine/${id}`), row(`carmine-at-540p/${id}`)]);
  const long = [
    ...soakRows({ minutes: 20, facts: {}, samples: [], faults: [] }),
    ...mountRows({ count: 100, samples: [], faults: [] }),
  ];
  return [...ratiosOf(runs), ...compared, ...long].map((one) => ({ ...one, value: 1 }));
};

describe.each(['zh-CN', 'zh-TW'] as const)('%s', (language) => {
  const words = WORDS[language];
  test('every text is there and none is English', () => {
    const english = new Map(saidBy(WORDS.en));
    const own = saidBy(words);
    expect(own.map(([path]) => path)).toEqual([...english.keys()]);
    for (const [path, text] of own) {
      expect(text, path).not.toMatch(/undefined|NaN/);
      if (!['comma', 'list', 'sha'].includes(path)) expect(text, path).toMatch(HAN);
      expect(text, path).not.toBe(english.get(path));
    }
  });
  test('every row of a report has a title, no two of them the same', () => {
    const titles = everyRow().map((one) => titleOf(one, words));
    for (const title of titles) expect(title).toMatch(HAN);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test('the two scripts are not mixed', () => {
  const all = (language: 'zh-CN' | 'zh-TW') =>
    [
      ...saidBy(WORDS[language]).map(([, text]) => text),
      ...everyRow().map((one) => titleOf(one, WORDS[language])),
    ].join();
  expect(all('zh-TW')).not.toMatch(/[个帧页单头处实时线图这错误显绘输达标间长启动较机测试]/u);
  expect(all('zh-CN')).not.toMatch(/[個頁單頭處實時線圖這錯誤顯繪輸達標間長啟動較機測試]/u);
});

test('a row of a later version and one without a value say so', () => {
  expect(titleOf(row('of-tomorrow'), WORDS['zh-CN'])).toBe('English');
  expect(titleOf({ ...row('busy-page'), value: null }, WORDS['zh-CN'])).toContain('未测量');
  expect(titleOf(row('busy-page'), WORDS.en)).toBe('English');
});
