/** Prints how often the truly best shade of a 40-shade line is first or among three, by colour error (skin.md 0.9 and S1). */
import { demoCatalogue } from './src/demo/index.ts';
import {
  matchAccuracy,
  meanError,
  readingCov,
  usersAtLarge,
  usersOfLine,
} from './src/match/simulated-users.ts';

const percent = (x: number): string => `${(100 * x).toFixed(1)}%`;
const lines = [...new Set(demoCatalogue.filter((s) => s.type === 'foundation').map((s) => s.line))];
const count = Number(process.argv[2] ?? 400);

console.log(`${count} simulated users a row\n`);
console.log('line | users | mean dE00 | top-1 | top-3 | regret | abstained | top-1 when named | claimed');
for (const line of lines) {
  const shades = demoCatalogue.filter((s) => s.line === line);
  for (const kind of ['of the line', 'at large'])
    for (const scale of [0.58, 1.13, 1.7]) {
      const users = kind === 'at large' ? usersAtLarge(count, scale) : usersOfLine(shades, count, scale);
      const r = matchAccuracy(users, shades, readingCov(scale));
      const row = [meanError(users).toFixed(2), percent(r.top1), percent(r.top3), r.regret.toFixed(2)];
      const named = [percent(r.abstained), percent(r.top1Named), percent(r.claimed)];
      console.log([line, kind, ...row, ...named].join(' | '));
    }
}

console.log('\nby depth, both lines, users of the line, colour error about 2.3');
for (const [name, lo, hi] of [
  ['L* under 44', 0, 44],
  ['L* 44-60', 44, 60],
  ['L* over 60', 60, 100],
] as const) {
  const rows = lines.map((line) => {
    const shades = demoCatalogue.filter((s) => s.line === line);
    const band = shades.filter((s) => s.color.lab[0] >= lo && s.color.lab[0] < hi);
    const users = usersOfLine(band, count, 1.13, 3);
    return { error: meanError(users), ...matchAccuracy(users, shades, readingCov(1.13)) };
  });
  const mean = (f: (r: (typeof rows)[number]) => number): number =>
    rows.reduce((s, r) => s + f(r), 0) / rows.length;
  const numbers = [
    percent(mean((r) => r.top1)),
    percent(mean((r) => r.top3)),
    percent(mean((r) => r.abstained)),
  ];
  console.log([name, mean((r) => r.error).toFixed(2), ...numbers].join(' | '));
}
