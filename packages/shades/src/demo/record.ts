import { hexToLab } from '@carmine/color';
import type { ShadeRecord } from '../catalogue/schema.ts';
import { DEMO_BRAND, type Words } from './words.ts';

/** A line of the demo brand that is written shade by shade. */
export interface DemoLine {
  /** Start of every sku. */
  readonly code: string;
  readonly words: Words;
  /** Film as worn, micrometres. */
  readonly filmUm: number;
}

/** Names of one shade: simplified, traditional, English. */
export type Names = readonly [cn: string, tw: string, en: string];

type Given = 'schema' | 'sku' | 'brand' | 'line' | 'name' | 'color' | 'coverage' | 'locale' | 'range_index';
type OwnOf<R> = R extends ShadeRecord ? Omit<R, Given> : never;

/** What differs from shade to shade. */
export interface DemoShade {
  readonly hex: string;
  readonly cr: number;
  readonly names: Names;
  /** Type and the product's own fields. */
  readonly own: OwnOf<ShadeRecord>;
}

const round = (x: number): number => Math.round(x * 100) / 100;

/** The `index`-th shade (from 0) of a line as a record. */
export const demoRecord = (
  line: DemoLine,
  index: number,
  { hex, cr, names, own }: DemoShade,
): ShadeRecord => {
  const number = String(index + 1).padStart(2, '0');
  const [L, a, b] = hexToLab(hex);
  const words = (k: keyof Words, name: string) => ({
    name: `${number} ${name}`,
    line: line.words[k],
    brand: DEMO_BRAND[k],
  });
  const [cn, tw, en] = names;
  return {
    schema: 'shade/1',
    sku: `${line.code}-${number}`,
    brand: DEMO_BRAND.en,
    line: line.words.en,
    name: `${number} ${en}`,
    color: {
      lab: [round(L), round(a), round(b)],
      illuminant: 'D65',
      observer: '2',
      geometry: 'd8-SCE',
      on: 'bulk',
      hex,
      trust: 'T0',
      sigma: [0.5, 0.5, 0.5],
      source: 'fictional',
      date: '2026-11-01',
      licence: 'Apache-2.0',
    },
    coverage: { cr, film_um: line.filmUm },
    undertone: 'unknown',
    range_index: index + 1,
    locale: { 'zh-CN': words('zh-CN', cn), 'zh-TW': words('zh-TW', tw), en: words('en', en) },
    active: true,
    ...own,
  } as ShadeRecord;
};
