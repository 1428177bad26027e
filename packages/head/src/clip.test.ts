import { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import { headClip } from './clip.ts';
import { readFrameCode } from './frame-code.ts';
import { PATHS, type PathName } from './motion.ts';
import type { PixelImage } from './result.ts';
import { toY4m, y4mFrame } from './y4m.ts';

const SIZE = { width: 320, height: 240, quality: 'live', truth: false } as const;

describe('headClip', () => {
  it('moves as the path says, each frame with its own code', () => {
    const clip = [...headClip(SIZE, 4, 'turn', { fps: 10, coded: true })].map((f) => f.render.params);
    expect(clip.map((p) => p.frameCode)).toEqual([0, 1, 2, 3]);
    clip.forEach((p, i) => {
      expect(p.pose.yaw).toBeCloseTo(PATHS.turn(i / 10).pose!.yaw!, 9);
    });
  });

  it('draws codes that can be read back', () => {
    const ids: (number | null)[] = [];
    for (const f of headClip(SIZE, 3, 'idle', { coded: true })) ids.push(readFrameCode(f.render.image));
    expect(ids).toEqual([0, 1, 2]);
  });

  it.each(Object.keys(PATHS) as PathName[])('%s stays within the parameters for a minute', (name) => {
    for (let s = 0; s < 60; s += 0.37) {
      const { pose = {}, expression = {} } = PATHS[name](s) as { pose?: object; expression?: object };
      for (const v of Object.values(expression)) expect(v >= 0 && v <= 1, `${name} at ${s}: ${v}`).toBe(true);
      for (const v of Object.values(pose)) expect(Number.isFinite(v)).toBe(true);
    }
  });

  it('refuses an unknown path and no frames', () => {
    expect(() => headClip(SIZE, 2, 'spin' as PathName).next()).toThrow(CarmineError);
    expect(() => headClip(SIZE, 0, 'idle').next()).toThrow(CarmineError);
  });
});

const flat = (width: number, height: number, rgb: readonly [number, number, number]): PixelImage => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([...rgb, 255], i * 4);
  return { width, height, data };
};

describe('toY4m', () => {
  it('has the header and the size of a 4:2:0 file', () => {
    const file = toY4m([flat(8, 4, [0, 0, 0]), flat(8, 4, [255, 255, 255])], { fps: 25 });
    const header = 'YUV4MPEG2 W8 H4 F25:1 Ip A1:1 C420jpeg\n';
    expect(new TextDecoder().decode(file.subarray(0, header.length))).toBe(header);
    expect(file.length).toBe(header.length + 2 * (6 + 8 * 4 * 1.5));
  });

  /** BT.601 video-range codes of the primaries (ITU-R BT.601-7, table 3, rounded). */
  it.each<[string, readonly [number, number, number], readonly [number, number, number]]>([
    ['black', [0, 0, 0], [16, 128, 128]],
    ['white', [255, 255, 255], [235, 128, 128]],
    ['red', [255, 0, 0], [81, 90, 240]],
    ['green', [0, 255, 0], [145, 54, 34]],
    ['blue', [0, 0, 255], [41, 240, 110]],
  ])('%s is coded as the standard says', (_, rgb, [y, cb, cr]) => {
    const frame = y4mFrame(flat(2, 2, rgb));
    expect([frame[6], frame[10], frame[11]]).toEqual([y, cb, cr]);
  });

  it('refuses odd sides, changing sizes and an empty clip', () => {
    expect(() => toY4m([flat(3, 2, [0, 0, 0])])).toThrow(CarmineError);
    expect(() => toY4m([flat(4, 2, [0, 0, 0]), flat(2, 2, [0, 0, 0])])).toThrow(CarmineError);
    expect(() => toY4m([])).toThrow(CarmineError);
  });
});
