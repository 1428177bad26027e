import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPO } from '../support/paths.ts';

/** `file`: "title", "title"; of the tables of a page. */
const claimsOf = (page: string): (readonly [file: string, title: string])[] =>
  [...readFileSync(join(REPO, page), 'utf8').matchAll(/`([\w./-]+\.ts)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(
    ([, file, titles]) => [...titles!.matchAll(/"([^"]+)"/g)].map(([, title]) => [file!, title!] as const),
  );

describe.each([
  ['docs/guide/crm-proof.md', 35],
  ['docs/guide/makeup-proof.md', 60],
] as const)('%s', (page, fewest) => {
  const claims = claimsOf(page);

  it('names tests', () => expect(claims.length).toBeGreaterThan(fewest));

  it.each(claims)('%s has "%s"', (file, title) => {
    const path = join(REPO, file);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8').replaceAll("\\'", "'")).toContain(title);
  });
});
