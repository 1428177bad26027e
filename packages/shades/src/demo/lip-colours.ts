import type { ShadeRecord } from '../catalogue/schema.ts';
import type { LipFamily, LipFinish } from '../catalogue/shade.ts';
import { LIP_COVERAGE } from './lipsticks.ts';
import { demoRecord, type Names } from './record.ts';
import { LIP_COLOUR_LINE, LIP_LINER_LINE } from './words.ts';

type Second = { readonly style: 'ombre' | 'two-tone'; readonly hex: string };
type Row = readonly [hex: string, finish: LipFinish, family: LipFamily, names: Names, second?: Second];

/** Second Act: the finishes of the evening, and three duos. */
const ROWS: readonly Row[] = [
  ['#a11226', 'vinyl', 'red', ['漆红', '漆紅', 'Lacquer Red']],
  ['#7c1b3a', 'vinyl', 'berry', ['樱桃漆', '櫻桃漆', 'Cherry Lacquer']],
  ['#b5705e', 'vinyl', 'nude', ['蜜漆', '蜜漆', 'Honey Glaze']],
  ['#8f2a3c', 'velvet', 'red', ['幕布', '幕布', 'Curtain']],
  ['#9c5a4c', 'velvet', 'nude', ['绒灰玫', '絨灰玫', 'Velvet Clay']],
  ['#4a1626', 'velvet', 'berry', ['夜场', '夜場', 'Late Show']],
  ['#8e4f34', 'metallic', 'brown', ['赤铜幕', '赤銅幕', 'Copper Scene']],
  ['#9a3a58', 'metallic', 'rose', ['铁玫瑰', '鐵玫瑰', 'Iron Rose']],
  ['#c66f72', 'shimmer', 'rose', ['星屑', '星屑', 'Stardust Rose']],
  ['#8c2136', 'satin', 'red', ['绽放渐变', '綻放漸層', 'Bloom Ombré'], { style: 'ombre', hex: '#d5566a' }],
  [
    '#7a3d33',
    'cream',
    'brown',
    ['暖茶渐变', '暖茶漸層', 'Warm Tea Ombré'],
    { style: 'ombre', hex: '#c08472' },
  ],
  ['#a3263f', 'satin', 'red', ['双面信', '雙面信', 'Two Letters'], { style: 'two-tone', hex: '#cf6a5b' }],
];

/** Lip liners from nude to deep: one for each family of lipsticks. */
const LINERS: readonly (readonly [string, Names])[] = [
  ['#b57c6a', ['边注', '邊註', 'Side Note']],
  ['#99604f', ['引号', '引號', 'Quotation']],
  ['#7b4639', ['批注', '批註', 'Annotation']],
  ['#56302a', ['句点', '句點', 'Full Stop']],
  ['#a44c5a', ['蔷薇边', '薔薇邊', 'Rose Margin']],
  ['#93182c', ['朱批', '朱批', 'Red Pencil']],
  ['#762042', ['莓线', '莓線', 'Berry Line']],
  ['#47182a', ['深墨', '深墨', 'Deep Ink']],
];

/** 12 lip colours and 8 liners. */
export const demoLipColours = (): ShadeRecord[] => [
  ...ROWS.map(([hex, finish, family, names, second], i) =>
    demoRecord(LIP_COLOUR_LINE, i, {
      hex,
      cr: LIP_COVERAGE[finish],
      names,
      own: { type: 'lip', finish, family, ...(second ? { second } : {}) },
    }),
  ),
  ...LINERS.map(([hex, names], i) =>
    demoRecord(LIP_LINER_LINE, i, {
      hex,
      cr: 0.92,
      names,
      own: { type: 'lip-liner', finish: 'matte', width: 1.6 },
    }),
  ),
];
