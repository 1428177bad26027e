import type { ShadeRecord } from '../catalogue/schema.ts';
import { demoRecord, type Names } from './record.ts';
import { BROW_LINE, EYELINER_LINE, EYESHADOW_LINE, MASCARA_LINE } from './words.ts';

type LidFinish = 'satin' | 'shimmer' | 'metallic';
/** Colours of lid, crease, outer corner and lower lid. */
type Palette = readonly [
  lid: string,
  crease: string,
  outer: string,
  lower: string,
  finish: LidFinish,
  names: Names,
];

/** Eight palettes of four, from frost to saffron; the last three hold their own on deep skin. */
const PALETTES: readonly Palette[] = [
  ['#d8c3ba', '#b3988c', '#86706a', '#c9afa4', 'shimmer', ['初霜', '初霜', 'First Frost']],
  ['#e4b28d', '#c68861', '#8f5638', '#d69e7a', 'shimmer', ['杏田', '杏田', 'Apricot Field']],
  ['#d7a09e', '#ae6c70', '#783f48', '#c48a8a', 'satin', ['玫瑰习作', '玫瑰習作', 'Rose Study']],
  ['#b88266', '#875846', '#50312a', '#976953', 'shimmer', ['四点钟', '四點鐘', 'Four O’Clock']],
  ['#a59960', '#776d46', '#47432e', '#8a8051', 'metallic', ['橄榄林', '橄欖林', 'Olive Grove']],
  ['#8d5976', '#683856', '#3c1f36', '#774866', 'shimmer', ['桑夜', '桑夜', 'Mulberry Night']],
  ['#7d8591', '#525863', '#2a2d35', '#646a76', 'metallic', ['港雾', '港霧', 'Harbour Smoke']],
  ['#c8822e', '#8b4820', '#4c2313', '#a05827', 'metallic', ['藏红铜', '藏紅銅', 'Saffron Bronze']],
];
/** Contrast ratio of each pan: the corner is built up most. */
const PAN_CR = { lid: 0.5, crease: 0.4, outer: 0.5, lower: 0.3 } as const;

const BROWS: readonly (readonly [string, Names])[] = [
  ['#a08b6d', ['麦秆', '麥稈', 'Straw']],
  ['#7d634b', ['榛果', '榛果', 'Hazel']],
  ['#7a4b34', ['栗红', '栗紅', 'Auburn']],
  ['#5e4b40', ['灰棕', '灰棕', 'Ash Brown']],
  ['#43342b', ['深棕', '深棕', 'Deep Brown']],
  ['#2b2421', ['墨棕', '墨棕', 'Ink Brown']],
];

type Finish = 'matte' | 'satin' | 'gloss';
const LINERS: readonly (readonly [string, Finish, width: number, wing: number, Names])[] = [
  ['#16141a', 'satin', 1.2, 5, ['松烟', '松煙', 'Lamp Black']],
  ['#16141a', 'gloss', 1.8, 8, ['浓墨长锋', '濃墨長鋒', 'Long Wing Black']],
  ['#4a2f25', 'matte', 1, 2, ['茶褐', '茶褐', 'Tea Brown']],
  ['#42203a', 'satin', 1.2, 4, ['茄紫', '茄紫', 'Aubergine']],
  ['#1f2c52', 'satin', 1.2, 4, ['群青', '群青', 'Ultramarine']],
  ['#214231', 'satin', 1.2, 4, ['松绿', '松綠', 'Pine']],
];

const MASCARAS: readonly (readonly [string, length: number, volume: number, Names])[] = [
  ['#121013', 1.5, 1, ['纤长黑', '纖長黑', 'Length Black']],
  ['#121013', 1.2, 1.6, ['浓密黑', '濃密黑', 'Volume Black']],
  ['#3a2620', 1.2, 1, ['自然棕', '自然棕', 'Natural Brown']],
  ['#2f1a33', 1.3, 1.2, ['暗紫', '暗紫', 'Dark Plum']],
];

/** 8 palettes, 6 brow pencils, 6 liners, 4 mascaras. */
export const demoEyes = (): ShadeRecord[] => [
  ...PALETTES.map(([lid, crease, outer, lower, finish, names], i) => {
    const pans = [
      { zone: 'lid' as const, hex: lid, finish, cr: PAN_CR.lid },
      { zone: 'crease' as const, hex: crease, finish: 'matte' as const, cr: PAN_CR.crease },
      { zone: 'outer' as const, hex: outer, finish: 'matte' as const, cr: PAN_CR.outer },
      { zone: 'lower' as const, hex: lower, finish: 'satin' as const, cr: PAN_CR.lower },
    ];
    return demoRecord(EYESHADOW_LINE, i, { hex: lid, cr: 0.45, names, own: { type: 'eyeshadow', pans } });
  }),
  ...BROWS.map(([hex, names], i) =>
    demoRecord(BROW_LINE, i, { hex, cr: 0.5, names, own: { type: 'brow', style: 'both' } }),
  ),
  ...LINERS.map(([hex, finish, width, wing, names], i) =>
    demoRecord(EYELINER_LINE, i, {
      hex,
      cr: 0.97,
      names,
      own: { type: 'eyeliner', finish, width, wing },
    }),
  ),
  ...MASCARAS.map(([hex, length, volume, names], i) =>
    demoRecord(MASCARA_LINE, i, { hex, cr: 0.97, names, own: { type: 'mascara', length, volume } }),
  ),
];
