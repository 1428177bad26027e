import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/auth/staff.ts';
import { OUTCOMES } from '../../../src/cases/words.ts';
import { PURPOSES, WIRE_NAMES } from '../../../src/contract.ts';
import { SOURCES } from '../../../src/imports/profiles.ts';
import { STRONG, WEAK } from '../../../src/people/merge.ts';
import { SCENES } from '../../../src/scenes/rules.ts';
import { TAG_RULES } from '../../../src/value/tags.ts';
import { TIERS } from '../../../src/value/tiers.ts';
import { LOCALES, NAMES, nameIn, TEXTS, textIn } from './index.ts';

const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort();

describe.each(LOCALES)('%s', (locale) => {
  it.each([
    ['texts', TEXTS],
    ['names', NAMES],
  ] as const)('has every key of the %s, none empty, with the same places', (_, table) => {
    const own = table[locale] as Readonly<Record<string, string>>;
    const english = table.en as Readonly<Record<string, string>>;
    expect(Object.keys(own).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(own)) {
      expect(text.trim(), key).not.toBe('');
      expect(places(text), key).toEqual(places(english[key]!));
    }
  });

  it('has a name for everything the store can hold', () => {
    const held: readonly (readonly [string, readonly string[]])[] = [
      ['type', WIRE_NAMES],
      ['outcome', OUTCOMES],
      ['purpose', PURPOSES],
      ['source', SOURCES],
      ['kind', [...STRONG, ...WEAK]],
      ['scene', SCENES.map((s) => s.scene)],
      ['tag', TAG_RULES.map((r) => r.tag)],
      ['tier', TIERS],
      ['role', Object.keys(ROLES)],
      ['stage', ['visitor', 'trial', 'new', 'active', 'lapsing', 'lapsed', 'won-back']],
    ];
    for (const [group, values] of held)
      for (const value of values)
        expect(
          (NAMES[locale] as Readonly<Record<string, string>>)[`${group}.${value}`],
          `${group}.${value}`,
        ).toBeTruthy();
  });
});

it('Traditional is not Simplified in another name: words differ too, not letters only', () => {
  const texts = Object.entries(TEXTS['zh-CN']).filter(([, text]) => text.length > 6);
  const same = texts.filter(([key, text]) => TEXTS['zh-TW'][key as keyof typeof TEXTS.en] === text);
  expect(same.length / texts.length).toBeLessThan(0.1);
});

it('places are filled, and what has no name stays readable', () => {
  expect(textIn('en', 'cases.closeTitle', { id: 'S-1' })).toBe('Close case S-1');
  expect(nameIn('zh-CN', 'tier', 'gold')).toBe('黄金');
  expect(nameIn('en', 'tier', 'unheard')).toBe('unheard');
});
