import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REPO } from '../support/paths.ts';

const guide = readFileSync(join(REPO, 'docs/guide/crm-proof.md'), 'utf8');
/** `file`: "title", "title"; of the table. */
const claims = [...guide.matchAll(/`([\w./-]+\.test\.ts)`: ((?:"[^"]+"(?:, )?)+)/g)].flatMap(
  ([, file, titles]) => [...titles!.matchAll(/"([^"]+)"/g)].map(([, title]) => [file!, title!] as const),
);

it('the page of proofs names tests', () => expect(claims.length).toBeGreaterThan(35));

it.each(claims)('%s has "%s"', (file, title) => {
  const path = join(REPO, file);
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8').replaceAll("\\'", "'")).toContain(title);
});
