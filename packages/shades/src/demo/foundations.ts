import { type Lab, labToHex, lchToLab, skinLocus, undertone } from '@carmine/color';
import type { ShadeRecord } from '../catalogue/schema.ts';
import { depthFamily } from '../depth.ts';
import {
  BARE_SILK_DEPTHS,
  DEMO_BRAND,
  LINES,
  UNDERTONE_WORDS,
  VELVET_HOUR_DEPTHS,
  type Words,
} from './words.ts';

/** Where one shade lies: L*, hue offset from the skin locus in degrees, share of the locus chroma, and its depth word. */
interface Spot {
  readonly L: number;
  readonly dh: number;
  readonly chroma: number;
  readonly word: Words;
}

const TOP = 77.6;
const BOTTOM = 28.4;

/** 13 depths x cool, neutral, warm (the outer columns a third of a step deeper) and one olive where the gap in the middle is widest. */
const bareSilkSpots = (): Spot[] => {
  const step = (TOP - BOTTOM) / (BARE_SILK_DEPTHS.length - 1 + 1 / 3);
  const rows = BARE_SILK_DEPTHS.flatMap((word, i): Spot[] => {
    const L = TOP - i * step;
    return [
      { L: L - step / 3, dh: -5.5, chroma: 0.97, word },
      { L, dh: 0, chroma: 1, word },
      { L: L - step / 3, dh: 5.5, chroma: 1.03, word },
    ];
  });
  const middle = BARE_SILK_DEPTHS[6]!;
  return [...rows, { L: TOP - 6 * step, dh: 11, chroma: 0.94, word: middle }];
};

/** 20 depths, two shades each: cool and warm on the even ones, neutral and olive on the odd ones, like bricks. */
const velvetHourSpots = (): Spot[] => {
  const step = (TOP - BOTTOM) / (VELVET_HOUR_DEPTHS.length - 1);
  return VELVET_HOUR_DEPTHS.flatMap((word, i): Spot[] => {
    const L = TOP - i * step;
    return i % 2 === 0
      ? [
          { L, dh: -4.6, chroma: 0.98, word },
          { L, dh: 4.6, chroma: 1.03, word },
        ]
      : [
          { L, dh: 0, chroma: 1, word },
          { L, dh: 9, chroma: 0.95, word },
        ];
  });
};

const labOf = ({ L, dh, chroma }: Spot): Lab => {
  const locus = skinLocus(L);
  const [l, a, b] = lchToLab([L, locus.chroma * chroma, locus.hue + dh]);
  const round = (x: number): number => Math.round(x * 100) / 100;
  return [round(l), round(a), round(b)];
};

const toRecord = (line: (typeof LINES)[number], spot: Spot, index: number): ShadeRecord => {
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
    type: 'foundation',
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
const buildLine = (line: (typeof LINES)[number], spots: readonly Spot[]): ShadeRecord[] =>
  [...spots].sort((p, q) => q.L - p.L || p.dh - q.dh).map((spot, i) => toRecord(line, spot, i + 1));

/** Two fictional lines of 40 foundations on the skin locus, L* 28..78; deterministic. */
export const demoFoundations = (): ShadeRecord[] => [
  ...buildLine(LINES[0], bareSilkSpots()),
  ...buildLine(LINES[1], velvetHourSpots()),
];
