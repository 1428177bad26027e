import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNamer, findInputs } from './inputs.ts';
import { kindOf } from './kinds.ts';
import { createWriter, toJson } from './output.ts';
import { decodePng, encodePng } from './png.ts';

const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

test.each([
  ['\xff\xd8\xff\xe0', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['RIFF\0\0\0\0WAVE', 'unknown'],
  ['\0\0\0\x20ftypavif\0\0\0\0', 'avif'],
  ['\0\0\0\x20ftypmif1\0\0\0\0mif1avif', 'avif'],
  ['\0\0\0\x20ftypheic\0\0\0\0mif1', 'heic'],
  ['\0\0\0\x20ftypisom\0\0\0\0', 'mp4'],
  ['\x1a\x45\xdf\xa3', 'webm'],
  ['YUV4MPEG2 W64 H64', 'y4m'],
  ['GIF89a', 'gif'],
  ['hello', 'unknown'],
  ['', 'unknown'],
])('kind of %j is %s', (head, kind) => {
  expect(kindOf(bytes(head))).toBe(kind);
});

test('no two inputs write the same file', () => {
  const name = createNamer(['.png', '.json', '.lipstick.png']);
  expect(['a', 'A', 'b', 'a', 'a.lipstick', 'c'].map(name)).toEqual([
    'a',
    'A-2',
    'b',
    'a-3',
    'a.lipstick-2',
    'c',
  ]);
});

test('directories give their pictures by name; what cannot be read carries its reason', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carmine-in-'));
  mkdirSync(join(dir, 'set/deeper'), { recursive: true });
  mkdirSync(join(dir, 'empty'));
  const put = (name: string, head: string) => writeFileSync(join(dir, name), bytes(head));
  put('set/b.jpg', '\xff\xd8\xff');
  put('set/a.PNG', '\x89PNG\r\n\x1a\n');
  put('set/README.md', '# no picture');
  put('set/fake.jpg', 'not at all');
  put('set/deeper/c.jpg', '\xff\xd8\xff');
  put('a.webm', '\x1a\x45\xdf\xa3');
  const options = { cwd: dir, video: false, suffixes: ['.png'] };
  const found = findInputs(['set', 'a.webm', 'gone.jpg', 'empty'], options);
  expect(found.map((i) => [i.label.replaceAll('\\', '/'), i.error?.code ?? i.name])).toEqual([
    ['set/a.PNG', 'a'],
    ['set/b.jpg', 'b'],
    ['set/fake.jpg', 'image-unreadable'],
    ['a.webm', 'unsupported-format'],
    ['gone.jpg', 'file-unreadable'],
    ['empty', 'file-unreadable'],
  ]);
  for (const { error, label } of found) if (error) expect(error.message).toContain(label);
  expect(findInputs(['set/a.PNG', 'a.webm'], { ...options, video: true }).map((i) => i.name)).toEqual([
    'a',
    'a-2',
  ]);
});

test('PNG keeps every value: grey, opaque and see-through', () => {
  const grey = Uint8Array.from({ length: 12 }, (_, i) => i * 20);
  const file = encodePng({ width: 4, height: 3, channels: 1, data: grey });
  // Byte 25 of a PNG is its colour type: 0 grey, 2 RGB, 6 RGBA.
  expect(file[25]).toBe(0);
  expect([...decodePng(file).data].filter((_, i) => i % 4 === 0)).toEqual([...grey]);
  for (const [alpha, type] of [
    [255, 2],
    [7, 6],
  ] as const) {
    const data = Uint8Array.from({ length: 48 }, (_, i) => (i % 4 === 3 ? alpha : (i * 37) & 255));
    const colour = encodePng({ width: 4, height: 3, channels: 4, data });
    expect(colour[25]).toBe(type);
    expect([...decodePng(colour).data]).toEqual([...data]);
  }
});

test('an input is never written over', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carmine-out-'));
  const writer = createWriter('.', dir, [join(dir, 'a.png')]);
  expect(() => writer.write('a.png', 'x')).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  expect(writer.write('b.png', 'x')).toBe(join(dir, 'b.png'));
});

test('JSON rounds to six decimals and keeps lists of numbers on a line', () => {
  const text = toJson({ a: [[0.123456789, 1, -2e-9]], b: 'x [1, 2]' });
  expect(JSON.parse(text)).toEqual({ a: [[0.123457, 1, 0]], b: 'x [1, 2]' });
  expect(text).toContain('[0.123457,1,0]');
});
