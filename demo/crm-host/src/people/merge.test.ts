import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edge, kindOf, type Node, nodeOf, personsOf, STRONG, WEAK } from './merge.ts';

const node = fc
  .tuple(fc.constantFrom(...STRONG, ...WEAK), fc.integer({ min: 0, max: 5 }))
  .map(([kind, n]) => nodeOf(kind, String(n)));
const edges = fc.array(fc.tuple(node, node), { maxLength: 25 });

/** Sets of nodes, in an order of their own. */
const sets = (list: readonly Edge[]): string[] => {
  const by = new Map<Node, Node[]>();
  for (const [n, person] of personsOf([], list)) by.set(person, [...(by.get(person) ?? []), n]);
  return [...by.values()].map((s) => s.sort().join(' ')).sort();
};

const isStrong = (n: Node): boolean => (STRONG as readonly string[]).includes(kindOf(n));

/** Strong nodes that a chain of strong nodes reaches: another way to say what the merge must keep apart. */
const reachable = (from: Node, list: readonly Edge[]): Set<Node> => {
  const seen = new Set([from]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [a, b] of list)
      for (const [x, y] of [
        [a, b],
        [b, a],
      ] as const)
        if (isStrong(x) && isStrong(y) && seen.has(x) && !seen.has(y)) {
          seen.add(y);
          grown = true;
        }
  }
  return seen;
};

describe('merge of identifiers', () => {
  it('does not care for order, direction or repeats', () => {
    fc.assert(
      fc.property(edges, fc.integer(), (list, seed) => {
        const turned = [...list, ...list].map(
          ([a, b], i): Edge => ((seed >> (i % 31)) & 1 ? [b, a] : [a, b]),
        );
        const mixed = turned
          .map((e, i) => [e, Math.imul(i + 1, seed | 1)] as const)
          .sort((x, y) => x[1] - y[1]);
        expect(sets(mixed.map(([e]) => e))).toEqual(sets(list));
      }),
    );
  });

  it('joins customers by a chain of customers only, never through a browser', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const persons = personsOf([], list);
        const strong = [...persons.keys()].filter(isStrong);
        for (const a of strong) {
          const near = reachable(a, list);
          for (const b of strong) expect(persons.get(a) === persons.get(b)).toBe(near.has(b));
        }
      }),
    );
  });

  it('gives every identifier exactly one person, who is one of its own', () => {
    fc.assert(
      fc.property(edges, (list) => {
        const persons = personsOf([], list);
        expect(new Set(persons.keys())).toEqual(new Set(list.flat()));
        for (const person of persons.values()) expect(persons.get(person)).toBe(person);
      }),
    );
  });

  it.each<[string, Edge[], string[]]>([
    [
      'a browser and its sessions',
      [
        ['anon:a', 'session:1'],
        ['anon:a', 'session:2'],
      ],
      ['anon:a session:1 session:2'],
    ],
    [
      'who buys takes along what the browser did before',
      [
        ['anon:a', 'session:1'],
        ['anon:a', 'customer:C'],
      ],
      ['anon:a customer:C session:1'],
    ],
    [
      'a tablet in the shop joins nobody; a session goes with whom it named',
      [
        ['anon:t', 'session:1'],
        ['anon:t', 'session:2'],
        ['session:1', 'customer:A'],
        ['session:2', 'customer:B'],
        ['anon:t', 'session:3'],
      ],
      ['anon:t', 'customer:A session:1', 'customer:B session:2', 'session:3'],
    ],
    [
      'files that name the same customer',
      [
        ['crm:M1', 'customer:C'],
        ['pos:P9', 'customer:C'],
      ],
      ['crm:M1 customer:C pos:P9'],
    ],
  ])('%s', (_, list, expected) => {
    expect(sets(list)).toEqual(expected);
  });
});
