import { describe, expect, it } from 'vitest';
import { fitWeights, samplesOf } from '../../evaluation/faq/fit.ts';
import { isAnswerable, questionsOf } from '../../evaluation/faq/questions.ts';
import { judge, tally, wilson } from '../../evaluation/faq/score.ts';
import { WEIGHTS } from './confidence.ts';
import { openFaq } from './faq.ts';
import { FaqSearch } from './search.ts';
import { STARTER } from './starter/index.ts';
import { tokens } from './tokens.ts';
import { FAQ_LOCALES } from './types.ts';

const [dev, test] = [questionsOf('dev'), questionsOf('test')];
const faq = openFaq(STARTER);
const judged = test.map((q) => judge(faq, q));
const plain = (text: string): string => tokens(text).join(' ');

describe('the questions', () => {
  it.each([
    ['zh-CN', 200],
    ['zh-TW', 60],
    ['en', 60],
  ] as const)('%s: at least %i held out, a quarter of them not to be answered', (locale, least) => {
    const own = test.filter((q) => q.locale === locale);
    expect(own.length).toBeGreaterThanOrEqual(least);
    expect(own.filter((q) => !isAnswerable(q)).length / own.length).toBeGreaterThanOrEqual(0.25);
  });

  it('name entries that exist, and every entry is asked for in the test', () => {
    const ids = new Set(STARTER.entries.map((e) => e.id));
    expect([...dev, ...test].filter((q) => isAnswerable(q) && !ids.has(q.gold))).toEqual([]);
    const asked = new Set(test.map((q) => q.gold));
    expect([...ids].filter((id) => !asked.has(id))).toEqual([]);
  });

  it('of the test are neither in the index nor among those that thresholds were fixed on', () => {
    const known = new Set(
      [
        ...STARTER.entries.flatMap((e) => FAQ_LOCALES.flatMap((l) => e.questions[l])),
        ...dev.map((q) => q.text),
      ].map(plain),
    );
    expect(test.map((q) => q.text).filter((text) => known.has(plain(text)))).toEqual([]);
  });
});

describe('the held-out test', () => {
  // Floors some points below what was measured (docs/decisions/0310): they tell a fault, not a claim.
  it.each([
    ['all', () => true, 0.83],
    ['known', isAnswerable, 0.82],
    ['not known', (q: { gold: string }) => q.gold === '-', 0.78],
  ] as const)('top-1 with abstentions, %s', (name, keep, least) => {
    const { right, n } = tally(
      name,
      judged.filter((j) => keep(j.question)),
    );
    expect(right / n).toBeGreaterThanOrEqual(least);
  });

  it('hands every question of a body’s reactions to a person', () => {
    const care = judged.filter((j) => j.question.gold === '!');
    expect(care.filter((j) => j.outcome !== 'right')).toEqual([]);
    expect(care.length).toBeGreaterThan(20);
  });

  it('is right in nine of ten of the answers it gives', () => {
    const given = judged.filter((j) => faq.ask(j.question.text).kind === 'answer');
    expect(given.filter((j) => j.outcome === 'right').length / given.length).toBeGreaterThanOrEqual(0.89);
  });
});

it('the weights of the confidence are those that the development questions give', () => {
  const fitted = fitWeights(samplesOf(new FaqSearch(STARTER), dev));
  expect(fitted.map((w) => w.toFixed(3))).toEqual(WEIGHTS.map((w) => w.toFixed(3)));
});

it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
])('Wilson: %i of %i (Newcombe 1998, table I)', (k, n, low, high) => {
  const found = wilson(k, n);
  expect([found.low, found.high].map((x) => x.toFixed(4))).toEqual([low.toFixed(4), high.toFixed(4)]);
});
