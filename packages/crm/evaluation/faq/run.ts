import { openFaq } from '../../src/faq/faq.ts';
import { FaqSearch } from '../../src/faq/search.ts';
import { STARTER } from '../../src/faq/starter/index.ts';
import { FAQ_LOCALES } from '../../src/faq/types.ts';
import { fitWeights, samplesOf } from './fit.ts';
import { isAnswerable, questionsOf, type Split } from './questions.ts';
import { type Judged, judge, type Tally, tally, wilson } from './score.ts';

/**
 * `pnpm crm:faq`: the held-out questions, by language and by intent. `--dev`: those the thresholds were fixed on, with every miss. `--misses`: the misses of the
 * test too; look at them and the test is spent. `--fit`: weights for confidence.ts from the development questions.
 */

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

const row = ({ name, n, right, offered, missed, wrong }: Tally): string => {
  const { share, low, high } = wilson(right, n);
  return `| ${name.padEnd(28)} | ${String(n).padStart(3)} | ${percent(share).padStart(7)} | ${percent(low)} to ${percent(high)} | ${offered} | ${missed} | ${wrong} |`;
};

const table = (title: string, rows: readonly Tally[]): string =>
  [
    `| ${title.padEnd(28)} |   n |   right | 95 % (Wilson) | offered | missed | wrong |`,
    '| --- | --: | --: | --- | --: | --: | --: |',
    ...rows.map(row),
    '',
  ].join('\n');

const intentOf = ({ question }: Judged): string => {
  if (question.gold === '!') return 'care (must go to a person)';
  return STARTER.entries.find((e) => e.id === question.gold)?.intent ?? 'unknown (must not be answered)';
};

const report = (split: Split): void => {
  const faq = openFaq(STARTER);
  const judged = questionsOf(split).map((q) => judge(faq, q));
  const of = (name: string, keep: (j: Judged) => boolean): Tally => tally(name, judged.filter(keep));
  console.log(
    `${split}: ${judged.length} questions, ${STARTER.entries.length} entries, ${STARTER.concepts.length} concepts\n`,
  );
  console.log(
    table('Top-1 with abstentions', [
      of('all', () => true),
      ...FAQ_LOCALES.map((l) => of(l, (j) => j.question.locale === l)),
      of('known', (j) => isAnswerable(j.question)),
      of('not known', (j) => j.question.gold === '-'),
      of('care', (j) => j.question.gold === '!'),
    ]),
  );
  const zh = judged.filter((j) => j.question.locale === 'zh-CN');
  const intents = [...new Set(zh.map(intentOf))];
  console.log(
    table(
      'zh-CN, by intent',
      intents.map((i) =>
        tally(
          i,
          zh.filter((j) => intentOf(j) === i),
        ),
      ),
    ),
  );
  const answers = judged.filter((j) => faq.ask(j.question.text).kind === 'answer');
  const good = wilson(answers.filter((j) => j.outcome === 'right').length, answers.length);
  console.log(
    `Answers given: ${answers.length}, right ${percent(good.share)} (${percent(good.low)} to ${percent(good.high)})\n`,
  );
  if (split === 'dev' || process.argv.includes('--misses'))
    for (const { question, outcome, said } of judged.filter((j) => j.outcome !== 'right'))
      console.log(`${outcome.padEnd(8)} ${question.gold} | ${question.text} | ${said}`);
};

if (process.argv.includes('--fit')) {
  const weights = fitWeights(samplesOf(new FaqSearch(STARTER), questionsOf('dev')));
  console.log(`[${weights.map((w) => w.toFixed(3)).join(', ')}]`);
} else report(process.argv.includes('--dev') ? 'dev' : 'test');
