import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCatalogue } from '@carmine/shades';
import { demoRecords } from '@carmine/shades/demo';
import { beforeAll, describe, expect, test } from 'vitest';
import { resolveLook } from './commands/look-file.ts';
import { run } from './program.ts';

let cwd: string;
const paths = { assets: '/nowhere/assets', page: '/nowhere/engine', bench: '/nowhere/bench' };

/** Runs the command in the temporary directory; no browser starts in any of these. */
const carmine = async (...args: string[]) => {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    cwd,
    env: {},
    out: (t: string) => void out.push(t),
    err: (t: string) => void err.push(t),
    interactive: false,
  };
  const code = await run(args, { terminal, paths });
  return { code, out: out.join('\n'), err: err.join('\n') };
};
const put = (name: string, text: string) => writeFileSync(join(cwd, name), text);
const look = (...layers: object[]) => JSON.stringify({ version: 1, layers });
const lips = { product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 };

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'carmine-cmd-'));
  const rows = demoRecords().map((record) => JSON.stringify(record));
  put('demo.jsonl', rows.join('\n'));
  put(
    'broken.jsonl',
    [
      rows[0],
      '{"sku": oops}',
      rows[1]!.replace('"matte"', '"shiny"').replace('"natural"', '"shiny"').replace('"dewy"', '"shiny"'),
      rows[2],
    ].join('\n'),
  );
  put('bad.jsonl', 'nothing\nof use\n');
  put('look.json', look(lips));
  put('a.jpg', 'no picture');
});

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

describe('catalog check', () => {
  test('a sound catalogue', async () => {
    const { code, out } = await carmine('catalog', 'check', 'demo.jsonl');
    expect(out).toMatch(/^217 good \(80 foundation, 40 concealer, 36 lip, .*\), 0 broken$/);
    expect(code).toBe(0);
  });
  test('broken rows as line:field: message, and exit 1', async () => {
    const { code, out } = await carmine('catalog', 'check', 'broken.jsonl');
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^2:: is not JSON/);
    expect(lines[1]).toMatch(/^3:finish: /);
    expect(lines.at(-1)).toMatch(/^2 good .*2 broken$/);
    expect(code).toBe(1);
  });
  test('no such file: named, exit 1', async () => {
    expect(await carmine('catalog', 'check', 'gone')).toMatchObject({
      code: 1,
      err: expect.stringContaining('gone'),
    });
  });
});

describe('match --lab', () => {
  test('three shades with reasons, the nearest first, on stdout only', async () => {
    const target = JSON.parse(readFileSync(join(cwd, 'demo.jsonl'), 'utf8').split('\n')[5]!);
    const lab = target.color.lab.join(',');
    const { code, out, err } = await carmine(
      'match',
      '--lab',
      lab,
      '--sigma',
      '0.5',
      '--catalog',
      'demo.jsonl',
      '--line',
      target.line,
    );
    const result = JSON.parse(out);
    expect(result.matches).toHaveLength(3);
    expect(result.matches[0].sku).toBe(target.sku);
    expect(result.matches[0].dE00).toBeLessThan(1.5);
    expect(result.matches[0].reasons.length).toBeGreaterThan(0);
    expect(result.abstained).toBe(false);
    expect([code, err]).toEqual([0, '']);
  });
  test('--fits narrows the skin, for a concealer too, and keeps a reading that contradicts it', async () => {
    const shades = parseCatalogue(readFileSync(join(cwd, 'demo.jsonl'), 'utf8')).shades;
    const foundations = shades.filter((s) => s.type === 'foundation');
    const [l, a, b] = foundations[9]!.color.lab;
    const told = async (...more: string[]) => {
      const from = ['match', '--lab', `${l + 4},${a},${b}`, '--sigma', '4,1,2', '--catalog', 'demo.jsonl'];
      return JSON.parse((await carmine(...from, ...more)).out);
    };
    const [bare, fitted] = [await told(), await told('--fits', foundations[9]!.sku)];
    expect(bare.narrowed).toBeUndefined();
    expect(fitted.fits).toEqual({ sku: foundations[9]!.sku, used: true });
    expect(fitted.skin.lab).toEqual(bare.skin.lab);
    expect(fitted.narrowed.lab[0]).toBeLessThan(bare.skin.lab[0] - 2);
    expect(fitted.narrowed.r90).toBeLessThan(bare.skin.r90);
    const concealer = await told('--fits', foundations[9]!.sku, '--type', 'concealer');
    expect(concealer.query).toMatchObject({ type: 'concealer', fits: foundations[9]!.sku });
    const far = foundations.reduce((p, s) => (s.color.lab[0] < p.color.lab[0] ? s : p));
    expect((await told('--fits', far.sku)).fits.used).toBe(false);
  });
  test('--top, --out and broken rows left out', async () => {
    const args = ['match', '--lab', '60,12,18', '--catalog', 'broken.jsonl', '--top', '1', '--out', 'm'];
    const { code, out, err } = await carmine(...args);
    expect(err).toMatch(/broken\.jsonl:3:finish: /);
    expect(JSON.parse(readFileSync(out, 'utf8')).matches).toHaveLength(1);
    expect(code).toBe(0);
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

describe('catalog import', () => {
  const CSV = [
    '\uFEFFSKU;Brand;Line;Shade;Type;Lab;Coverage;Price',
    'F-1;B;"Silk; ""fine""";10 Sand;Foundation;"62,1 11,0 17,5";medium;30',
    'F-2;B;Silk;"20',
    'Stone";Foundation;;full;30',
    'F-3;B;Silk;30 Oak;foundation;48 13 19;0.7;30',
  ].join('\r\n');

  test('writes the good rows, names the others by line and field, and says what it did', async () => {
    put('shop.csv', CSV);
    const { code, out, err } = await carmine(
      'catalog',
      'import',
      'shop.csv',
      '--from',
      'csv',
      '--out',
      'made/shop.jsonl',
      '--set',
      'trust=T1',
    );
    expect(code).toBe(1);
    expect(out).toMatch(/^3:color: needs lab, hex or spectrum\n2 written to made\/shop.jsonl, 1 left out$/);
    expect(err).toContain('left aside: Price');
    expect(err).toContain('trust: "T1" assumed for 3 rows');
    const { shades, errors } = parseCatalogue(readFileSync(join(cwd, 'made/shop.jsonl'), 'utf8'));
    expect(errors).toEqual([]);
    expect(shades.map((s) => [s.sku, s.line, s.coverage.cr])).toEqual([
      ['F-1', 'Silk; "fine"', 0.6],
      ['F-3', 'Silk', 0.7],
    ]);
    expect(shades[0]!.color.lab).toEqual([62.1, 11, 17.5]);
    expect((await carmine('catalog', 'check', 'made/shop.jsonl')).code).toBe(0);
  });

  test('reads JSON and a tab-separated feed; what it makes can be matched', async () => {
    put(
      'shades.json',
      JSON.stringify([
        { code: 'J-1', brand: 'B', collection: 'S', shade: 'One', type: 'foundation', lab: [58, 12, 17] },
      ]),
    );
    expect(
      (await carmine('catalog', 'import', 'shades.json', '--from', 'json', '--out', 'j.jsonl')).code,
    ).toBe(1);
    const named = ['--map', 'line=collection', '--set', 'trust=T0'];
    expect(
      (await carmine('catalog', 'import', 'shades.json', '--from', 'json', '--out', 'j.jsonl', ...named))
        .code,
    ).toBe(0);
    const { code, out } = await carmine('match', '--lab', '58,12,17', '--catalog', 'j.jsonl');
    expect(code).toBe(0);
    expect(JSON.parse(out).matches[0].sku).toBe('J-1');
    put(
      'feed.tsv',
      ['id\ttitle\tbrand\titem_group_id\tproduct_type\thex', 'G-1\tRouge\tB\tR\tLipstick\t#9b1c31'].join(
        '\n',
      ),
    );
    expect(
      (await carmine('catalog', 'import', 'feed.tsv', '--from', 'google', '--out', 'g.jsonl')).out,
    ).toContain('1 written');
  });

  test('never writes over its input, and names a broken file', async () => {
    put('again.csv', 'sku\nX');
    const over = await carmine('catalog', 'import', 'again.csv', '--from', 'csv', '--out', 'again.csv');
    expect(over.code).not.toBe(0);
    expect(readFileSync(join(cwd, 'again.csv'), 'utf8')).toBe('sku\nX');
    put('torn.csv', 'sku,name\n"X,Y\n');
    expect((await carmine('catalog', 'import', 'torn.csv', '--from', 'csv', '--out', 't.jsonl')).err).toMatch(
      /torn.csv is no CSV/,
    );
  });
});
