import { expect, test } from 'vitest';
import { bakeLook } from '../look/film-table.ts';
import type { LookLayer } from '../types.ts';
import { ShapePages } from './shape-pages.ts';

const bake = (layer: LookLayer) => bakeLook({ version: 1, layers: [layer] });
const blush = { product: 'blush', color: '#c4574f', finish: 'matte' } as const;

test('another shade uploads nothing; a finish that shines changes what the tiles tell, another place the maps too', () => {
  const pages = new ShapePages();
  const held = () => [pages.pages, pages.tiles, pages.lists];
  pages.set(bake(blush));
  const first = held();
  expect(first).not.toContain(null);
  pages.set(bake({ ...blush, color: '#a03040' }));
  expect(held().map((texture, i) => texture === first[i])).toEqual([true, true, true]);
  pages.set(bake({ ...blush, finish: 'shimmer' }));
  expect(pages.pages).toBe(first[0]);
  expect(pages.tiles).not.toBe(first[1]);
  pages.set(bake({ ...blush, placement: 'lifted' }));
  expect(pages.pages).not.toBe(first[0]);
  pages.close();
});

test('a look without shapes has no maps, but a list of what lies on all of the skin', () => {
  const pages = new ShapePages();
  pages.set(bake({ product: 'foundation', color: '#c68d60', finish: 'matte' }));
  expect([pages.pages, pages.tiles]).toEqual([null, null]);
  expect((pages.lists!.image.data as Float32Array).subarray(0, 3)).toEqual(Float32Array.of(-1, 0, 0));
  pages.close();
});
