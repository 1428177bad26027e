/**
 * S1 of skin.md 8: how often the truly best shade is first or among three with the error of our colour reading, and whether the stated probabilities
 * are honest. Prints markdown and writes models/skin/SHADES.md. Run: pnpm skin:shades
 */
import { writeFileSync } from 'node:fs';
import { ITA_CLASSES, type ItaClass, type Lab } from '@carmine/color';
import { depthQuestion } from '@carmine/shades';
import { wornByCustomers } from './fits.ts';
import { demoLines, type Line, retailLines } from './lines.ts';
import {
  type Customer,
  customersAtLarge,
  customersOfLine,
  meanError,
  netReadings,
  uniform,
} from './readings.ts';
import { type Answer, answers, baseline, type Score, scoreOf } from './score.ts';
import { trustTable } from './trust.ts';

const COUNT = 300;
const RETAIL = 12;

const percent = (x: number): string => (Number.isFinite(x) ? `${(100 * x).toFixed(0)}` : '-');
const fixed = (x: number): string => (Number.isFinite(x) ? x.toFixed(2) : '-');
const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

const readings = netReadings();
const both = readings.filter((r) => r.eyes);
const coloursOf = (line: Line): Lab[] => line.shades.map((s) => s.color.lab);

interface Group {
  readonly name: string;
  readonly parts: readonly { readonly line: Line; readonly customers: readonly Customer[] }[];
}
const ofLines = (name: string, lines: readonly Line[], eyes: boolean): Group => ({
  name,
  parts: lines.map((line, i) => ({
    line,
    customers: customersOfLine(eyes ? both : readings, coloursOf(line), {
      count: Math.ceil(COUNT / (lines.length > 4 ? 3 : 1)),
      seed: 11 + i,
    }),
  })),
});
const atLarge = (name: string, lines: readonly Line[], eyes: boolean): Group => ({
  name,
  parts: lines.map((line) => ({ line, customers: customersAtLarge(eyes ? both : readings, COUNT) })),
});

const demo = demoLines();
const retail = retailLines().slice(0, RETAIL);
const groups: Group[] = [
  ofLines('demo lines, skin is a shade, both eyes read', demo, true),
  ofLines('demo lines, skin is a shade, any picture', demo, false),
  atLarge('demo lines, anybody, both eyes read', demo, true),
  atLarge('demo lines, anybody, any picture', demo, false),
  ...(retail.length
    ? [
        ofLines(`${retail.length} retail layouts, skin is a shade, both eyes read`, retail, true),
        ofLines(`${retail.length} retail layouts, skin is a shade, any picture`, retail, false),
      ]
    : []),
];

const answered = groups.map((g) => ({
  ...g,
  answers: g.parts.map((p) => answers(p.customers, p.line.shades)),
}));
const cells = (s: Score): string[] => [percent(s.top1), percent(s.top3), fixed(s.regret)];
const meanScore = (scores: readonly Score[]): Score => {
  const n = scores.reduce((sum, s) => sum + s.customers, 0);
  const of = (k: 'top1' | 'top3' | 'regret'): number =>
    scores.reduce((sum, s) => sum + s[k] * s.customers, 0) / n;
  return { top1: of('top1'), top3: of('top3'), regret: of('regret'), customers: n };
};

const accuracy = (): string =>
  table(
    [
      'Customers',
      'mean dE00',
      'top-1 %',
      'top-3 %',
      'regret',
      'nearest Lab',
      'nearest hex',
      'one shade named %',
      'top-1 when named',
      'regret when named',
      'best in the range %',
    ],
    answered.map(({ name, parts, answers: lists }) => {
      const all = lists.flat();
      const named = scoreOf(all.filter((a) => !a.abstained));
      const ranged = all.filter((a) => a.inRange !== null);
      const base = (which: 'nearest Lab' | 'nearest hex'): string =>
        cells(meanScore(parts.map((p) => baseline(which, p.customers, p.line.shades)))).join(' / ');
      return row(
        name,
        fixed(meanError(parts.flatMap((p) => p.customers))),
        ...cells(scoreOf(all)),
        base('nearest Lab'),
        base('nearest hex'),
        percent(named.customers / all.length),
        percent(named.top1),
        fixed(named.regret),
        percent(ranged.filter((a) => a.inRange).length / ranged.length),
      );
    }),
  );

const byClass = (list: readonly Answer[]): string =>
  table(
    ['ITA class', 'customers', 'mean dE00', 'top-1 %', 'top-3 %', 'regret', 'named %', 'claimed pBest %'],
    ITA_CLASSES.map((name: ItaClass) => {
      const some = list.filter((a) => a.customer.ita === name);
      const claimed = some.reduce((s, a) => s + a.pBest, 0) / some.length;
      return row(
        name,
        some.length,
        fixed(meanError(some.map((a) => a.customer))),
        ...cells(scoreOf(some)),
        percent(some.filter((a) => !a.abstained).length / some.length),
        percent(claimed),
      );
    }),
  );

const BINS = [0, 0.15, 0.25, 0.35, 0.45, 0.6, 1.01] as const;
const reliability = (
  list: readonly Answer[],
  claim: (a: Answer) => number,
  came: (a: Answer) => boolean,
): string =>
  table(
    ['claimed', 'answers', 'mean claim %', 'came true %'],
    BINS.slice(0, -1).flatMap((from, i) => {
      const to = BINS[i + 1]!;
      const some = list.filter((a) => claim(a) >= from && claim(a) < to);
      if (some.length === 0) return [];
      const mean = some.reduce((s, a) => s + claim(a), 0) / some.length;
      return [
        row(
          `${percent(from)}-${percent(Math.min(1, to))}`,
          some.length,
          percent(mean),
          percent(some.filter(came).length / some.length),
        ),
      ];
    }),
  );

/** The customer holds five swatches against the jaw and takes the nearest, seeing lightness to `sight` L*; the matcher counts on 2.5. */
const afterQuestion = (sight: number): string[] => {
  const next = uniform(3);
  const pick = (c: Customer): number => {
    // Four uniform numbers: a deviation of sight.
    const noise = sight * (next() + next() + next() + next() - 2) * Math.sqrt(3);
    const off = (depth: number): number => Math.abs(depth - c.truth[0] - noise);
    const swatches = depthQuestion({ lab: c.seen, cov: c.cov });
    return swatches.reduce((p, q) => (off(q.depth) < off(p.depth) ? q : p)).depth;
  };
  return groups.slice(0, 4).map(({ name, parts }) => {
    const list = parts.flatMap((p) => answers(p.customers, p.line.shades, { depth: pick }));
    const named = list.filter((a) => !a.abstained);
    return row(name, fixed(sight), ...cells(scoreOf(list)), percent(named.length / list.length));
  });
};

/** The customer names the shade of the other demo line that they wear. */
const afterFit = (scale: number, error: string): string[] =>
  groups.slice(0, 4).map(({ name, parts }) => {
    const list = parts.flatMap((p, i) =>
      answers(p.customers, p.line.shades, { fits: wornByCustomers(demo[1 - i]!.shades, scale) }),
    );
    const named = list.filter((a) => !a.abstained);
    return row(name, error, ...cells(scoreOf(list)), percent(named.length / list.length));
  });

const large = answered[3]!.answers.flat();
const text = `# Shades: how often the match is right, and whether it knows

Written by \`pnpm skin:shades\`. **Simulated**: readings of the committed ColourNet on people, cameras and lights it never saw (\`shades/readings.json\`, ${readings.length} readings, six ITA
classes alike, written by \`shades/readings.py\`), with their calibrated covariance. Deep tones are extrapolated. "Skin is a shade": the protocol of skin.md 0.9, the error of a reading of
the same class laid on a colour of the line. "Anybody": the simulated people themselves, whose skin may lie between shades. Retail layouts: lines of 40 and more whose hex is taken for the truth; their spacing
is real, their colours are not. Targets S1 of skin.md 8: top-1 50 %, top-3 82 %, regret 1.7 dE00. Baselines are top-1 / top-3 / regret.

## Accuracy

${accuracy()}

## After the depth question

Where a reading is uncertain, five swatches are shown and the customer takes the one nearest to their jaw (here asked of everybody). How
well people see that on a screen is not known: two guesses, standard deviation in L*.

${table(['Customers', 'seen to L*', 'top-1 %', 'top-3 %', 'regret', 'one shade named %'], [...afterQuestion(1.5), ...afterQuestion(3)])}

## After a shade that fits

The customer names the shade of the *other* demo line that they wear (\`fits\`, here asked of everybody). How well people wear what fits is not known: chosen with an error of about 1.3 dE00, and of 3.

${table(['Customers', 'worn shade off by', 'top-1 %', 'top-3 %', 'regret', 'one shade named %'], [...afterFit(0.58, '1.3 and the nearest of the line'), ...afterFit(1.35, '3 and the nearest of the line')])}

## By ITA class, anybody, any picture, both demo lines

${byClass(large)}

## Is P(best of the line) honest? Anybody, any picture

${reliability(
  large,
  (a) => a.pBest,
  (a) => a.hit,
)}

## Is P(within 2 dE00) honest?

${reliability(
  large,
  (a) => a.pWithin2,
  (a) => a.within2,
)}

## Where the shade's number comes from

The first demo line, its catalogue colours known as well as the trust level says; both eyes read, skin is a shade. Pictures: lighter by 12 - .1 L*, half as vivid again, 6 degrees yellower, with 2 dE of scatter.

${trustTable(demo[0]!, customersOfLine(both, coloursOf(demo[0]!), { count: COUNT, seed: 11 }))}
`;

console.log(text);
writeFileSync(new URL('../../../models/skin/SHADES.md', import.meta.url), text);
