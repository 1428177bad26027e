import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalogue } from '@carmine/shades';
import { describe, expect, test } from 'vitest';
import { commandFolder } from './testing/command-folder.ts';

const { cwd, put, carmine } = commandFolder();

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
