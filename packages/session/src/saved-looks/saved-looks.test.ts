import type { CarmineError } from '@carmine/errors';
import type { Look } from '@carmine/makeup';
import { describe, expect, it } from 'vitest';
import { readSavedLookFile, savedLookFile } from './file.ts';
import { createMemoryStore } from './memory-store.ts';
import { migrate } from './migrate.ts';
import { parseSavedLook, serializeSavedLook } from './parse.ts';
import { createSavedLook, renameLook, tidyName } from './saved-look.ts';

const look: Look = {
  version: 1,
  layers: [
    { product: 'lipstick', color: '#9b1c31', finish: 'satin', intensity: 0.7 },
    { product: 'eyeshadow', zones: [{ zone: 'lid', color: '#a08070' }] },
  ],
};
const now = new Date('2026-03-01T10:20:30.000Z');
const evening = createSavedLook({ name: 'Evening', look, skus: { lipstick: 'CL-14' } }, { now });

const failure = (input: unknown): CarmineError => {
  try {
    parseSavedLook(input);
  } catch (error) {
    return error as CarmineError;
  }
  throw new Error('parseSavedLook did not refuse it');
};

describe('a saved look', () => {
  it('goes to text and back, through a file too', async () => {
    expect(parseSavedLook(serializeSavedLook(evening))).toEqual(evening);
    const file = savedLookFile(renameLook(evening, 'A/B: "x"?'));
    expect(file.name).toBe('A B x.carmine.json');
    expect((await readSavedLookFile(file)).name).toBe('A/B: "x"?');
  });

  it('holds a name, a date, colours and skus, and nothing else', () => {
    expect(Object.keys(evening).sort()).toEqual([
      'createdAt',
      'format',
      'id',
      'look',
      'name',
      'skus',
      'version',
    ]);
    expect(evening.createdAt).toBe('2026-03-01T10:20:30.000Z');
    expect(evening.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each([
    ['  Date \n night\u202e ', 'Date night'],
    ['x'.repeat(80), 'x'.repeat(60)],
    ['口红 👩‍👧', '口红 👩‍👧'],
    ['\u0000\n', 'Look'],
  ])('the name %j is kept as %j', (given, kept) => {
    expect(tidyName(given)).toBe(kept);
  });
});

describe('older and newer files', () => {
  it('version 1, the bare look, gets the name of its file, an id and a date', async () => {
    const file = new File([`\uFEFF${JSON.stringify(look)}`], 'Sunday.carmine.json');
    const saved = await readSavedLookFile(file);
    expect(saved).toMatchObject({ format: 'carmine-look', version: 2, name: 'Sunday', look });
    expect(parseSavedLook(saved)).toEqual(saved);
  });

  it('migration leaves its input alone', () => {
    const before = JSON.stringify(look);
    migrate(look as unknown as Record<string, unknown>, { name: 'n', id: 'i', now });
    expect(JSON.stringify(look)).toBe(before);
  });

  it('a newer version is refused as such', () => {
    const error = failure({ ...evening, version: 3, glitter: [] });
    expect(error.code).toBe('look-newer');
    expect(error.details).toEqual({ version: 3, known: 2 });
    expect(error.message).toContain('newer version');
  });
});

describe('refuses, and names the field', () => {
  it.each([
    ['no object', [], 'look'],
    ['no JSON', '{"format":', 'look'],
    ['another format', { ...evening, format: 'other' }, 'format'],
    ['version 2 without a format', { ...evening, format: undefined }, 'format'],
    ['no version', { ...evening, version: undefined }, 'version'],
    ['half a version', { ...evening, version: 1.5 }, 'version'],
    ['version 0', { ...evening, version: 0 }, 'version'],
    ['an unknown field', { ...evening, picture: 'data:' }, 'picture'],
    ['no id', { ...evening, id: undefined }, 'id'],
    ['an id with a path', { ...evening, id: '../x' }, 'id'],
    ['an empty name', { ...evening, name: '' }, 'name'],
    ['a name with a line end', { ...evening, name: 'a\nb' }, 'name'],
    ['no date', { ...evening, createdAt: 'yesterday' }, 'createdAt'],
    ['a day that is none', { ...evening, createdAt: '2026-13-41T00:00:00Z' }, 'createdAt'],
    ['skus as a list', { ...evening, skus: ['CL-14'] }, 'skus'],
    ['a sku of no product', { ...evening, skus: { glitter: 'X' } }, 'skus.glitter'],
    ['a sku that is no text', { ...evening, skus: { lipstick: 7 } }, 'skus.lipstick'],
    ['no look', { ...evening, look: undefined }, 'layers'],
    [
      'a broken layer',
      { ...evening, look: { version: 1, layers: [{ product: 'lipstick', color: 'red', finish: 'matte' }] } },
      'color',
    ],
  ])('%s', (_, input, field) => {
    const error = failure(input);
    expect(error.code).toBe('look-invalid');
    expect(error.details.field).toBe(field);
    expect(error.message).toContain(field === 'look' ? 'look' : `"${field}"`);
  });

  it('a file that is far too large, without reading it', async () => {
    const file = new File([' '.repeat(70_000)], 'x.json');
    await expect(readSavedLookFile(file)).rejects.toMatchObject({ code: 'look-invalid' });
  });
});

describe('memory store', () => {
  it('keeps, replaces, lists the newest first, forgets', async () => {
    const store = createMemoryStore();
    const later = createSavedLook({ name: 'Later', look }, { now: new Date('2026-04-01T00:00:00Z') });
    await store.put(evening);
    await store.put(later);
    await store.put(renameLook(evening, 'Night'));
    expect((await store.list()).map((l) => l.name)).toEqual(['Later', 'Night']);
    await store.delete(later.id);
    expect((await store.list()).map((l) => l.name)).toEqual(['Night']);
    await store.clear();
    expect(await store.list()).toEqual([]);
    expect(store.kind).toBe('memory');
  });
});
