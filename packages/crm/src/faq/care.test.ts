import { describe, expect, it } from 'vitest';
import { isAnswerable, questionsOf } from '../../evaluation/faq/questions.ts';
import { needsCare } from './care.ts';
import { openFaq } from './faq.ts';
import { STARTER } from './starter/index.ts';
import { FAQ_LOCALES } from './types.ts';

const faq = openFaq(STARTER);

describe('questions of how a body reacts go to a person, whatever is known', () => {
  it.each([
    ['zh-CN', '用了这款粉底脸上过敏了怎么办'],
    ['zh-CN', '孕妇可以涂口红吗'],
    ['zh-CN', '脸上有痘印用什么遮瑕'],
    ['zh-CN', '眼睛被睫毛膏弄得很疼'],
    ['zh-CN', '涂药以后能上粉底吗'],
    ['zh-CN', '医美术后多久可以化妆'],
    ['zh-TW', '擦粉底後臉頰紅腫'],
    ['zh-TW', '餵母乳期間可以用唇膏嗎，會不會有副作用'],
    ['zh-TW', '做完雷射可以上粉底嗎'],
    ['zh-TW', '皮膚發炎了要看醫生嗎'],
    ['en', 'My lips are swollen after this lipstick'],
    ['en', 'Which foundation covers acne best?'],
    ['en', 'Is the mascara safe during pregnancy?'],
    ['en', 'Can the mirror diagnose my skin?'],
    ['en', 'It BURNS under my eyes'],
  ])('%s: %s', (_, question) => {
    expect(needsCare(question)).toBe(true);
    expect(faq.ask(question)).toEqual({ kind: 'abstain', reason: 'care', confidence: 0, margin: 0 });
  });

  it('full-width, traditional and mixed writing do not get by', () => {
    for (const way of ['過敏', 'ＡＣＮＥ', '我有acne', '紅 ＲＡＳＨ', '藥妝的藥'])
      expect(needsCare(way), way).toBe(true);
  });
});

it('holds back no question that an entry is made for', () => {
  const held = STARTER.entries.flatMap((e) => FAQ_LOCALES.flatMap((l) => e.questions[l].filter(needsCare)));
  expect(held).toEqual([]);
});

it('holds back no answerable question of development and test', () => {
  const known = [...questionsOf('dev'), ...questionsOf('test')].filter(isAnswerable);
  expect(known.map((q) => q.text).filter(needsCare)).toEqual([]);
});
