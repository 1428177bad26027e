import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkSize, photoLimits, readImageSize } from './photo.ts';

const u32 = (value: number): number[] => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];
const u16 = (value: number): number[] => [value >>> 8, value & 255];
const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));

const png = (w: number, h: number): Blob =>
  new Blob([
    new Uint8Array([
      0x89,
      ...ascii('PNG\r\n\x1a\n'),
      ...u32(13),
      ...ascii('IHDR'),
      ...u32(w),
      ...u32(h),
      8,
      2,
      0,
      0,
      0,
    ]),
    new Uint8Array(4),
    deflateSync(Buffer.alloc(10)),
  ]);

/** A JPEG header; `before`: bytes of application segments in front of the size. */
const jpeg = (w: number, h: number, before = 0): Blob => {
  const segments: number[] = [];
  for (let left = before; left > 0; left -= 65000) {
    const size = Math.min(left, 65000);
    segments.push(0xff, 0xe2, ...u16(size + 2), ...new Array<number>(size).fill(0));
  }
  const jfif = [0xff, 0xe0, ...u16(16), ...ascii('JFIF\0'), 1, 1, 0, ...u16(1), ...u16(1), 0, 0];
  const frame = [0xff, 0xc0, ...u16(17), 8, ...u16(h), ...u16(w), 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return new Blob([new Uint8Array([0xff, 0xd8, ...jfif, ...segments, ...frame, 0xff, 0xd9])]);
};

const webp = (w: number, h: number): Blob => {
  const le24 = (v: number) => [v & 255, (v >> 8) & 255, (v >> 16) & 255];
  return new Blob([
    new Uint8Array([
      ...ascii('RIFF'),
      30,
      0,
      0,
      0,
      ...ascii('WEBPVP8X'),
      10,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      ...le24(w - 1),
      ...le24(h - 1),
    ]),
  ]);
};

describe('readImageSize', () => {
  it.each([
    ['PNG', png(640, 480), { width: 640, height: 480 }],
    ['PNG of one pixel', png(1, 1), { width: 1, height: 1 }],
    ['PNG of 12,000 px', png(12000, 9000), { width: 12000, height: 9000 }],
    ['JPEG', jpeg(4032, 3024), { width: 4032, height: 3024 }],
    ['JPEG with its size behind 1.5 MB of profile', jpeg(800, 600, 1_500_000), { width: 800, height: 600 }],
    ['WebP', webp(1200, 900), { width: 1200, height: 900 }],
    ['no picture', new Blob(['<!doctype html><title>404</title>']), null],
    ['nothing', new Blob([]), null],
    ['a cut-off PNG', png(640, 480).slice(0, 12), null],
  ])('%s', async (_, blob, size) => {
    await expect(readImageSize(blob)).resolves.toEqual(size);
  });
});

describe('checkSize', () => {
  const limits = { minSide: 64, maxSide: 8192, maxPixels: 50e6 };
  it.each([
    [64, 64, null],
    [8064, 6048, null],
    [1, 1, 'image-too-small'],
    [4000, 63, 'image-too-small'],
    [12000, 9000, 'image-too-large'],
    [12000, 100, 'image-too-large'],
    [8000, 8000, 'image-too-large'],
  ])('%i x %i: %s', (width, height, code) => {
    const check = () => checkSize(width, height, limits);
    if (!code) expect(check).not.toThrow();
    else
      expect(check).toThrow(
        expect.objectContaining({ code, message: expect.stringContaining(`${width} x ${height} px`) }),
      );
  });

  it('has limits without a DOM', () => {
    expect(photoLimits().maxPixels).toBeGreaterThan(12e6);
  });
});
