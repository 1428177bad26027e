import type { ShadeRecord } from '../catalogue/schema.ts';
import { demoRecord, type Names } from './record.ts';
import { BLUSH_LINE, BRONZER_LINE, CONTOUR_LINE, HIGHLIGHTER_LINE } from './words.ts';

type Powder = 'matte' | 'satin' | 'shimmer';

/**
 * Blushes by depth and how much they lay down: pale ones for fair skin, vivid and deep ones that still show on the deepest. The contrast ratio
 * falls as the pigment gets deeper: at one ratio a deep pigment takes up many times the light of a pale one. All in this file were set so that
 * the heart of the product lies 6 to 12 dE00 (blush), 4 to 7 (contour, bronzer) from the Monk tone it is made for (docs/decisions/0136).
 */
const BLUSHES: readonly (readonly [hex: string, cr: number, finish: Powder, names: Names])[] = [
  ['#e9aa93', 0.12, 'satin', ['杏粉', '杏粉', 'Apricot Milk']],
  ['#e59ba6', 0.1, 'satin', ['樱瓣', '櫻瓣', 'Cherry Petal']],
  ['#d97f86', 0.075, 'matte', ['晨蔷', '晨薔', 'Morning Rose']],
  ['#cf7764', 0.08, 'satin', ['柔珊瑚', '柔珊瑚', 'Soft Coral']],
  ['#b96b7e', 0.05, 'matte', ['藕荷', '藕荷', 'Mauve Hour']],
  ['#b75e42', 0.07, 'matte', ['陶红', '陶紅', 'Terracotta']],
  ['#d8587a', 0.055, 'satin', ['绣球', '繡球', 'Hydrangea']],
  ['#e0602f', 0.09, 'satin', ['橙光', '橙光', 'Tangerine Lamp']],
  ['#c62f62', 0.03, 'matte', ['洋红', '洋紅', 'Magenta Silk']],
  ['#a8302f', 0.06, 'matte', ['砖红', '磚紅', 'Brick Lane']],
  ['#93294c', 0.025, 'satin', ['莓果', '莓果', 'Berry Crush']],
  ['#c8452a', 0.09, 'shimmer', ['火焰木', '火焰木', 'Flame Tree']],
];

/** Cool browns, two steps deeper than the skin they are for. */
const CONTOURS: readonly (readonly [hex: string, cr: number, names: Names])[] = [
  ['#b3927f', 0.12, ['浅影', '淺影', 'Pale Shade']],
  ['#9a7763', 0.07, ['柔影', '柔影', 'Soft Shade']],
  ['#7f5c4a', 0.045, ['中影', '中影', 'Middle Shade']],
  ['#644536', 0.03, ['暖影', '暖影', 'Warm Shade']],
  ['#4a3127', 0.02, ['深影', '深影', 'Deep Shade']],
  ['#2a1a14', 0.01, ['浓影', '濃影', 'Darkest Shade']],
];

const BRONZERS: readonly (readonly [hex: string, cr: number, finish: Powder, names: Names])[] = [
  ['#c99b70', 0.08, 'satin', ['沙滩', '沙灘', 'Beach']],
  ['#b48253', 0.06, 'satin', ['晒谷', '曬穀', 'Harvest']],
  ['#98643b', 0.04, 'shimmer', ['午后', '午後', 'Afternoon']],
  ['#7a4a2a', 0.03, 'satin', ['赤土', '赤土', 'Red Earth']],
  ['#573220', 0.02, 'shimmer', ['夜晒', '夜曬', 'Midnight Sun']],
];

const HIGHLIGHTERS: readonly (readonly [hex: string, cr: number, names: Names])[] = [
  ['#f1dfc6', 0.1, ['香槟', '香檳', 'Champagne']],
  ['#efd5d0', 0.08, ['珠粉', '珠粉', 'Pink Pearl']],
  ['#e3bd80', 0.05, ['麦金', '麥金', 'Wheat Gold']],
  ['#dba58c', 0.05, ['玫瑰金', '玫瑰金', 'Rose Gold']],
  ['#bd8252', 0.04, ['琥珀光', '琥珀光', 'Amber Glow']],
  ['#a0603b', 0.03, ['铜焰', '銅焰', 'Copper Flame']],
];

/** 12 blushes, 6 contours, 5 bronzers, 6 highlighters. */
export const demoCheeks = (): ShadeRecord[] => [
  ...CONTOURS.map(([hex, cr, names], i) =>
    demoRecord(CONTOUR_LINE, i, { hex, cr, names, own: { type: 'contour' } }),
  ),
  ...BRONZERS.map(([hex, cr, finish, names], i) =>
    demoRecord(BRONZER_LINE, i, { hex, cr, names, own: { type: 'bronzer', finish } }),
  ),
  ...BLUSHES.map(([hex, cr, finish, names], i) =>
    demoRecord(BLUSH_LINE, i, { hex, cr, names, own: { type: 'blush', finish } }),
  ),
  ...HIGHLIGHTERS.map(([hex, cr, names], i) =>
    demoRecord(HIGHLIGHTER_LINE, i, { hex, cr, names, own: { type: 'highlighter' } }),
  ),
];
