import { type Category, categoryOf } from '@carmine/elements';
import { productOf as productOfType, type Shade, type WornProduct } from '@carmine/shades';
import {
  BLUSH_LINE,
  BRONZER_LINE,
  BROW_LINE,
  CONTOUR_LINE,
  demoCatalogue,
  EYELINER_LINE,
  EYESHADOW_LINE,
  HIGHLIGHTER_LINE,
  LINES,
  LIP_COLOUR_LINE,
  LIP_LINE,
  LIP_LINER_LINE,
  MASCARA_LINE,
  type Words,
} from '@carmine/shades/demo';

export type ProductId =
  | 'bare-silk'
  | 'velvet-hour'
  | 'soft-proof'
  | 'petal-rouge'
  | 'half-shade'
  | 'late-sun'
  | 'first-light'
  | 'four-seasons'
  | 'ink-stroke'
  | 'long-verse'
  | 'far-ridge'
  | 'carmine-letters'
  | 'second-act'
  | 'margin';
export type Locale = keyof Words;
type Price = Readonly<Record<Locale, number>>;

/** What the shop sells: a line of the catalogue with a price per market. */
export interface Product {
  readonly id: ProductId;
  readonly kind: WornProduct;
  readonly category: Category;
  readonly name: Words;
  /** The line as the catalogue writes it. */
  readonly line: string;
  readonly price: Price;
}

const product = (id: ProductId, kind: WornProduct, name: Words, prices: readonly number[]): Product => ({
  id,
  kind,
  category: categoryOf(kind),
  name,
  line: name.en,
  price: { 'zh-CN': prices[0]!, 'zh-TW': prices[1]!, en: prices[2]! },
});

/** The counter, the house's lipstick first. Prices: CNY, TWD, USD. */
export const PRODUCTS: readonly Product[] = [
  product('carmine-letters', 'lipstick', LIP_LINE, [198, 890, 29]),
  product('second-act', 'lipstick', LIP_COLOUR_LINE.words, [218, 980, 32]),
  product('margin', 'lip-liner', LIP_LINER_LINE.words, [128, 580, 19]),
  product('bare-silk', 'foundation', LINES[0].words, [298, 1380, 44]),
  product('velvet-hour', 'foundation', LINES[1].words, [328, 1480, 48]),
  product('soft-proof', 'concealer', LINES[2].words, [188, 850, 28]),
  product('petal-rouge', 'blush', BLUSH_LINE.words, [178, 790, 26]),
  product('half-shade', 'contour', CONTOUR_LINE.words, [188, 850, 28]),
  product('late-sun', 'bronzer', BRONZER_LINE.words, [188, 850, 28]),
  product('first-light', 'highlighter', HIGHLIGHTER_LINE.words, [198, 890, 29]),
  product('four-seasons', 'eyeshadow', EYESHADOW_LINE.words, [268, 1180, 39]),
  product('ink-stroke', 'eyeliner', EYELINER_LINE.words, [138, 620, 20]),
  product('long-verse', 'mascara', MASCARA_LINE.words, [168, 750, 25]),
  product('far-ridge', 'brow', BROW_LINE.words, [118, 520, 17]),
];

const CURRENCY: Readonly<Record<Locale, string>> = { 'zh-CN': 'CNY', 'zh-TW': 'TWD', en: 'USD' };

export const currencyOf = (locale: Locale): string => CURRENCY[locale];

/** An amount in the market's money, without decimals. Taiwan writes NT$, which Intl shortens to a bare dollar sign. */
export const money = (amount: number, locale: Locale): string => {
  const style = { style: 'currency', currency: currencyOf(locale), maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, style)
    .format(amount)
    .replace(/^\$/, locale === 'zh-TW' ? 'NT$$' : '$$');
};

export const productById = (id: ProductId): Product => PRODUCTS.find((p) => p.id === id)!;

/** The product a shade belongs to. */
export const productOf = (sku: string): Product | undefined => {
  const line = shadeBySku(sku)?.line;
  return PRODUCTS.find((p) => p.line === line);
};

const BY_SKU = new Map(demoCatalogue.map((s) => [s.sku, s]));

export const shadesOf = (product: Product): readonly Shade[] =>
  demoCatalogue.filter((s) => s.line === product.line);

/** How many shades of a kind are on the counter. */
export const countOf = (kind: WornProduct): number =>
  demoCatalogue.filter((s) => productOfType(s.type) === kind).length;

export const shadeBySku = (sku: string): Shade | undefined => BY_SKU.get(sku);

/** A shade's name in the shopper's language. */
export const shadeName = (sku: string, locale: Locale): string => {
  const shade = shadeBySku(sku);
  return shade?.locale?.[locale]?.name ?? shade?.name ?? sku;
};
