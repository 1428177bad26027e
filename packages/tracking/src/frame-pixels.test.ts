import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FramePixels } from './frame-pixels.ts';
import type { TrackSource } from './types.ts';

class Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

/** A canvas that shows `DRAWN` wherever something was drawn. */
const DRAWN = 77;
class Canvas {
  width = 1;
  height = 1;
  getContext() {
    return {
      canvas: this,
      drawImage: () => {},
      getImageData: (_x: number, _y: number, width: number, height: number) => {
        const pixels = new Pixels(width, height);
        pixels.data.fill(DRAWN);
        return pixels;
      },
    };
  }
}

beforeEach(() => {
  vi.stubGlobal('ImageData', Pixels);
  vi.stubGlobal('OffscreenCanvas', Canvas);
});
afterEach(() => vi.unstubAllGlobals());

/** A frame of 8 x 4 px whose memory is all `value`. */
const frame = (value: number, changes: object = {}): TrackSource =>
  ({
    format: 'I420',
    visibleRect: { width: 8, height: 4 },
    displayWidth: 8,
    displayHeight: 4,
    allocationSize: ({ format }: { format?: string }) => (format === 'RGBA' ? 128 : 48),
    copyTo: async (into: Uint8ClampedArray) => void into.fill(value),
    ...changes,
  }) as unknown as TrackSource;

it('takes a frame’s memory as it is, or smaller', async () => {
  const pixels = new FramePixels();
  const whole = await pixels.read(frame(10), 1);
  expect([whole.width, whole.height, whole.data.length, whole.data[0]]).toEqual([8, 4, 128, 10]);
  const small = await pixels.read(frame(20), 2);
  expect([small.width, small.height, small.data.length, small.data[0]]).toEqual([4, 2, 32, 20]);
  expect(whole.data[0]).toBe(10);
});

it.each([1, 2])(
  'memory that was given back is used again, never what is still out (%i times smaller)',
  async (by) => {
    const pixels = new FramePixels();
    const first = await pixels.read(frame(1), by);
    const second = await pixels.read(frame(2), by);
    expect(second).not.toBe(first);
    expect(first.data[0]).toBe(1);
    pixels.giveBack(first);
    expect(await pixels.read(frame(3), by)).toBe(first);
    expect(second.data[0]).toBe(2);
  },
);

it.each([
  ['turned by the device', { rotation: 90 }],
  ['mirrored', { flip: true }],
  ['with pixels that are not square', { displayWidth: 16 }],
  ['of a layout that is not said', { format: null }],
  ['whose channels stand the other way', { format: 'BGRA' }],
  ['of a browser that does not know the wish for RGBA', { allocationSize: () => 48 }],
  ['that is asked in vain', { copyTo: () => Promise.reject(new DOMException('no', 'NotSupportedError')) }],
])('a frame %s is drawn instead', async (_, changes) => {
  const { data } = await new FramePixels().read(frame(10, changes), 1);
  expect(data[0]).toBe(DRAWN);
});

it('an ImageBitmap is drawn', async () => {
  const bitmap = { width: 6, height: 4, close: () => {} } as ImageBitmap;
  const { width, height, data } = await new FramePixels().read(bitmap, 2);
  expect([width, height, data[0]]).toEqual([3, 2, DRAWN]);
});
