import type { SavedLook, TryOnState } from '@carmine/session';
import { createMemoryStore, createSavedLook } from '@carmine/session';
import { expect, test, vi } from 'vitest';
import type { SessionController } from './controller.ts';
import { Keep } from './keep.ts';

const look = (color: string) =>
  ({ version: 1, layers: [{ product: 'lipstick', color, finish: 'matte' }] }) as const;
const BARE = { version: 1, layers: [] } as const;
const store = createMemoryStore();
vi.mock('@carmine/session', async (original) => ({
  ...(await original<object>()),
  openLookStore: async () => store,
}));

/** A keeper beside a session that only remembers what it was asked. */
const keeper = async (...names: string[]) => {
  await store.clear();
  for (const [i, name] of names.entries())
    await store.put(createSavedLook({ name, look: look(`#00000${i}`) }, { id: name, now: new Date(i) }));
  const state = { look: look('#ff0000'), looks: [look('#ff0000')] } as unknown as TryOnState;
  const asked: unknown[] = [];
  const adopted: unknown[] = [];
  const tryOn = {
    state,
    setLooks: async (looks: TryOnState['looks']) => {
      asked.push(looks.map((l) => (l.layers[0] as { color?: string } | undefined)?.color ?? 'bare'));
      Object.assign(state, { looks });
    },
    wearLook: async (saved: SavedLook) => void asked.push(saved.name),
    clear: async () => void asked.push('clear'),
    compare: () => {},
  };
  const controller = { state, tryOn, run: async <T>(wish: (t: typeof tryOn) => T) => wish(tryOn) };
  const keep = new Keep({ addController: () => {}, requestUpdate: () => {} } as never, {
    controller: controller as unknown as SessionController,
    text: (key) => key,
    say: () => {},
    hand: async () => {},
    adopt: (worn) => void adopted.push(worn),
  });
  await keep.list();
  return { keep, asked, adopted };
};

test('side by side: the chosen looks, else the newest three, else the bare face', async () => {
  const { keep, asked } = await keeper('a', 'b', 'c', 'd');
  await keep.tiles({ on: true });
  expect(asked.at(-1)).toEqual(['#ff0000', '#000003', '#000002', '#000001']);
  expect(keep.names).toEqual(['tiles.now', 'd', 'c', 'b']);
  keep.pin({ id: 'a', on: true });
  await keep.tiles({ on: true });
  expect(asked.at(-1)).toEqual(['#ff0000', '#000000']);
  await keep.tiles({ on: false });
  expect(asked.at(-1)).toEqual(['#ff0000']);
  expect(keep.names).toEqual([]);

  const none = await keeper();
  await none.keep.tiles({ on: true });
  expect(none.asked).toEqual([['#ff0000', 'bare']]);
  expect(none.keep.names).toEqual(['tiles.now', 'tiles.bare']);
  await none.keep.tile({ index: 1 });
  expect([none.asked.at(-1), none.adopted]).toEqual(['clear', [BARE]]);
});

test('a press on a picture wears its look; on the worn one it only ends the comparison', async () => {
  const { keep, asked, adopted } = await keeper('a', 'b');
  await keep.tiles({ on: true });
  await keep.tile({ index: 2 });
  expect([asked.at(-1), adopted]).toEqual(['a', [look('#000000')]]);
  await keep.tiles({ on: true });
  await keep.tile({ index: 0 });
  expect(asked.at(-1)).toEqual(['#ff0000']);
});

test('three are chosen at most, the oldest choice is let go; a deleted look is no choice', async () => {
  const { keep } = await keeper('a', 'b', 'c', 'd');
  for (const id of ['a', 'b', 'c', 'd']) keep.pin({ id, on: true });
  expect([...keep.pinned]).toEqual(['b', 'c', 'd']);
  keep.pin({ id: 'c', on: false });
  await keep.delete({ id: 'd' });
  expect([...keep.pinned]).toEqual(['b']);
  await keep.delete({});
  expect([keep.looks, [...keep.pinned]]).toEqual([[], []]);
});
