import { readFileSync } from 'node:fs';
import { CarmineError } from '@carmine/errors';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { demoCatalogue, demoRecords } from '../demo/index.ts';
import { shadeJsonSchema } from './json-schema.ts';
import { parseCatalogue, toCatalogueLine } from './parse.ts';
import type { ShadeRecord } from './schema.ts';

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
  ['type', 'mascara', /foundation/],
  ['finish', 'gloss', /matte/],
  ['coverage.cr', 1.4, /1/],
  ['coverage', undefined, /missing/],
  ['color.hex', '#12345', /#rrggbb/],
  ['color.lab', 'grey', /expected/],
  ['color.lab.0', 120, /100/],
  ['color.trust', 'T9', /T0/],
  ['color.illuminant', 'D50', /D65/],
  ['color.spectrum', [0.1, 0.2], /31/],
  ['color.date', '1.11.2026', /YYYY/],
  ['undertone', 'pink', /olive/],
  ['active', 'yes', /boolean/],
  ['range_index', -1, /0/],
];

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

  it('needs lab or hex and fills in the other', () => {
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
    expect(errors).toMatchObject([{ line: 3, field: 'color', message: 'needs lab or hex' }]);
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
    const { lab: _l, hex: _h, ...bare } = good('x').color;
    expect(validate({ ...good('x'), color: bare })).toBe(false);
  });
});
