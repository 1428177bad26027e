/**
 * Writes src/catalogue/observers.ts: tristimulus weights of a 31-value spectrum under D65, and matrices from other lights and observers to
 * D65 / 2 degree. Run: pnpm --filter @carmine/shades observers (needs ../shared/data/spectra).
 *
 * Weights: linear interpolation of the reflectance between the 10 nm nodes, held outside 400..700, summed over the CIE tables at 5 nm
 * and scaled per axis so that a reflectance of 1 gives the D65 white of @carmine/color. Matrices: white-preserving least squares over
 * the measured reflectances at hand (skin of 70 people, 24 patches), see docs/decisions/0180.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { adapt, D65_WHITE, deltaE2000, type Triple, xyzToLab } from '@carmine/color';

const data = (name: string): string =>
  readFileSync(new URL(`../../../shared/data/spectra/${name}`, import.meta.url), 'utf8');

/** A CSV whose first column is nm: header -> nm -> value. */
const table = (name: string): Map<string, Map<number, number>> => {
  const [head = '', ...rows] = data(name).trim().split(/\r?\n/);
  const names = head.split(',');
  const columns = new Map(names.slice(1).map((n) => [n, new Map<number, number>()]));
  for (const row of rows) {
    const [nm, ...values] = row.split(',').map(Number);
    values.forEach((v, i) => {
      columns.get(names[i + 1]!)!.set(nm!, v);
    });
  }
  return columns;
};

const NODES = Array.from({ length: 31 }, (_, i) => 400 + 10 * i);
const STEPS = Array.from({ length: 81 }, (_, i) => 380 + 5 * i);
/** How much node i of the spectrum counts at a wavelength. */
const hat = (node: number, nm: number): number =>
  Math.max(0, 1 - Math.abs(Math.min(700, Math.max(400, nm)) - node) / 10);

const cmf = { '2': table('cie-1931-2deg-cmf.csv'), '10': table('cie-1964-10deg-cmf.csv') };
const lights = table('cie-illuminants.csv');

/** 31 x 3 weights; a perfect white has Y = 1. */
const weights = (light: string, observer: '2' | '10'): Triple[] => {
  const at = (axis: string, nm: number): number =>
    (cmf[observer].get(axis)!.get(nm) ?? 0) * (lights.get(light)!.get(nm) ?? 0);
  const y = STEPS.reduce((s, nm) => s + at('y', nm), 0);
  const of = (axis: string, node: number): number =>
    STEPS.reduce((s, nm) => s + hat(node, nm) * at(axis, nm), 0) / y;
  return NODES.map((node): Triple => [of('x', node), of('y', node), of('z', node)]);
};

const xyz = (w: readonly Triple[], spectrum: readonly number[]): Triple => {
  const sum = (k: 0 | 1 | 2): number => w.reduce((s, row, i) => s + row[k] * spectrum[i]!, 0);
  return [sum(0), sum(1), sum(2)];
};
const ONES = NODES.map(() => 1);

/** Every column of a table of reflectances at the nodes, linear between its wavelengths. */
const spectraOf = (name: string): number[][] =>
  [...table(name).values()].map((column) => {
    const nms = [...column.keys()];
    return NODES.map((node) => {
      const i = nms.findIndex((nm) => nm >= node);
      const [lo, hi] = [nms[Math.max(0, i - 1)]!, nms[i]!];
      const t = hi === lo ? 0 : (node - lo) / (hi - lo);
      return column.get(lo)! * (1 - t) + column.get(hi)! * t;
    });
  });

/** Solves a small system by elimination. */
const solve = (a: number[][], b: number[]): number[] => {
  const m = a.map((row, i) => [...row, b[i]!]);
  for (let i = 0; i < m.length; i++)
    for (let r = 0; r < m.length; r++) {
      if (r === i) continue;
      const f = m[r]![i]! / m[i]![i]!;
      m[r] = m[r]!.map((v, k) => v - f * m[i]![k]!);
    }
  return m.map((row, i) => row[m.length]! / row[i]!);
};

/** The matrix from `from` to `to` in least squares that takes the one white exactly to the other, row by row. */
const fit = (from: readonly Triple[], to: readonly Triple[], whites: readonly [Triple, Triple]): number[] =>
  [0, 1, 2].flatMap((k) => {
    const [wf, wt] = whites;
    // The white takes one unknown away: m_k = (wt_k - m_i wf_i - m_j wf_j) / wf_k.
    const [i, j] = [0, 1, 2].filter((n) => n !== k) as [0 | 1 | 2, 0 | 1 | 2];
    const rows = from.map((p) => [p[i] - (p[k]! * wf[i]) / wf[k]!, p[j] - (p[k]! * wf[j]) / wf[k]!]);
    const rest = from.map((p, n) => to[n]![k]! - (p[k]! * wt[k]!) / wf[k]!);
    const a = [0, 1].map((r) => [0, 1].map((c) => rows.reduce((s, row) => s + row[r]! * row[c]!, 0)));
    const b = [0, 1].map((r) => rows.reduce((s, row, n) => s + row[r]! * rest[n]!, 0));
    const [mi = 0, mj = 0] = solve(a, b);
    const out = [0, 0, 0];
    out[i] = mi;
    out[j] = mj;
    out[k] = (wt[k]! - mi * wf[i] - mj * wf[j]) / wf[k]!;
    return out;
  });

const target = weights('D65', '2');
const scaled = target.map((row): Triple => {
  const white = xyz(target, ONES);
  return [
    (row[0] / white[0]) * D65_WHITE[0],
    (row[1] / white[1]) * D65_WHITE[1],
    (row[2] / white[2]) * D65_WHITE[2],
  ];
});
const skins = spectraOf('nist-skin-reflectance.csv');
const samples = [...skins, ...spectraOf('colorchecker-babelcolor-average.csv')];
const times = (m: readonly number[], p: Triple): Triple =>
  [0, 1, 2].map((k) => m[3 * k]! * p[0] + m[3 * k + 1]! * p[1] + m[3 * k + 2]! * p[2]) as unknown as Triple;

const round = (x: number, n = 6): number => Number(x.toFixed(n));
const conditions = [
  ['D65', '10'],
  ['D50', '2'],
  ['D50', '10'],
  ['C', '2'],
  ['A', '2'],
  ['A', '10'],
] as const;
const entries = conditions.map(([light, observer]) => {
  const w = weights(light, observer);
  const white = xyz(w, ONES);
  const m = fit(
    samples.map((s) => xyz(w, s)),
    samples.map((s) => xyz(scaled, s)),
    [white, D65_WHITE],
  );
  const rms = (of: (p: Triple) => Triple): number =>
    skins.reduce((s, x) => s + deltaE2000(xyzToLab(of(xyz(w, x))), xyzToLab(xyz(scaled, x))), 0) /
    skins.length;
  const fitted = rms((p) => times(m, p));
  const scaledOnly = rms(
    (p) => [0, 1, 2].map((k) => (p[k]! * D65_WHITE[k]!) / white[k]!) as unknown as Triple,
  );
  console.log(
    light,
    observer,
    `skin dE00: matrix ${fitted.toFixed(2)}, Bradford ${rms((p) => adapt(p, white, D65_WHITE)).toFixed(2)}, read as it stands ${scaledOnly.toFixed(2)}`,
  );
  return `  '${light}/${observer}': {
    white: [${white.map((v) => round(v)).join(', ')}],
    toStandard: [${m.map((v) => round(v)).join(', ')}],
    error: ${round(fitted, 2)},
  },`;
});

writeFileSync(
  new URL('src/catalogue/observers.ts', import.meta.url),
  `/** Written by make-observers.ts; do not edit. */
import type { Matrix3, Triple, Xyz } from '@carmine/color';

/** X, Y, Z of D65 / 2 degree for each of the 31 values of a spectrum, 400 to 700 nm; a reflectance of 1 gives the white of @carmine/color. */
export const D65_WEIGHTS: readonly Triple[] = [
${scaled.map((row) => `  [${row.map((v) => round(v)).join(', ')}],`).join('\n')}
];

/** Another light or observer: its white (Y = 1), the matrix from its XYZ to D65 / 2 degree, and the mean dE00 it leaves on 70 people's skin. */
export interface Condition {
  readonly white: Xyz;
  readonly toStandard: Matrix3;
  readonly error: number;
}

export const CONDITIONS = {
${entries.join('\n')}
} as const satisfies Readonly<Record<string, Condition>>;
`,
);
