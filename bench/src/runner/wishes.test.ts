import { expect, test } from 'vitest';
import { entriesOf, orderOf, pageWorkOf } from './wishes.ts';

test('every subject is measured once in a round, and another one begins each', () => {
  const names = entriesOf('official', true).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const orders = names.map((_, round) => orderOf(names, round));
  for (const order of orders) expect([...order].sort()).toEqual([...names].sort());
  expect(new Set(orders.map((order) => order.join())).size).toBe(orders.length);
});

test('without the official bundle nothing is held against it', () => {
  expect(entriesOf('official', false).map((e) => e.name)).not.toContain('tracker-official');
  expect(entriesOf('none', true).map((e) => e.name)).not.toContain('recipe');
  expect(entriesOf('build', false).map(({ name, build }) => [name, build])).toEqual([
    ['carmine', 'this'],
    ['other', 'other'],
  ]);
});

test('what a faster camera shows is held against the recipe on the same camera', () => {
  const fast = entriesOf('official', true).filter(({ faster }) => faster > 1);
  expect(fast.map(({ name }) => name)).toEqual(['tracker-fast', 'tracker-landmarks-fast', 'recipe-fast']);
  expect(new Set(fast.map(({ faster }) => faster)).size).toBe(1);
});

test('the same work beside the page is held against work on its thread, and is none of the page', () => {
  const busy = entriesOf('none', false).filter(({ workMs }) => workMs > 0);
  expect(busy.map(({ name, workIn }) => [name, workIn])).toEqual([
    ['carmine-busy-page', 'page'],
    ['carmine-busy-worker', 'worker'],
  ]);
  expect(new Set(busy.map(({ workMs }) => workMs)).size).toBe(1);
  expect(busy.map(pageWorkOf)).toEqual([busy[0]!.workMs, 0]);
});
