import { readFileSync } from 'node:fs';
import { CarmineError } from '@carmine/errors';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { demoCatalogue, demoRecords } from '../demo/index.ts';
import { shadeJsonSchema } from './json-schema.ts';
import { parseCatalogue, toCatalogueLine } from './parse.ts';
import { SHADE_TYPES, type ShadeRecord } from './schema.ts';

const good = (sku: string): ShadeRecord => ({ ...demoRecords()[0]!, sku });
/** A copy of a good record with one dotted path set (undefined removes it). */
const broken = (path: string, value: unknown): Record<string, unknown> => {
  const copy = JSON.parse(JSON.stringify(good('A-1'))) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const at = keys.reduce<Record<string, unknown>>((o, k) => o[k] as Record<string, unknown>, copy);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
};

/** path, bad value, what the message must say. */
const FAULTS: readonly (readonly [string, unknown, RegExp])[] = [
  ['schema', 'shade/9', /shade\/1/],
  ['sku', undefined, /missing/],
  ['sku', 'a b', /letters/],
  ['brand', '  ', /blanks/],
  ['type', 'perfume', /foundation/],
  ['finish', 'gloss', /matte/],
  ['coverage.cr', 1.4, /1/],
  ['coverage', undefined, /missing/],
  ['color.hex', '#12345', /#rrggbb/],
  ['color.lab', 'grey', /expected/],
  ['color.lab.0', 120, /100/],
  ['color.trust', 'T9', /T0/],
  ['color.illuminant', 'FL11', /D65/],
  ['color.observer', '4', /10/],
  ['color.spectrum', [0.1, 0.2], /31/],
  ['color.date', '1.11.2026', /YYYY/],
  ['undertone', 'pink', /olive/],
  ['active', 'yes', /boolean/],
  ['range_index', -1, /0/],
];

/** A record of every type that has fields of its own, and what is wrong with it when one of them is changed. */
const record = (type: string, fields: object): Record<string, unknown> => {
  const { finish: _f, ...rest } = good('P-1') as Record<string, unknown>;
  return { ...rest, type, ...fields };
};
const PALETTE = [
  { zone: 'lid', hex: '#b98468', finish: 'shimmer' },
  { zone: 'crease', hex: '#7D4A3E', finish: 'matte', cr: 0.3, name: 'Clay' },
];
const PRODUCTS: readonly (readonly [string, object])[] = [
  ['foundation', { finish: 'dewy' }],
  ['concealer', { finish: 'natural', areas: ['under-eye'] }],
  ['contour', { areas: ['cheeks', 'jaw'] }],
  ['bronzer', { finish: 'shimmer' }],
  ['blush', { finish: 'satin', placement: 'lifted' }],
  ['highlighter', { areas: ['cupid', 'brow-bone'] }],
  ['eyeshadow', { pans: PALETTE }],
  ['brow', { style: 'hair' }],
  ['eyeliner', { finish: 'gloss', width: 1.4, wing: 6, lower: true }],
  ['mascara', { length: 1.5, volume: 1.2, lower: false }],
  ['lip-liner', { finish: 'matte', width: 2 }],
  ['lip', { finish: 'vinyl', family: 'red', second: { style: 'ombre', hex: '#d27a86' } }],
];
/** type, changed fields, field named, what the message must say. The last two are rules JSON Schema does not know. */
const PRODUCT_FAULTS: readonly (readonly [string, object, string, RegExp])[] = [
  ['concealer', { finish: 'matte', areas: ['chin'] }, 'areas.0', /under-eye/],
  ['blush', {}, 'finish', /missing/],
  ['blush', { finish: 'satin', placement: 'nose' }, 'placement', /apple/],
  ['eyeshadow', {}, 'pans', /missing/],
  ['eyeshadow', { pans: [] }, 'pans', /1/],
  ['eyeshadow', { pans: [{ zone: 'brow', hex: '#b98468', finish: 'matte' }] }, 'pans.0.zone', /lid/],
  ['eyeshadow', { pans: [{ zone: 'lid', hex: 'brown', finish: 'matte' }] }, 'pans.0.hex', /#rrggbb/],
  ['eyeliner', { finish: 'satin', width: 9 }, 'width', /4/],
  ['eyeliner', { finish: 'satin', wing: -1 }, 'wing', /0/],
  ['mascara', { length: 3 }, 'length', /2/],
  ['brow', { style: 'stamp' }, 'style', /powder/],
  ['lip-liner', { finish: 'sheer' }, 'finish', /matte/],
  ['lip', { finish: 'satin', second: { style: 'stripes', hex: '#d27a86' } }, 'second.style', /ombre/],
  ['eyeshadow', { pans: [PALETTE[0], PALETTE[0]] }, 'pans', /two pans for one zone/],
  ['contour', { areas: ['jaw', 'jaw'] }, 'areas', /twice/],
];

describe('every product', () => {
  it('has a record', () => {
    expect(PRODUCTS.map(([type]) => type).sort()).toEqual([...SHADE_TYPES].sort());
  });

  it.each(PRODUCTS)('%s keeps its own fields', (type, fields) => {
    const { shades, errors } = parseCatalogue([record(type, fields)]);
    expect(errors).toEqual([]);
    expect(shades[0]).toMatchObject({ type, ...fields });
  });

  it.each(PRODUCT_FAULTS)('%s %j: names %s', (type, fields, field, message) => {
    const { shades, errors } = parseCatalogue([record(type, fields)]);
    expect(shades).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ line: 1, field });
    expect(errors[0]!.message).toMatch(message);
  });
});

describe('parseCatalogue', () => {
  it.each(FAULTS)('names the field %s when it is %j', (field, value, message) => {
    const { shades, errors } = parseCatalogue([good('OK-1'), broken(field, value)]);
    expect(shades.map((s) => s.sku)).toEqual(['OK-1']);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ line: 2, field });
    expect(errors[0]!.message).toMatch(message);
  });

  it('lists every fault of a row and goes on', () => {
    const row = { ...broken('finish', 'shiny'), brand: 7 };
    const { shades, errors } = parseCatalogue([row, good('OK-1')]);
    expect(shades).toHaveLength(1);
    expect(errors.map((e) => e.field).sort()).toEqual(['brand', 'finish']);
    expect(errors.every((e) => e.sku === 'A-1' && e.line === 1)).toBe(true);
  });

  it('names the other faults too when the type is missing', () => {
    const { errors } = parseCatalogue([{ schema: 'shade/1', sku: 'X' }]);
    expect(errors.map((e) => e.field).sort()).toEqual(['brand', 'color', 'coverage', 'line', 'name', 'type']);
    expect(errors.every((e) => e.message === 'is missing')).toBe(true);
  });

  it('needs lab, hex or spectrum and fills in the other', () => {
    const { lab, hex, ...bare } = good('x').color;
    const rows = [
      { ...good('HEX'), color: { ...bare, hex: '#C68D60' } },
      { ...good('LAB'), color: { ...bare, lab } },
      { ...good('NONE'), color: bare },
    ];
    const { shades, errors } = parseCatalogue(rows);
    expect(shades.map((s) => s.sku)).toEqual(['HEX', 'LAB']);
    expect(shades[0]!.color.hex).toBe('#c68d60');
    expect(shades[0]!.color.lab[0]).toBeCloseTo(63.26, 1);
    expect(shades[1]!.color.hex).toBe(hex);
    expect(errors).toMatchObject([{ line: 3, field: 'color', message: 'needs lab, hex or spectrum' }]);
  });

  it('takes sigma from the trust level when none is given', () => {
    const { sigma: _, ...color } = good('x').color;
    const rows = (['T0', 'T1', 'T2', 'T3'] as const).map((trust) => ({
      ...good(trust),
      color: { ...color, trust },
    }));
    expect(parseCatalogue(rows).shades.map((s) => s.color.sigma[0])).toEqual([1, 2, 4.5, 8]);
  });

  it('reports the second row with a sku, and keeps the first', () => {
    const { shades, errors } = parseCatalogue([good('A'), good('B'), { ...good('A'), name: 'again' }]);
    expect(shades.map((s) => s.sku)).toEqual(['A', 'B']);
    expect(errors).toEqual([{ line: 3, field: 'sku', message: '"A" is already on line 1', sku: 'A' }]);
  });

  it('reads JSON lines with blank lines, CRLF and a byte-order mark; a broken line is named', () => {
    const text = `\uFEFF${JSON.stringify(good('A'))}\r\n\r\n{"schema": oops}\r\n${JSON.stringify(good('B'))}\n`;
    const { shades, errors } = parseCatalogue(text);
    expect(shades.map((s) => s.sku)).toEqual(['A', 'B']);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ line: 3, field: '' });
  });

  it('reads a pretty-printed array and gives the line where each broken element starts', () => {
    const tricky = { ...good('B'), name: 'a "]," in words \\' };
    const text = `[\n${JSON.stringify(good('A'), null, 2)},\n  {"sku": "C", },\n${JSON.stringify(tricky, null, 2)}\n]\n`;
    const { shades, errors } = parseCatalogue(text);
    expect(shades.map((s) => s.sku)).toEqual(['A', 'B']);
    expect(errors).toHaveLength(1);
    expect(errors[0]!.line).toBe(text.split('\n').findIndex((l) => l.includes('"C"')) + 1);
  });

  it.each(['', '  \n \n', '[]'])('says so when there is no row: %j', (text) => {
    const { shades, errors } = parseCatalogue(text);
    expect(shades).toEqual([]);
    expect(errors[0]?.message).toMatch(/no row/);
  });

  it.each([['<!doctype html><html></html>'], ['null'], ['42'], ['[1, "x", null]']])(
    'lists rows that are no records: %s',
    (text) => {
      const { shades, errors } = parseCatalogue(text);
      expect(shades).toEqual([]);
      expect(errors.length).toBeGreaterThan(0);
    },
  );

  it.each([[null], [undefined], [7], [{}]])('throws catalogue-invalid for %j', (input) => {
    expect(() => parseCatalogue(input)).toThrow(CarmineError);
  });

  it('drops unknown fields and keeps the rest', () => {
    const { shades, errors } = parseCatalogue([{ ...good('A'), price: 320 }]);
    expect(errors).toEqual([]);
    expect(shades[0]).not.toHaveProperty('price');
  });

  it('round-trips through catalogue lines', () => {
    const text = demoCatalogue.map(toCatalogueLine).join('\n');
    expect(parseCatalogue(text)).toEqual({ shades: demoCatalogue, errors: [] });
  });
});

describe('published files', () => {
  const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  it('has the JSON Schema of the code (pnpm --filter @carmine/shades generate)', () => {
    expect(JSON.parse(read('schema/shade.v1.json'))).toEqual(shadeJsonSchema());
  });
  it('has the demo catalogue of the code', () => {
    expect(
      read('catalogue/demo.jsonl')
        .trim()
        .split('\n')
        .map((l) => JSON.parse(l)),
    ).toEqual(demoRecords());
  });
  it('shows a valid record in the guide', () => {
    const guide = read('../../docs/guide/catalogue.md');
    const record = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)![1]!);
    expect(parseCatalogue([record]).errors).toEqual([]);
  });
  it('accepts and refuses the same records by JSON Schema as by code', () => {
    const validate = new Ajv2020({ strict: false }).compile(shadeJsonSchema());
    for (const record of demoRecords()) expect(validate(record), JSON.stringify(validate.errors)).toBe(true);
    for (const [path, value] of FAULTS) expect(validate(broken(path, value)), path).toBe(false);
    for (const [type, fields] of PRODUCTS) expect(validate(record(type, fields)), type).toBe(true);
    for (const [type, fields] of PRODUCT_FAULTS.slice(0, -2))
      expect(validate(record(type, fields)), JSON.stringify(fields)).toBe(false);
    const { lab: _l, hex: _h, ...bare } = good('x').color;
    expect(validate({ ...good('x'), color: bare })).toBe(false);
  });
});
