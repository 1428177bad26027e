import { readFileSync } from 'node:fs';
import { EVENT_RULES, WIRE_NAMES } from '@carmine/crm/contract';
import { describe, expect, it } from 'vitest';

const GUIDE = new URL('../../docs/guide/events.md', import.meta.url);

/** The last cell of a type's row in the guide. */
const makerOf = (name: string): string => {
  const row = readFileSync(GUIDE, 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`| \`${name}\``));
  return row?.split('|').at(5)?.trim() ?? '';
};

/** The file that a cell links to, or null. */
const sourceOf = (cell: string): string | null => {
  const path = /\]\(([^)]+)\)/.exec(cell)?.[1];
  return path ? readFileSync(new URL(path, GUIDE), 'utf8') : null;
};

/** `emit('x'`, `emit<..>( 'x'`, or `tell(id, session, 'x'`. */
const makes = (source: string, name: string): boolean =>
  new RegExp(`(?:emit|tell)(?:<[^>]*>)?\\(\\s*(?:[\\w.#]+,\\s*)*'${name.replaceAll('.', '\\.')}'`).test(
    source,
  );

describe('every type that a browser sends has a maker', () => {
  const ofPage = WIRE_NAMES.filter((name) => EVENT_RULES[name].from === 'page');

  it.each(ofPage)('%s: in the file the guide names', (name) => {
    const cell = makerOf(name);
    expect(cell).toMatch(/^(mirror|client|shop) \(\[/);
    expect(makes(sourceOf(cell) ?? '', name), cell).toBe(true);
  });

  it('looks for a call, not for a word', () => {
    expect(makes("desk.emit('product.added', data)", 'product.added')).toBe(true);
    expect(makes("this.#tell(id, session, 'consent.updated', {", 'consent.updated')).toBe(true);
    expect(makes("const names = ['product.added'];", 'product.added')).toBe(false);
    expect(makes("desk.emit('product.added.twice', data)", 'product.added')).toBe(false);
  });

  it('what only a server makes, the guide leaves to it', () => {
    for (const name of WIRE_NAMES.filter((n) => EVENT_RULES[n].from === 'host'))
      expect(makerOf(name)).toBe('server');
  });
});
