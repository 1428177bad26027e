import { parseCatalogue } from '@carmine/shades';
import { demoRecords } from '@carmine/shades/demo';
import { describe, expect, test } from 'vitest';
import { resolveLook } from './commands/look-file.ts';
import { commandFolder } from './testing/command-folder.ts';

const { put, carmine } = commandFolder();
const look = (...layers: object[]) => JSON.stringify({ version: 1, layers });
const lips = { product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 };
put('look.json', look(lips));
put('a.jpg', 'no picture');

describe('wrong usage ends with 2, before any work', () => {
  test.each([
    [
      'an import of an unknown format',
      ['catalog', 'import', 'demo.jsonl', '--from', 'xls', '--out', 'o'],
      /csv/,
    ],
    [
      'an import of a file that is not there',
      ['catalog', 'import', 'no.csv', '--from', 'csv', '--out', 'o'],
      /no.csv/,
    ],
    [
      'an import with an unknown field',
      ['catalog', 'import', 'look.json', '--from', 'csv', '--out', 'o', '--set', 'price=3'],
      /price/,
    ],
    [
      'an import that maps a column that is not there',
      ['catalog', 'import', 'demo.jsonl', '--from', 'json', '--out', 'o', '--map', 'hex=Swatch'],
      /Swatch/,
    ],
    ['no command', [], /Usage/],
    ['an unknown command', ['paint'], /unknown command/],
    ['a bench without a place to write', ['bench'], /--out/],
    ['a bench of no rounds', ['bench', '--out', 'o', '--rounds', '0'], /--rounds/],
    ['a bench of half rounds', ['bench', '--out', 'o', '--rounds', '1.5'], /whole number/],
    ['a bench against nothing known', ['bench', '--out', 'o', '--against', 'others'], /--against others/],
    [
      'a threshold file that is not there',
      ['bench', '--out', 'o', '--thresholds', 'gone.json'],
      /gone\.json/,
    ],
    ['a threshold file that is no JSON', ['bench', '--out', 'o', '--thresholds', 'bad.jsonl'], /not JSON/],
    ['a comparison with one report', ['bench', '--out', 'o', '--compare', 'look.json'], /two reports/],
    ['an unknown option', ['render', 'a.jpg', '--look', 'look.json', '--out', 'o', '--sparkle'], /sparkle/],
    ['a card of one corner', ['analyze', 'a.jpg', '--out', 'o', '--card', '1,2'], /eight px/],
    [
      'patches without a card',
      ['analyze', 'a.jpg', '--out', 'o', '--card-patches', 'grey'],
      /goes with --card/,
    ],
    [
      'a grey brighter than white',
      ['analyze', 'a.jpg', '--out', 'o', '--card', '0,0,9,0,9,9,0,9', '--card-patches', 'grey:1.4'],
      /grey:1.4/,
    ],
    [
      'a card file that is not there',
      ['analyze', 'a.jpg', '--out', 'o', '--card', '0,0,9,0,9,9,0,9', '--card-patches', 'gone.json'],
      /gone\.json/,
    ],
    [
      'a card file with too few patches',
      ['analyze', 'a.jpg', '--out', 'o', '--card', '0,0,9,0,9,9,0,9', '--card-patches', 'look.json'],
      /columns x rows/,
    ],
    ['a shade of two numbers', ['analyze', 'a.jpg', '--out', 'o', '--shade', '60,12'], /--shade 60,12/],
    [
      'a shade that the catalogue does not hold',
      ['analyze', 'a.jpg', '--out', 'o', '--shade', 'NOPE', '--catalog', 'demo.jsonl'],
      /NOPE/,
    ],
    [
      'a shade that says nothing',
      ['analyze', 'a.jpg', '--out', 'o', '--shade', '60,12,18', '--shade-sigma', '90'],
      /--shade-sigma 90/,
    ],
    [
      'an unknown strictness',
      ['analyze', 'a.jpg', '--out', 'o', '--strictness', 'kind'],
      /lenient, standard, strict/,
    ],
    ['no look', ['render', 'a.jpg', '--out', 'o'], /--look/],
    [
      'an unknown backend',
      ['render', 'a.jpg', '--look', 'look.json', '--out', 'o', '--backend', 'metal'],
      /metal/,
    ],
    ['a look that is not there', ['render', 'a.jpg', '--look', 'gone.json', '--out', 'o'], /gone\.json/],
    ['match without a source', ['match', '--catalog', 'demo.jsonl'], /--lab/],
    [
      'match with two sources',
      ['match', 'a.jpg', '--lab', '60,10,10', '--catalog', 'demo.jsonl'],
      /one of the two/,
    ],
    ['a Lab of two numbers', ['match', '--lab', '60,10', '--catalog', 'demo.jsonl'], /three numbers/],
    ['a Lab out of range', ['match', '--lab', '160,10,10', '--catalog', 'demo.jsonl'], /L is 160/],
    ['a Lab of words', ['match', '--lab', 'a,b,c', '--catalog', 'demo.jsonl'], /numbers/],
    [
      'an unknown line',
      ['match', '--lab', '60,10,10', '--catalog', 'demo.jsonl', '--line', 'Nope'],
      /Its lines/,
    ],
    [
      'a shade that fits and is not sold',
      ['match', '--lab', '60,10,10', '--catalog', 'demo.jsonl', '--fits', 'Nope'],
      /--fits Nope/,
    ],
    [
      'an unknown type',
      ['match', '--lab', '60,10,10', '--catalog', 'demo.jsonl', '--type', 'blush'],
      /blush/,
    ],
    [
      'a catalogue that is not there',
      ['match', '--lab', '60,10,10', '--catalog', 'gone.jsonl'],
      /gone\.jsonl/,
    ],
    [
      'a catalogue with no good row',
      ['match', '--lab', '60,10,10', '--catalog', 'bad.jsonl'],
      /no usable row/,
    ],
    [
      'too many shades asked for',
      ['match', '--lab', '60,10,10', '--catalog', 'demo.jsonl', '--top', '99'],
      /1 to 12/,
    ],
  ] as const)('%s', async (_, args, message) => {
    const { code, out, err } = await carmine(...args);
    expect(err).toMatch(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});

test.each([
  ['an unknown product', look(lips, { ...lips, product: 'eyeshine' }), /layer 1, field "product"/],
  ['an unknown field', look({ ...lips, sparkle: 1 }), /layer 0, field "sparkle"/],
  ['a coverage beyond 1', look({ ...lips, coverage: 2 }), /layer 0, field "coverage"/],
  ['a sku without a catalogue', look({ sku: 'X' }), /layer 0, field "sku": needs --catalog/],
  [
    'two zones of one name',
    look({
      product: 'eyeshadow',
      zones: [
        { zone: 'lid', color: '#aa8877' },
        { zone: 'lid', color: '#665544' },
      ],
    }),
    /layer 0, field "zones": expected each zone once/,
  ],
  [
    'a pan of no colour',
    look({ product: 'eyeshadow', zones: [{ zone: 'lid', color: 'brown' }] }),
    /layer 0, field "zones".*"color"/,
  ],
  [
    'a wing too long',
    look(lips, { product: 'eyeliner', color: '#111111', wing: 40 }),
    /layer 1, field "wing"/,
  ],
  ['no number', look({ product: 'mascara', color: '#111111', length: null }), /layer 0, field "length"/],
  ['a place that is none', look({ product: 'contour', color: '#664433', areas: ['chin'] }), /field "areas"/],
  ['a mix of one', look({ ...lips, mix: [{ color: '#aa0000', parts: 1 }] }), /layer 0, field "mix"/],
  ['no JSON', '{', /not JSON/],
  ['no layers', '{"version":1}', /layers/],
])('a look with %s: one error naming layer and field, exit 2', async (_, text, message) => {
  put('bad-look.json', text);
  const { code, err } = await carmine('render', 'a.jpg', '--look', 'bad-look.json', '--out', 'o');
  expect(err).toMatch(message);
  expect(code).toBe(2);
});

test('a mix stands in for the colour of the shade it is laid on like', () => {
  const shades = parseCatalogue(demoRecords()).shades;
  const mix = [
    { color: '#9b1c31', parts: 2 },
    { color: '#c99080', parts: 1 },
  ];
  const [layer] = resolveLook(look({ sku: 'CL-01', mix }), shades).layers;
  expect(layer).toMatchObject({ product: 'lipstick', finish: 'satin', mix });
  expect((layer as { color: string }).color).not.toBe('#c99080');
});

test('a sku of the catalogue is taken, one that is not there is named', async () => {
  put('sku.json', look({ sku: 'NOT-THERE' }));
  const missing = await carmine(
    'render',
    'a.jpg',
    '--look',
    'sku.json',
    '--catalog',
    'demo.jsonl',
    '--out',
    'o',
  );
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('NOT-THERE') });
});

test('help and version end with 0 on stdout; only commands that work are listed', async () => {
  const help = await carmine('--help');
  expect(help.code).toBe(0);
  for (const name of ['render', 'analyze', 'match', 'catalog', 'bench']) expect(help.out).toContain(name);
  expect(await carmine('--version')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
});

test('without the built SDK the command says what to build, and ends with 1', async () => {
  const { code, err } = await carmine('render', 'a.jpg', '--look', 'look.json', '--out', 'o');
  expect(err).toMatch(/was not built/);
  expect(code).toBe(1);
});

test('a bench that was not built says what builds it, and ends with 1', async () => {
  const { code, err } = await carmine('bench', '--out', 'o');
  expect(err).toMatch(/was not built/);
  expect(err).toMatch(/pnpm bench/);
  expect(code).toBe(1);
});
