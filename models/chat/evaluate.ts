import {
  type ChatReading,
  classifyChat,
  type Models,
  openModels,
} from '../../packages/crm/src/chat/classify.ts';
import { FEELINGS, keyOf } from '../../packages/crm/src/chat/lexicon.ts';
import { clauses, normalise } from '../../packages/crm/src/chat/tokens.ts';
import { INTENT, POLARITY, SEEN } from '../../packages/crm/src/chat/weights.ts';
import { dice } from '../../packages/crm/src/testing/dice.ts';
import { handWritten, heldOut, INTENTS, negations, POLARITIES, type Sample } from './data.ts';
import { trainModels } from './model.ts';
import { type Answer, accuracy, bootstrapped, classScores, ece, type Interval, macroF1 } from './score.ts';
import { madeSentences } from './templates.ts';

/**
 * `pnpm chat:eval`: the held-out sentences. `--blind`: by a model trained again without the words of the lexicon that the training sentences
 * do not have and the held-out ones do, because one person wrote both. `--show`: what went wrong.
 */

const BLIND = process.argv.includes('--blind');

const keys = (samples: readonly Sample[]): string =>
  samples
    .map((s) =>
      clauses(normalise(s.text))
        .map((c) => ` ${keyOf(c.tokens)}`)
        .join('|'),
    )
    .join('\n');

/** Takes out what only the held-out sentences have; returns how many words. */
const blindfold = (): number => {
  const held = keys(heldOut());
  const known = keys([...handWritten(), ...madeSentences(dice(1), 500)]);
  const only = [...FEELINGS.keys()].filter((k) => {
    const whole = /[a-z]/.test(k) ? ` ${k}` : k;
    return held.includes(whole) && !known.includes(whole);
  });
  for (const key of only) (FEELINGS as Map<string, number>).delete(key);
  return only.length;
};

const modelsOf = (): Models => {
  if (!BLIND) return openModels({ polarity: POLARITY, intent: INTENT, seen: SEEN });
  console.log(`${blindfold()} words of the lexicon taken out`);
  return openModels(trainModels());
};

const models = modelsOf();
const read = (text: string): ChatReading => classifyChat(text, models);
const samples = heldOut();
const readings = samples.map((s) => ({ s, r: read(s.text) }));
/** Whatever its doubts: the likeliest class. */
const forced: Answer[] = readings.map(({ s, r }) => ({
  truth: s.polarity,
  said: POLARITIES[r.p.indexOf(Math.max(...r.p))]!,
  confidence: Math.max(...r.p),
}));
const labelled = readings.map(({ r }, i) => ({ r, a: forced[i]! })).filter(({ r }) => !r.labels.abstained);
const intents: Answer[] = readings.map(({ s, r }) => ({
  truth: s.intent,
  said: r.labels.intent,
  confidence: 1,
}));

const cell = ({ value, low, high }: Interval): string =>
  `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
const line = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

line('What', 'n', 'Value (95 %)');
line('---', '---', '---');
line('Macro-F1, four classes, never abstaining', forced.length, cell(bootstrapped(forced, macroF1)));
for (const locale of ['zh-CN', 'zh-TW', 'en']) {
  const own = forced.filter((_, i) => samples[i]!.locale === locale);
  line(`… ${locale}`, own.length, cell(bootstrapped(own, macroF1)));
}
line('Calibration error (ECE)', forced.length, cell(bootstrapped(forced, ece)));
line('Labelled (not abstained)', forced.length, (labelled.length / forced.length).toFixed(3));
line(
  'Right, of those labelled',
  labelled.length,
  cell(
    bootstrapped(
      labelled.map(({ a }) => a),
      accuracy,
    ),
  ),
);
line('Subject, macro-F1 of six', intents.length, cell(bootstrapped(intents, macroF1)));

console.log('');
line('Class', 'n', 'Precision', 'Recall', 'F1 (95 %)');
line('---', '---', '---', '---', '---');
for (const c of classScores(forced, POLARITIES))
  line(c.name, c.n, c.precision.toFixed(2), c.recall.toFixed(2), cell(c.f1));
for (const c of classScores(intents, INTENTS))
  line(c.name, c.n, c.precision.toFixed(2), c.recall.toFixed(2), cell(c.f1));

console.log('');
const turned = negations().map((n) => ({ n, r: read(n.text) }));
const wrong = turned.filter(
  ({ n, r }) =>
    (r.labels.polarity === 'negative' && !r.labels.abstained) !== (n.expected === 'negative') &&
    !(r.labels.abstained && n.expected === 'negative'),
);
const silent = turned.filter(({ n, r }) => n.expected === 'negative' && r.labels.abstained);
console.log(
  `negations: ${turned.length}, wrong ${wrong.length}, negative ones abstained from ${silent.length}`,
);
if (process.argv.includes('--show')) {
  for (const { n, r } of [...wrong, ...silent]) console.log(n.expected, n.text, JSON.stringify(r.labels));
  for (const [i, a] of forced.entries())
    if (a.truth !== a.said)
      console.log(
        a.truth,
        '->',
        a.said,
        a.confidence.toFixed(2),
        readings[i]!.r.labels.abstained ?? '',
        samples[i]!.text,
      );
}
