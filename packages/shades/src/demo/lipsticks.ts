import { hexToLab } from '@carmine/color';
import type { ShadeRecord } from '../catalogue/schema.ts';
import type { LipFamily, LipFinish } from '../catalogue/shade.ts';
import { DEMO_BRAND, LIP_LINE } from './words.ts';

/** Contrast ratio as worn by finish (rendering.md 1.5). */
const CR: Readonly<Record<LipFinish, number>> = {
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
  ['#702445', 'satin', 'berry', '梅子雨', '梅子雨', 'Plum Rain'],
  ['#8a3d2b', 'cream', 'brown', '肉桂巷', '肉桂巷', 'Cinnamon Lane'],
  ['#74402c', 'satin', 'brown', '枫暮', '楓暮', 'Maple Dusk'],
  ['#d9604f', 'cream', 'coral', '珊瑚潮', '珊瑚潮', 'Coral Tide'],
  ['#e08468', 'gloss', 'coral', '杏光', '杏光', 'Apricot Light'],
  ['#c8492f', 'satin', 'coral', '柿子红', '柿子紅', 'Persimmon'],
];

const toRecord = ([hex, finish, family, cn, tw, en]: Row, i: number): ShadeRecord => {
  const number = String(i + 1).padStart(2, '0');
  const [L, a, b] = hexToLab(hex);
  const round = (x: number): number => Math.round(x * 100) / 100;
  const words = (k: 'zh-CN' | 'zh-TW' | 'en', name: string) => ({
    name: `${number} ${name}`,
    line: LIP_LINE[k],
    brand: DEMO_BRAND[k],
  });
  return {
    schema: 'shade/1',
    sku: `CL-${number}`,
    brand: DEMO_BRAND.en,
    line: LIP_LINE.en,
    name: `${number} ${en}`,
    type: 'lip',
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
    finish,
    family,
    coverage: { cr: CR[finish], film_um: 20 },
    undertone: 'unknown',
    range_index: i + 1,
    locale: { 'zh-CN': words('zh-CN', cn), 'zh-TW': words('zh-TW', tw), en: words('en', en) },
    active: true,
  };
};

/** The 24 fictional lipsticks, in wall order. */
export const demoLipsticks = (): ShadeRecord[] => ROWS.map(toRecord);
