/** A word in the three languages of the product. */
export interface Words {
  readonly 'zh-CN': string;
  readonly 'zh-TW': string;
  readonly en: string;
}

const w = (cn: string, tw: string, en: string): Words => ({ 'zh-CN': cn, 'zh-TW': tw, en });

/** The brand of the demo. Fictional: any likeness to a real brand is not meant. */
export const DEMO_BRAND: Words = w('诗珞梵', '詩珞梵', 'Selvanne');

export const LIP_LINE: Words = w('胭脂信笺唇膏', '胭脂信箋唇膏', 'Carmine Letters Lipstick');

/** The lines that are written shade by shade: start of their skus, name, film as worn in micrometres. */
export const LIP_COLOUR_LINE = {
  code: 'SA',
  words: w('第二幕唇彩', '第二幕唇彩', 'Second Act Lip Colour'),
  filmUm: 24,
};
export const LIP_LINER_LINE = {
  code: 'ML',
  words: w('页边唇线笔', '頁邊唇線筆', 'Margin Lip Liner'),
  filmUm: 16,
};
export const BLUSH_LINE = { code: 'PR', words: w('花事腮红', '花事腮紅', 'Petal Rouge Blush'), filmUm: 8 };
export const CONTOUR_LINE = { code: 'HS', words: w('半影修容', '半影修容', 'Half Shade Contour'), filmUm: 8 };
export const BRONZER_LINE = {
  code: 'LS',
  words: w('晚阳古铜粉', '晚陽古銅粉', 'Late Sun Bronzer'),
  filmUm: 8,
};
export const HIGHLIGHTER_LINE = {
  code: 'FL',
  words: w('初光高光', '初光打亮', 'First Light Highlighter'),
  filmUm: 8,
};
export const EYESHADOW_LINE = {
  code: 'FS',
  words: w('四时眼影盘', '四時眼影盤', 'Four Seasons Eyeshadow'),
  filmUm: 10,
};
export const BROW_LINE = {
  code: 'FR',
  words: w('远山眉笔', '遠山眉筆', 'Far Ridge Brow Pencil'),
  filmUm: 10,
};
export const EYELINER_LINE = {
  code: 'IS',
  words: w('墨线眼线笔', '墨線眼線筆', 'Ink Stroke Eyeliner'),
  filmUm: 18,
};
export const MASCARA_LINE = {
  code: 'LV',
  words: w('长句睫毛膏', '長句睫毛膏', 'Long Verse Mascara'),
  filmUm: 30,
};

/** Depth words of Soft Proof, lightest first. */
const SOFT_PROOF_DEPTHS: readonly Words[] = [
  w('云', '雲', 'Cloud'),
  w('米', '米', 'Rice'),
  w('栀子', '梔子', 'Gardenia'),
  w('藤', '藤', 'Wicker'),
  w('核桃奶', '核桃奶', 'Nut Milk'),
  w('焦糖', '焦糖', 'Caramel'),
  w('枣', '棗', 'Date'),
  w('肉豆蔻', '肉豆蔻', 'Nutmeg'),
  w('可可', '可可', 'Cocoa'),
  w('黑檀', '黑檀', 'Ebony'),
];

export const UNDERTONE_WORDS = {
  cool: { letter: 'C', ...w('冷调', '冷調', 'Cool') },
  neutral: { letter: 'N', ...w('中性', '中性', 'Neutral') },
  warm: { letter: 'W', ...w('暖调', '暖調', 'Warm') },
  olive: { letter: 'O', ...w('橄榄', '橄欖', 'Olive') },
} as const;

/** Depth words of Bare Silk, lightest first: things of nature across the whole range. */
export const BARE_SILK_DEPTHS: readonly Words[] = [
  w('贝壳', '貝殼', 'Shell'),
  w('亚麻', '亞麻', 'Linen'),
  w('白桦', '白樺', 'Birch'),
  w('沙丘', '沙丘', 'Dune'),
  w('麦穗', '麥穗', 'Wheat'),
  w('陶土', '陶土', 'Clay'),
  w('琥珀', '琥珀', 'Amber'),
  w('赭石', '赭石', 'Sienna'),
  w('胡桃', '胡桃', 'Walnut'),
  w('黑玛瑙', '黑瑪瑙', 'Onyx'),
];

/** Depth words of Velvet Hour, lightest first. */
export const VELVET_HOUR_DEPTHS: readonly Words[] = [
  w('珍珠', '珍珠', 'Pearl'),
  w('象牙', '象牙', 'Ivory'),
  w('羊绒', '羊絨', 'Cashmere'),
  w('燕麦', '燕麥', 'Oat'),
  w('砂岩', '砂岩', 'Sandstone'),
  w('蜂巢', '蜂巢', 'Honeycomb'),
  w('姜黄', '薑黃', 'Ginger'),
  w('赤铜', '赤銅', 'Copper'),
  w('红木', '紅木', 'Mahogany'),
  w('曜石', '曜石', 'Obsidian'),
];

/**
 * The lines on the skin locus: two foundations, one concealer. `cr`: contrast ratio as worn. `grid`: L* of the lightest and deepest row, dE00 between neighbouring
 * undertones, and how much more vivid the warm and greyer the cool column is (share of the locus chroma).
 */
export const LINES = [
  {
    type: 'foundation',
    code: 'BS',
    words: w('裸绸粉底液', '裸綢粉底液', 'Bare Silk Foundation'),
    finish: 'natural',
    cr: 0.6,
    depths: BARE_SILK_DEPTHS,
    grid: { top: 77.6, bottom: 28.4, spacing: 2.25, chromaStep: 0.1 },
    filmUm: 14,
  },
  {
    type: 'foundation',
    code: 'VH',
    words: w('丝绒时刻哑光粉底', '絲絨時刻霧面粉底', 'Velvet Hour Matte Foundation'),
    finish: 'matte',
    cr: 0.8,
    depths: VELVET_HOUR_DEPTHS,
    grid: { top: 76.4, bottom: 28.6, spacing: 2.35, chromaStep: 0.1 },
    filmUm: 18,
  },
  {
    type: 'concealer',
    code: 'SP',
    words: w('柔样遮瑕膏', '柔樣遮瑕膏', 'Soft Proof Concealer'),
    finish: 'natural',
    cr: 0.8,
    depths: SOFT_PROOF_DEPTHS,
    // Half a shade lighter than the foundations, as concealers are worn.
    grid: { top: 79, bottom: 30, spacing: 4.2, chromaStep: 0.1 },
    filmUm: 22,
  },
] as const;
