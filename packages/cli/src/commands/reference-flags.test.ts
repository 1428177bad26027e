import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoRecords } from '@carmine/shades/demo';
import { COLOR_CHECKER_24 } from '@carmine/skin';
import { beforeAll, expect, test } from 'vitest';
import { type ReferenceFlags, referenceOf } from './reference-flags.ts';

let cwd: string;
const told = (flags: ReferenceFlags) =>
  referenceOf(flags, { cwd, env: {}, out: () => {}, err: () => {}, interactive: false });

const card = '10,20,110,20,110,90,10,90';
const corners = [
  [10, 20],
  [110, 20],
  [110, 90],
  [10, 90],
];

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'carmine-ref-'));
  writeFileSync(
    join(cwd, 'demo.jsonl'),
    demoRecords()
      .map((r) => JSON.stringify(r))
      .join('\n'),
  );
  writeFileSync(
    join(cwd, 'card.json'),
    JSON.stringify({ columns: 2, rows: 1, patches: [0.5, [0.1, 0.2, 0.3]] }),
  );
});

test('nothing given, nothing told', () => expect(told({})).toBeUndefined());

test('a grey card: 18 % where nothing is said', () => {
  expect(told({ card })).toEqual({ card: { corners, patches: [0.18] } });
  expect(told({ card, cardPatches: 'grey:0.5' })).toEqual({ card: { corners, patches: [0.5] } });
});

test('a colour card: the classic chart, or a file', () => {
  expect(told({ card, cardPatches: 'colorchecker' })).toEqual({
    card: { corners, columns: 6, rows: 4, patches: COLOR_CHECKER_24 },
  });
  expect(told({ card, cardPatches: 'card.json' })).toEqual({
    card: { corners, columns: 2, rows: 1, patches: [0.5, [0.1, 0.2, 0.3]] },
  });
});

test('a shade that fits: a Lab with its doubt, or a sku with what its record says', () => {
  expect(told({ shade: '60,12,18' })).toEqual({ shade: { lab: [60, 12, 18], sigma: 2 } });
  expect(told({ shade: '60,12,18', shadeSigma: '8' })).toEqual({ shade: { lab: [60, 12, 18], sigma: 8 } });
  const record = demoRecords().find((r) => r.type === 'foundation')!;
  const { shade } = told({ shade: record.sku, catalog: 'demo.jsonl' })!;
  expect(shade!.lab).toHaveLength(3);
  expect(shade!.lab[0]).toBeCloseTo(record.color.lab![0], 1);
});
