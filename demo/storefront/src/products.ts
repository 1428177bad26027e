import type { Shade } from '@carmine/shades';
import { demoCatalogue, LINES, LIP_LINE, type Words } from '@carmine/shades/demo';

export type ProductId = 'bare-silk' | 'velvet-hour' | 'carmine-letters';
export type Locale = keyof Words;

/** What the shop sells: a line of the catalogue with a price per market. */
export interface Product {
  readonly id: ProductId;
  readonly kind: 'foundation' | 'lipstick';
  readonly name: Words;
  /** The line as the catalogue writes it. */
  readonly line: string;
  readonly price: Readonly<Record<Locale, number>>;
}

export const PRODUCTS: readonly Product[] = [
  {
    id: 'carmine-letters',
    kind: 'lipstick',
    name: LIP_LINE,
    line: LIP_LINE.en,
    price: { 'zh-CN': 198, 'zh-TW': 890, en: 29 },
  },
  {
    id: 'bare-silk',
    kind: 'foundation',
    name: LINES[0].words,
    line: LINES[0].words.en,
    price: { 'zh-CN': 298, 'zh-TW': 1380, en: 44 },
  },
  {
    id: 'velvet-hour',
    kind: 'foundation',
    name: LINES[1].words,
    line: LINES[1].words.en,
    price: { 'zh-CN': 328, 'zh-TW': 1480, en: 48 },
  },
];

const CURRENCY: Readonly<Record<Locale, string>> = { 'zh-CN': 'CNY', 'zh-TW': 'TWD', en: 'USD' };

/** An amount in the market's money, without decimals. Taiwan writes NT$, which Intl shortens to a bare dollar sign. */
export const money = (amount: number, locale: Locale): string => {
  const style = { style: 'currency', currency: CURRENCY[locale], maximumFractionDigits: 0 } as const;
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

export const shadesOf = (product: Product): readonly Shade[] =>
  demoCatalogue.filter((s) => s.line === product.line);

export const shadeBySku = (sku: string): Shade | undefined => demoCatalogue.find((s) => s.sku === sku);

/** A shade's name in the shopper's language. */
export const shadeName = (sku: string, locale: Locale): string => {
  const shade = shadeBySku(sku);
  return shade?.locale?.[locale]?.name ?? shade?.name ?? sku;
};
