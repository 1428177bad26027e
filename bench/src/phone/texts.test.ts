import { expect, test } from 'vitest';
import { TEXTS } from './texts.ts';

test('every text is there in every language, and differs from English', () => {
  const say = (texts: (typeof TEXTS)['en']) =>
    Object.values(texts).map((text) =>
      typeof text === 'string' ? text : text(1 as never, 2 as never, 3 as never),
    );
  for (const language of ['zh-CN', 'zh-TW'] as const) {
    expect(Object.keys(TEXTS[language])).toEqual(Object.keys(TEXTS.en));
    say(TEXTS[language]).forEach((text, i) => {
      expect(text).toMatch(/\p{Script=Han}/u);
      expect(text).not.toBe(say(TEXTS.en)[i]);
    });
  }
});
