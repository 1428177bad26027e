import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '../catalogue/parse.ts';
import { columnsOf } from './columns.ts';
import { importShades, type SourceRow } from './import.ts';

const rows = (...cells: Record<string, string>[]): SourceRow[] =>
  cells.map((c, i) => ({ line: i + 2, cells: c }));
const SHADE = { sku: 'F-1', brand: 'B', line: 'L', name: '10 Sand', type: 'foundation', trust: 'T1' };

describe('columns', () => {
  it('are known by name, alias, language and wavelength; the rest is told', () => {
    const { used, unused } = columnsOf(
      ['SKU', 'Shade Name', '品牌', 'L*', 'name:zh-CN', '550 nm', 'R560', 'Price'],
      'csv',
    );
    expect(Object.fromEntries(used)).toEqual({
      SKU: 'sku',
      'Shade Name': 'name',
      品牌: 'brand',
      'L*': 'L',
      'name:zh-CN': 'name:zh-CN',
      '550 nm': 'R550',
      R560: 'R560',
    });
    expect(unused).toEqual(['Price']);
  });

  it('a map goes before names, and a target is taken once', () => {
    const { used, unused } = columnsOf(['hex', 'Metafield: hex'], 'csv', { hex: 'Metafield: hex' });
    expect(used.get('Metafield: hex')).toBe('hex');
    expect(unused).toEqual(['hex']);
  });
});

describe('cells', () => {
  const one = (cells: Record<string, string>) => {
    const result = importShades(rows({ ...SHADE, ...cells }), { from: 'csv' });
    expect(result.errors).toEqual([]);
    return result.records[0] as { color: Record<string, unknown>; coverage: object; [k: string]: unknown };
  };

  it.each([
    [{ lab: '60.1; 11,5; 18' }, { lab: [60.1, 11.5, 18] }],
    [{ lab: '60.1,11.5,18.2' }, { lab: [60.1, 11.5, 18.2] }],
    [{ L: '60', a: '11', b: '18' }, { lab: [60, 11, 18] }],
    [{ hex: 'C68D60' }, { hex: '#c68d60' }],
    [{ hex: '#abc' }, { hex: '#aabbcc' }],
    [{ hex: '#c68d60', sigma: '2' }, { sigma: [2, 2, 2] }],
    [
      { lab: '60 11 18', illuminant: 'D50', geometry: 'd8-SCI' },
      { illuminant: 'D50', geometry: 'd8-SCI' },
    ],
    [
      { spectrum: Array.from({ length: 31 }, (_, i) => 20 + i).join(' ') },
      { spectrum: expect.arrayContaining([0.2, 0.5]) },
    ],
  ])('%j reads as %j', (cells, color) => {
    expect(one(cells as unknown as Record<string, string>).color).toMatchObject(color);
  });

  it('reads coverage in words, per cent and ratio; stock, oxidation and languages', () => {
    const hex = '#c68d60';
    expect(one({ hex, coverage: 'Full' }).coverage).toEqual({ cr: 0.85 });
    expect(one({ hex, coverage: '45 %' }).coverage).toEqual({ cr: 0.45 });
    expect(one({ hex, availability: 'out of stock' }).in_stock).toBe(false);
    expect(one({ hex, dL: '-1.5', da: '0.5', db: '0.8', minutes: '20' }).oxidation).toEqual({
      dL: -1.5,
      da: 0.5,
      db: 0.8,
      minutes: 20,
    });
    expect(one({ hex, 'name:zh-CN': '沙' }).locale).toEqual({ 'zh-CN': { name: '沙' } });
  });
});

describe('an import', () => {
  it('names every row it leaves out by line and field, and keeps the others', () => {
    const { records, errors } = importShades(
      rows(
        { ...SHADE, hex: '#c68d60' },
        { ...SHADE, sku: 'F-2' },
        { ...SHADE, sku: 'F-3', hex: 'sand' },
        { ...SHADE, hex: '#c68d61' },
      ),
      { from: 'csv' },
    );
    expect(records).toHaveLength(1);
    expect(errors.map((e) => [e.line, e.field])).toEqual([
      [3, 'color'],
      [4, 'color.hex'],
      [5, 'sku'],
    ]);
  });

  it('says what it filled in, and takes an unexplained hex for a picture', () => {
    const { trust: _, ...bare } = SHADE;
    const { records, filled } = importShades(
      rows({ ...bare, hex: '#c68d60' }, { ...bare, sku: 'F-2', hex: '#b07a50' }),
      {
        from: 'csv',
        set: { cr: 'medium' },
      },
    );
    expect(Object.fromEntries(filled)).toEqual({
      cr: { value: 'medium', rows: 2 },
      trust: { value: 'T3', rows: 2 },
      finish: { value: 'natural', rows: 2 },
    });
    expect(records[0]).toMatchObject({ color: { trust: 'T3', on: 'swatch-image' }, coverage: { cr: 0.6 } });
  });

  it('reads a Shopify export, whose product stands in the first row of its variants only', () => {
    const { records, errors } = importShades(
      rows(
        {
          Handle: 'silk',
          Title: 'Silk',
          Vendor: 'B',
          Type: 'Liquid Foundation',
          'Variant SKU': 'S1',
          'Option1 Value': '10',
          'Swatch hex': '#c68d60',
          Status: 'active',
          'Variant Inventory Qty': '0',
        },
        {
          Handle: 'silk',
          Title: '',
          Vendor: '',
          Type: '',
          'Variant SKU': 'S2',
          'Option1 Value': '20',
          'Swatch hex': '#b07a50',
          Status: '',
          'Variant Inventory Qty': '7',
        },
      ),
      { from: 'shopify', map: { hex: 'Swatch hex' } },
    );
    expect(errors).toEqual([]);
    expect(records).toMatchObject([
      { sku: 'S1', line: 'Silk', brand: 'B', type: 'foundation', in_stock: false },
      { sku: 'S2', line: 'Silk', brand: 'B', type: 'foundation', in_stock: true },
    ]);
  });

  it('reads a Google Merchant feed', () => {
    const { records, errors } = importShades(
      rows({
        id: 'G1',
        title: 'Rouge 12',
        brand: 'B',
        item_group_id: 'Rouge',
        product_type: 'Make-up > Lipstick',
        availability: 'in_stock',
        hex: '#9b1c31',
      }),
      { from: 'google' },
    );
    expect(errors).toEqual([]);
    expect(records).toMatchObject([
      { sku: 'G1', name: 'Rouge 12', line: 'Rouge', type: 'lip', finish: 'satin', in_stock: true },
    ]);
  });

  it('writes what parses', () => {
    const { records } = importShades(rows({ ...SHADE, lab: '60 11 18' }), { from: 'csv' });
    const { shades, errors } = parseCatalogue(records.map((r) => JSON.stringify(r)).join('\n'));
    expect(errors).toEqual([]);
    expect(shades[0]!.color.lab).toEqual([60, 11, 18]);
  });
});
