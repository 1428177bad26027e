import { deltaE2000, type Lab, labToHex, lchToLab, skinLocus, undertone } from '@carmine/color';
import type { ShadeRecord } from '../catalogue/schema.ts';
import { depthFamily } from '../depth.ts';
import { DEMO_BRAND, LINES, UNDERTONE_WORDS, type Words } from './words.ts';

type Line = (typeof LINES)[number];

/** Where one shade lies: L*, hue offset from the skin locus in degrees, share of the locus chroma, and its depth word. */
interface Spot {
  readonly L: number;
  readonly dh: number;
  readonly chroma: number;
  readonly word: Words;
}

const onLocus = ({ L, dh, chroma }: Omit<Spot, 'word'>): Lab => {
  const locus = skinLocus(L);
  return lchToLab([L, locus.chroma * chroma, locus.hue + dh]);
};

/** Columns of the grid: hue in steps, chroma in steps. Cool is greyer, warm is golden, olive yellow and greyer. */
const COLUMNS = [
  { hue: -1, chroma: -1 },
  { hue: 0, chroma: 0 },
  { hue: 1, chroma: 1 },
  { hue: 2, chroma: -0.5 },
] as const;

/** Smallest and largest hue step between columns, degrees: the neutral band is 4 wide to each side, and 13 still looks like skin. */
const HUE_STEP = [4.6, 13] as const;

/** Hue step of a row that puts its neutral and warm shades `spacing` dE00 apart: pale and deep rows are greyer and need a wider one. */
const hueStepOf = (L: number, { spacing, chromaStep }: Line['grid']): number => {
  const apart = (step: number): number =>
    deltaE2000(onLocus({ L, dh: 0, chroma: 1 }), onLocus({ L, dh: step, chroma: 1 + chromaStep }));
  let [lo, hi]: [number, number] = [HUE_STEP[0], HUE_STEP[1]];
  for (let i = 0; i < 30; i++) {
    const mid = (lo + hi) / 2;
    if (apart(mid) < spacing) lo = mid;
    else hi = mid;
  }
  return (lo + hi) / 2;
};

/** Ten depths by four undertones. Neighbours in a row lie about 2.2 dE00 apart, rows about 5: see docs/decisions/0043. */
const spotsOf = ({ depths, grid }: Line): Spot[] =>
  depths.flatMap((word, i) => {
    const L = grid.top - (i / (depths.length - 1)) * (grid.top - grid.bottom);
    const step = hueStepOf(L, grid);
    return COLUMNS.map((c) => ({ L, dh: c.hue * step, chroma: 1 + c.chroma * grid.chromaStep, word }));
  });

const labOf = (spot: Spot): Lab => {
  const [L, a, b] = onLocus(spot);
  const round = (x: number): number => Math.round(x * 100) / 100;
  return [round(L), round(a), round(b)];
};

const toRecord = (line: Line, spot: Spot, index: number): ShadeRecord => {
  const lab = labOf(spot);
  const tone = undertone(lab);
  const tag = UNDERTONE_WORDS[tone];
  const code = `${String(index * 10).padStart(3, '0')}${tag.letter}`;
  const name = (k: 'zh-CN' | 'zh-TW' | 'en'): string =>
    `${code} ${spot.word[k]}${k === 'en' ? ' ' : '·'}${tag[k]}`;
  const words = (k: 'zh-CN' | 'zh-TW' | 'en') => ({
    name: name(k),
    line: line.words[k],
    brand: DEMO_BRAND[k],
  });
  return {
    schema: 'shade/1',
    sku: `${line.code}-${code}`,
    brand: DEMO_BRAND.en,
    line: line.words.en,
    name: name('en'),
    type: line.type,
    color: {
      lab: [lab[0], lab[1], lab[2]],
      illuminant: 'D65',
      observer: '2',
      geometry: 'd8-SCE',
      on: 'drawdown-black',
      hex: labToHex(lab),
      trust: 'T0',
      sigma: [0.5, 0.25, 0.35],
      source: 'fictional: computed on the skin locus',
      date: '2026-11-01',
      licence: 'Apache-2.0',
    },
    finish: line.finish,
    coverage: { cr: line.cr, film_um: line.filmUm },
    depth: depthFamily(lab[0]),
    undertone: tone,
    undertone_source: 'measured',
    range_index: index,
    locale: { 'zh-CN': words('zh-CN'), 'zh-TW': words('zh-TW'), en: words('en') },
    active: true,
  };
};

/** The 40 shades of one line, lightest first, `range_index` 1..40. */
const buildLine = (line: Line): ShadeRecord[] =>
  spotsOf(line)
    .sort((p, q) => q.L - p.L || p.dh - q.dh)
    .map((spot, i) => toRecord(line, spot, i + 1));

/** Two fictional lines of 40 foundations and one of concealers on the skin locus, L* 28..79; deterministic. */
export const demoFoundations = (): ShadeRecord[] => LINES.flatMap(buildLine);
