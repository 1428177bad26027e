import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLook } from '../look/look.ts';
import { filmsOf, PRODUCT_KINDS, productSpec } from './index.ts';

/** The page that tells people how to write a look. */
const guide = readFileSync(new URL('../../../../docs/guide/looks.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map((m) => m[1]!);
/** The part of the page below a product's heading. */
const section = (product: string): string =>
  guide.split(/^### /m).find((part) => part.startsWith(`\`${product}\``)) ?? '';
const shared = guide.slice(guide.indexOf('## Fields of every product'), guide.indexOf('## Products'));

describe('docs/guide/looks.md', () => {
  test.each(examples)('example %# is a look', (text) => {
    const { layers } = parseLook(text);
    expect(filmsOf(layers).length).toBeGreaterThanOrEqual(layers.length);
  });

  test('has an example of all twelve products', () => {
    const most = examples.map((text) => new Set(parseLook(text).layers.map((layer) => layer.product)).size);
    expect(Math.max(...most)).toBe(12);
  });

  test.each(PRODUCT_KINDS)('tells every field of %s', (product) => {
    for (const field of Object.keys(productSpec(product).fields))
      expect(`${shared}${section(product)}`, field).toContain(`\`${field}\``);
  });
});
