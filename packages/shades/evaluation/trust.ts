import { type Lab, labToHex, labToLch, lchToLab } from '@carmine/color';
import { parseCatalogue, type Shade } from '@carmine/shades';
import type { Line } from './lines.ts';
import { type Customer, uniform } from './readings.ts';
import { answers, scoreOf } from './score.ts';

/** A normal number, near enough (sum of twelve). */
const normal = (next: () => number): number => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += next();
  return sum;
};

/** How a brand's picture might show a shade: lighter, half as vivid again, yellower, and not twice the same. */
const picture = (lab: Lab, next: () => number): string => {
  const [L, C, h] = labToLch(lab);
  return labToHex(
    lchToLab([12 + 0.9 * L + 1.5 * normal(next), 1.5 * C + 1.5 * normal(next), h + 6 + 2 * normal(next)]),
  );
};

const noisy = (lab: Lab, sd: number, next: () => number): Lab => [
  lab[0] + sd * normal(next),
  lab[1] + sd * normal(next),
  lab[2] + sd * normal(next),
];

/** The catalogue of a line as a shop might have it; the truth stays the line's. */
const CATALOGUES: readonly (readonly [string, (line: Line, next: () => number) => object[]])[] = [
  ['T0, as measured', (line) => line.shades.map((s) => ({ ...s, color: { lab: s.color.lab, trust: 'T0' } }))],
  ...(['T1', 'T2'] as const).map(
    (trust) =>
      [
        `${trust}, instrument or published Lab`,
        (line: Line, next: () => number) =>
          line.shades.map((s) => ({
            ...s,
            color: { lab: noisy(s.color.lab, trust === 'T1' ? 1.2 : 2.7, next), trust },
          })),
      ] as const,
  ),
  ...[0, 1, 3, 6].map(
    (anchors) =>
      [
        anchors === 0 ? 'T3, pictures, nothing measured' : `T3, pictures, ${anchors} measured`,
        (line: Line, next: () => number) =>
          line.shades.map((s, i) => {
            const seen = picture(s.color.lab, next);
            const measured =
              anchors > 0 && i % Math.floor(line.shades.length / anchors) === 2 && i < line.shades.length;
            return measured
              ? { ...s, color: { lab: s.color.lab, published: seen, trust: 'T0' } }
              : { ...s, color: { hex: seen, trust: 'T3', on: 'swatch-image' } };
          }),
      ] as const,
  ),
];

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Accuracy by the trust of the catalogue, as markdown. */
export const trustTable = (line: Line, customers: readonly Customer[]): string => {
  const truth = new Map(line.shades.map((s) => [s.sku, s.color.lab]));
  const rows = CATALOGUES.map(([name, make]) => {
    const { shades } = parseCatalogue(JSON.parse(JSON.stringify(make(line, uniform(9)))));
    const list = answers(customers, shades, { truth: (s: Shade) => truth.get(s.sku)! });
    const { top1, top3, regret } = scoreOf(list);
    const claimed = list.reduce((s, a) => s + a.pBest, 0) / list.length;
    const named = list.filter((a) => !a.abstained).length / list.length;
    const p = (x: number): string => (100 * x).toFixed(0);
    return row(name, p(top1), p(top3), regret.toFixed(2), p(claimed), p(named));
  });
  const head = ['Catalogue', 'top-1 %', 'top-3 %', 'regret', 'claimed pBest %', 'one shade named %'];
  return [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
};
