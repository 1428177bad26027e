import type { ShadeRecord } from '../catalogue/schema.ts';
import type { LipFamily, LipFinish } from '../catalogue/shade.ts';
import { demoRecord } from './record.ts';
import { LIP_LINE } from './words.ts';

/** Contrast ratio as worn by finish (rendering.md 1.5). */
export const LIP_COVERAGE: Readonly<Record<LipFinish, number>> = {
  sheer: 0.3,
  satin: 0.75,
  cream: 0.85,
  matte: 0.95,
  gloss: 0.38,
  metallic: 0.9,
  shimmer: 0.6,
  vinyl: 0.9,
  velvet: 0.92,
};

type Row = readonly [hex: string, finish: LipFinish, family: LipFamily, cn: string, tw: string, en: string];

/** 24 lipsticks: nudes from light to deep, roses, reds, berries, browns, corals. Names are the demo's own. */
const ROWS: readonly Row[] = [
  ['#c99080', 'satin', 'nude', '素笺', '素箋', 'Blank Page'],
  ['#b87a68', 'cream', 'nude', '杏仁低语', '杏仁低語', 'Almond Hush'],
  ['#a66a56', 'matte', 'nude', '四点的茶', '四點的茶', 'Tea at Four'],
  ['#935a4a', 'satin', 'nude', '暖石', '暖石', 'Warm Stone'],
  ['#7d4a3e', 'cream', 'brown', '可可丝绒', '可可絲絨', 'Cocoa Velvet'],
  ['#62362d', 'matte', 'brown', '夜赭', '夜赭', 'Night Umber'],
  ['#c25f6e', 'sheer', 'rose', '初蔷', '初薔', 'First Rose'],
  ['#d27a86', 'gloss', 'pink', '玫瑰露', '玫瑰露', 'Rosewater'],
  ['#a9565c', 'matte', 'rose', '干枯花瓣', '乾燥花瓣', 'Dried Petal'],
  ['#b8475c', 'satin', 'rose', '玫瑰工坊', '玫瑰工坊', 'Rose Atelier'],
  ['#97596a', 'cream', 'rose', '藕色信', '藕色信', 'Mauve Letter'],
  ['#9b1c31', 'satin', 'red', '胭脂一号', '胭脂一號', 'Carmine No. 1'],
  ['#a3121f', 'matte', 'red', '朱漆门', '朱漆門', 'Lacquer Gate'],
  ['#b3122d', 'cream', 'red', '幕间红', '幕間紅', 'Intermission Red'],
  ['#a81c36', 'gloss', 'red', '石榴', '石榴', 'Pomegranate'],
  ['#b62a1c', 'matte', 'red', '朱砂', '朱砂', 'Cinnabar'],
  ['#5f1a33', 'matte', 'berry', '桑葚墨', '桑葚墨', 'Mulberry Ink'],
  ['#7a1f3d', 'sheer', 'berry', '黑加仑薄纱', '黑醋栗薄紗', 'Blackcurrant Veil'],
  ['#702445', 'satin', 'plum', '梅子雨', '梅子雨', 'Plum Rain'],
  ['#8a3d2b', 'cream', 'brown', '肉桂巷', '肉桂巷', 'Cinnamon Lane'],
  ['#74402c', 'satin', 'brown', '枫暮', '楓暮', 'Maple Dusk'],
  ['#d9604f', 'cream', 'coral', '珊瑚潮', '珊瑚潮', 'Coral Tide'],
  ['#e08468', 'gloss', 'coral', '杏光', '杏光', 'Apricot Light'],
  ['#c8492f', 'satin', 'coral', '柿子红', '柿子紅', 'Persimmon'],
];

/** Sheers and glosses lay down less the deeper their pigment is: about half of the way from a lip to the bullet (docs/decisions/0136). */
const THIN: Readonly<Record<string, number>> = {
  '#c25f6e': 0.1,
  '#d27a86': 0.2,
  '#a81c36': 0.015,
  '#7a1f3d': 0.015,
  '#e08468': 0.2,
};

const LINE = { code: 'CL', words: LIP_LINE, filmUm: 20 };

/** The 24 fictional lipsticks, in wall order. */
export const demoLipsticks = (): ShadeRecord[] =>
  ROWS.map(([hex, finish, family, ...names], i) =>
    demoRecord(LINE, i, {
      hex,
      cr: THIN[hex] ?? LIP_COVERAGE[finish],
      names,
      own: { type: 'lip', finish, family },
    }),
  );
