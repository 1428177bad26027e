import { describe, expect, it } from 'vitest';
import { ALIKE_FROM, alike } from './alike.ts';
import { type FaqReply, openFaq, QUESTION_MAX, titleOf } from './faq.ts';
import { fold, foldWithPlaces } from './fold.ts';
import { STARTER } from './starter/index.ts';
import { stem, tokens } from './tokens.ts';

const faq = openFaq(STARTER);
const answered = (question: string): string => {
  const reply = faq.ask(question);
  return reply.kind === 'answer' ? reply.entry.id : reply.kind;
};

describe('writing', () => {
  it.each([
    ['粉底氧化變黃', '粉底氧化变黄'],
    ['ＳＰＦ３０', 'spf30'],
    ['ΔE', 'δe'],
    ['臺灣專櫃', '台湾专柜'],
  ])('%s is read as %s', (given, read) => expect(fold(given)).toBe(read));

  it('keeps where each character was, ligatures and halves of pairs included', () => {
    const { text, from } = foldWithPlaces('ﬀ😀發灰');
    expect(text).toBe('ff😀发灰');
    expect(from).toEqual([0, 0, 1, 1, 3, 4, 5]);
  });

  it('takes Chinese in pairs without asking-words, other scripts as stems', () => {
    expect(tokens('粉底怎么会变暗呢？')).toEqual(['粉底', '变暗']);
    expect(tokens('How do I stop my lashes clumping?')).toEqual(['stop', 'lash', 'clump']);
    expect(['brushes', 'darkens', 'dirties', 'gloss', 'blended', 'mixing'].map(stem)).toEqual([
      'brush',
      'darken',
      'dirty',
      'gloss',
      'blend',
      'mix',
    ]);
  });
});

describe('answers', () => {
  it('every title of every entry, in each language, with itself', () => {
    const off = STARTER.entries.flatMap((entry) =>
      (['zh-CN', 'zh-TW', 'en'] as const).flatMap((locale) => {
        const title = titleOf(entry, locale);
        return answered(title) === entry.id ? [] : [`${entry.id} ${locale}: ${answered(title)}`];
      }),
    );
    expect(off).toEqual([]);
  });

  it('the same in either script, width and case', () => {
    const ways = ['粉底会氧化发黑吗', '粉底會氧化發黑嗎', '　粉底會氧化發黑嗎？？ '];
    expect(ways.map(answered)).toEqual(['wear-oxidise', 'wear-oxidise', 'wear-oxidise']);
    expect(['DOES FOUNDATION OXIDISE', 'does foundation oxidise?'].map(answered)).toEqual([
      'wear-oxidise',
      'wear-oxidise',
    ]);
  });

  it('with the way from the customer’s own words over concepts to the entry', () => {
    const reply = faq.ask('上了粉慘白慘白的') as Extract<FaqReply, { kind: 'answer' }>;
    expect(reply.entry.id).toBe('undertone-grey');
    expect(reply.why[0]).toMatchObject({ words: '慘白', concept: { id: 'grey-cast' } });
    const hop = faq.ask('夏天 neck');
    const steps =
      hop.kind === 'suggest' ? hop.found.flatMap((f) => f.why) : hop.kind === 'answer' ? hop.why : [];
    expect(steps.map((s) => s.concept.id)).toContain('season');
  });

  it('over a neighbour in the graph, and says which', () => {
    const small = openFaq({
      ...STARTER,
      entries: STARTER.entries.filter((e) =>
        ['wear-cake', 'order-ship', 'scan-light', 'lip-line'].includes(e.id),
      ),
      concepts: STARTER.concepts.map((c) =>
        c.id === 'dry-skin' ? { ...c, links: [{ to: 'caking', relation: 'affects' }] } : c,
      ),
    });
    const withoutDry = openFaq({
      ...small.knowledge,
      entries: small.knowledge.entries.map((e) => ({ ...e, about: e.about.filter((c) => c !== 'dry-skin') })),
    });
    const reply = withoutDry.ask('沙漠皮');
    const why = reply.kind === 'answer' ? reply.why : reply.kind === 'suggest' ? reply.found[0]!.why : [];
    expect(why).toMatchObject([
      { words: '沙漠皮', concept: { id: 'dry-skin' }, through: { concept: { id: 'caking' } } },
    ]);
  });
});

describe('no answer', () => {
  it.each(['', '   ', '？！。', '😀😀', '\u200b'])('to nothing: %j', (text) =>
    expect(faq.ask(text)).toMatchObject({ kind: 'abstain', reason: 'empty', confidence: 0 }),
  );

  it.each([
    '今天的股票怎么样',
    'what is the weather in Paris',
    '附近哪裡有停車場',
    '!!!select * from users--',
  ])('to what nothing is known of: %s', (text) =>
    expect(faq.ask(text)).toMatchObject({ kind: 'abstain', reason: 'unknown' }),
  );

  it('takes a very long text, and reads its beginning', () => {
    const long = `粉底氧化变暗怎么办${'啊'.repeat(QUESTION_MAX)}${'隐私'.repeat(5000)}`;
    expect(answered(long)).toBe('wear-oxidise');
  });

  it('says so of an empty book', () =>
    expect(openFaq({ format: 1, version: '0', concepts: [], entries: [] }).ask('粉底')).toMatchObject({
      kind: 'abstain',
      reason: 'unknown',
    }));
});

it('questions that differ in script or asking-words only are one in a queue, others are not', () => {
  expect(alike('口红可以刻字吗？', '唇膏能刻字嗎')).toBeLessThan(1);
  expect(alike('口红可以刻字吗？', '口紅能不能刻字')).toBe(1);
  expect(alike('do you do engraving', 'Engraving?')).toBe(1);
  expect(alike('口红可以刻字吗', '口红可以退吗')).toBeLessThan(ALIKE_FROM);
  expect(alike('吗', '呢')).toBe(0);
});
