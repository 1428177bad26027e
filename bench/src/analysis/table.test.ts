import { expect, test } from 'vitest';
import { type Reading, tableOf } from './table.ts';

const reading = (path: string, wall: number, change: Partial<Reading> = {}): Reading => ({
  path,
  blocked: false,
  wall,
  laps: { regions: 10, gates: 20, infer: 1, maps: 0, measures: wall - 40 },
  match: 5,
  worker: { ran: wall / 2, waited: wall / 4 },
  ...change,
});
const row = (table: string, name: string): string[] =>
  table
    .split('\n')
    .find((line) => line.includes(name))!
    .split('|')
    .slice(2, 4)
    .map((cell) => cell.trim());

test('each photograph counts at the least of its rounds; the middle one and the slowest are told', () => {
  const readings = [300, 200, 250].map((wall) => reading('a', wall));
  const table = tableOf('A reading', [...readings, reading('b', 400), reading('c', 800)]);
  expect(row(table, 'whole analysis')).toEqual(['400', '800']);
  expect(row(table, 'measures')).toEqual(['360', '760']);
  expect(row(table, 'processor time')).toEqual(['200', '400']);
});

test('what the worker waited for its turn is taken off in each round, not from the least of them', () => {
  const table = tableOf('A reading', [
    reading('a', 500, { worker: { ran: 200, waited: 290 } }),
    reading('a', 300, { worker: { ran: 220, waited: 10 } }),
  ]);
  expect(row(table, 'less the time')).toEqual(['210', '210']);
});

test('a photograph that a gate stopped before the net is left out; a system that tells no time has no such rows', () => {
  const stopped = reading('x', 20, { blocked: true, laps: { regions: 10, gates: 10 } });
  const silent = { worker: { ran: Number.NaN, waited: Number.NaN } };
  const table = tableOf('A reading', [stopped, reading('a', 300, silent)]);
  expect(row(table, 'whole analysis')).toEqual(['300', '300']);
  expect(table).not.toContain('processor');
  expect(table).not.toContain('NaN');
});
