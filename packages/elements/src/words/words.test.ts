import { REASON_KEYS } from '@carmine/shades';
import { expect, test } from 'vitest';
import { LOCALES } from '../locales/index.ts';
import { fill, megabytes, number, percent } from './format.ts';
import { abstainText, gateText, measureReasonText, reasonText } from './reasons.ts';
import { nextIndex } from './roving.ts';

test.each([
  [1.25, 1, 'en', '1.3'],
  [-1.44, 1, 'en', '−1.4'],
  [-0.01, 1, 'zh-CN', '0.0'],
  [1234.5, 0, 'en', '1,235'],
  [31.9, 0, 'zh-TW', '32'],
] as const)('number %s with %s decimals in %s is %s', (value, digits, locale, text) => {
  expect(number(value, locale, digits)).toBe(text);
});

test.each([
  [0.523, '52%'],
  [0, '0%'],
  [0.001, '<1%'],
  [0.9995, '>99%'],
  [1, '100%'],
] as const)('share %s reads %s', (share, text) => {
  for (const locale of LOCALES) expect(percent(share, locale)).toBe(text);
});

test('bytes read as megabytes', () => {
  expect(megabytes(13_049_000, 'en')).toBe('13.0');
});

test('places are filled, unknown ones stay readable', () => {
  expect(fill('{a} of {b}', { a: 1 })).toBe('1 of b');
});

test.each([
  ['depth.touch-lighter', { dL: 1.34, dE: 1.1 }, 'en', 'A touch lighter than your skin (+1.3 L*)'],
  ['depth.touch-deeper', { dL: -1.4, dE: -1.2 }, 'zh-CN', '比您的肤色略深（−1.4 L*）'],
  [
    'undertone.same',
    { dH: 0.1, dE: 0.1, skin: 'warm', p: 0.71 },
    'en',
    'Same undertone as yours: warm (71%)',
  ],
  ['undertone.cooler', { dH: -2, dE: -1.6, skin: 'olive', p: 0.5 }, 'zh-TW', '比您的橄欖調更冷，相差 1.6 階'],
  ['coverage.full', { cr: 0.8 }, 'zh-CN', '高遮盖（对比率 0.80）：瓶中颜色就是上脸颜色'],
  ['reading.cause', { cause: 'cast' }, 'zh-CN', '影响读数的原因：灯光偏色'],
  ['lip.family', { family: 'berry' }, 'zh-TW', '上唇後屬於莓果色系'],
  ['made-up-key', {}, 'en', 'made-up-key'],
] as const)('reason %s %o in %s', (key, values, locale, text) => {
  expect(reasonText(key, locale, values)).toBe(text);
});

test('no reason leaves a place open when its numbers are given', () => {
  for (const [key, note] of Object.entries(REASON_KEYS)) {
    const names = [...note.matchAll(/\{([\w-]+)\}/g)].map((m) => m[1]!);
    const values = Object.fromEntries([...names, 'sku', 'dE00', 'minutes'].map((n) => [n, 1]));
    for (const locale of LOCALES) expect(reasonText(key, locale, values)).not.toMatch(/\{|undefined|NaN/);
  }
});

test('gates and abstentions have words, unknown keys stay themselves', () => {
  expect(gateText('hold-still', 'zh-CN')).toContain('保持');
  expect(gateText('new-hint', 'en')).toBe('new-hint');
  expect(abstainText('out-of-range', 'zh-TW')).toContain('系列');
  expect(measureReasonText('too-little-skin', 'en')).toContain('skin');
});

test.each([
  ['ArrowRight', 4, 0],
  ['ArrowLeft', 0, 4],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 3, 3],
  ['ArrowUp', 4, 1],
  ['Home', 3, 0],
  ['End', 0, 4],
  ['a', 0, null],
] as const)('key %s from %s of five in rows of three leads to %s', (key, from, to) => {
  expect(nextIndex(key, from, 5, 3)).toBe(to);
});
