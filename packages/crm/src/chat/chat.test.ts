import { describe, expect, it } from 'vitest';
import { heldOut, negations } from '../../../../models/chat/data.ts';
import { ece, macroF1 } from '../../../../models/chat/score.ts';
import { openConsent } from '../consent/store.ts';
import { openShop } from '../testing/page.ts';
import { POLARITIES } from './classes.ts';
import { type ChatReading, classifyChat } from './classify.ts';
import { featuresOf } from './features.ts';
import { simplified } from './script.ts';
import { chatLabels } from './tell.ts';
import { clauses, normalise } from './tokens.ts';
import * as weights from './weights.ts';

const polarity = (text: string): string => {
  const { labels } = classifyChat(text);
  return labels.abstained ?? labels.polarity;
};

describe('what the card says holds', () => {
  const answers = heldOut().map((s) => {
    const { p } = classifyChat(s.text);
    const top = Math.max(...p);
    return { truth: s.polarity, said: POLARITIES[p.indexOf(top)]!, confidence: top };
  });

  it('macro-F1 and calibration on sentences that were held out', () => {
    expect(answers.length).toBeGreaterThan(200);
    expect(macroF1(answers)).toBeGreaterThan(0.88);
    expect(ece(answers)).toBeLessThan(0.06);
  });

  it('at least nine in ten of those it labels are right', () => {
    const labelled = heldOut()
      .map((s) => ({ s, r: classifyChat(s.text) }))
      .filter(({ r }) => !r.labels.abstained);
    expect(labelled.length / answers.length).toBeGreaterThan(0.85);
    expect(
      labelled.filter(({ s, r }) => s.polarity === r.labels.polarity).length / labelled.length,
    ).toBeGreaterThan(0.9);
  });

  it('of the negations at most five are misread', () => {
    const wrong = negations().filter(
      ({ expected, text }) => (polarity(text) === 'negative') !== (expected === 'negative'),
    );
    expect(wrong.map((w) => w.text).length).toBeLessThanOrEqual(5);
  });

  it('weighs less than 150 kB', () => {
    const bytes = [weights.POLARITY.weights, weights.INTENT.weights, weights.SEEN].reduce(
      (n, text) => n + text.length,
      0,
    );
    expect(bytes).toBeLessThan(150_000);
  });
});

describe('a message', () => {
  it.each([
    ['不生气', '生气'],
    ['没有失望', '很失望'],
    ["I'm not angry", "I'm angry"],
    ['一点也不卡粉', '卡粉'],
    ['沒有生氣', '很生氣'],
  ])('%s is not what %s is', (turned, plain) => {
    expect(polarity(plain)).toBe('negative');
    expect(polarity(turned)).not.toBe('negative');
  });

  it.each([['不满意'], ['一点都不好用'], ['not happy'], ['一點都不好推']])('%s is no praise', (text) =>
    expect(polarity(text)).toBe('negative'),
  );

  it.each([['颜色好看，但是物流太慢'], ['lovely colour but it fades too fast'], ['東西很好，可是客服很差']])(
    '%s: feelings both ways are no label',
    (text) => expect(polarity(text)).toBe('mixed'),
  );

  it.each([
    ['Je voudrais savoir quand arrivera ma commande'],
    ['Спасибо большое'],
    ['とても良かったです'],
    ['asdkjh qwlekj zzxcv'],
    ['∀∃⊕'],
    ['   '],
  ])('%s: a language or a noise it does not know is no label', (text) =>
    expect(classifyChat(text).labels.abstained).toBe('unsure'),
  );

  it('reads both scripts alike', () => {
    for (const [traditional, simple] of [
      ['顏色太黃了，很失望', '颜色太黄了，很失望'],
      ['物流很快，謝謝', '物流很快，谢谢'],
    ] as const) {
      expect(simplified(traditional)).toBe(simple);
      expect(classifyChat(traditional)).toEqual(classifyChat(simple));
    }
  });

  it('gives probabilities, whatever it is given', () => {
    for (const text of [
      '',
      '\u0000',
      '\ud800',
      '😡'.repeat(500),
      'x'.repeat(100_000),
      '不'.repeat(5000),
      "'; drop table--",
      '<b>好</b>',
    ]) {
      const { p, labels } = classifyChat(text);
      expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      expect(labels.confidence).toBeGreaterThanOrEqual(0);
      expect(labels.confidence).toBeLessThanOrEqual(1);
    }
  });

  it('of a long one beginning and end are read, and no more', () => {
    const middle = '好看'.repeat(50_000);
    expect(normalise(`很失望${middle}退款`).length).toBeLessThan(700);
    expect(featuresOf(middle).at.length).toBeLessThan(50);
  });
});

describe('clauses: the word that turns is one, and all after it have turned', () => {
  it.each([
    ['颜色好看但是太干', [false, true, true]],
    ['good, but slow. really', [false, true, true, true]],
    ['不是但求最好', [false, true, true]],
  ] as const)('%s', (text, turned) => expect(clauses(normalise(text)).map((c) => c.turned)).toEqual(turned));
});

describe('telling', () => {
  const SECRET = '色号不对，色差太大，打我电话，很失望';

  it('tells labels and not a word of the message, in an event that the contract takes', async () => {
    const { page, server } = openShop();
    const { consent, crm, refusals } = page();
    consent.update({ chat_analysis: 'granted', crm_share: 'granted' }, { method: 'host' });
    const read = chatLabels(crm, { chatId: 'chat-7', allowed: () => true });
    expect(read(SECRET)?.labels).toMatchObject({ polarity: 'negative', intent: 'shade' });
    await crm.flush();
    expect(refusals).toEqual([]);
    const [event] = [...server.stored.values()].filter((e) => JSON.stringify(e).includes('chat.classified'));
    const said = JSON.stringify(event);
    expect(said).toContain('negative');
    for (const piece of ['色差', '电话', '失望']) expect(said).not.toContain(piece);
    expect(JSON.stringify([...server.stored.values()])).not.toContain('色差');
  });

  it('without consent looks at nothing and tells nothing', () => {
    const told: unknown[] = [];
    const emit = ((_: string, data: unknown) => ({ taken: told.push(data) > 0 })) as never;
    const consent = openConsent({ policyVersion: '1', storage: null });
    const allowed = (): boolean => consent.snapshot.purposes.chat_analysis?.state === 'granted';
    const read = chatLabels({ emit }, { chatId: 'chat-7', allowed });
    expect(read(SECRET)).toBeNull();
    consent.update({ chat_analysis: 'granted' }, { method: 'host' });
    const reading = read(SECRET) as ChatReading;
    consent.update({ chat_analysis: 'denied' }, { method: 'host' });
    expect(read(SECRET)).toBeNull();
    expect(told).toEqual([{ chatId: 'chat-7', labels: reading.labels, model: 'chat-1' }]);
  });
});
