import type { FaceFrame } from '@carmine/face';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Frame, FrameLedger } from '../frame-ledger.ts';
import type { FrameTap } from '../live-pipeline.ts';
import { FakeVideoFrame } from '../testing/fakes.ts';
import { type Candidate, chooseFrames, takeBurst } from './burst.ts';

vi.mock('../sharpness.ts', () => ({ faceSharpness: () => 10 }));

const good: Candidate = { sharpness: 100, openness: 0.3, speed: 0.1 };

describe('chooseFrames', () => {
  it('takes the sharpest, at most as many as wanted', () => {
    const all = [100, 130, 110, 120, 125, 128].map((sharpness) => ({ ...good, sharpness }));
    expect(chooseFrames(all, 5)).toEqual([1, 5, 4, 3, 2]);
    expect(chooseFrames(all, 1)).toEqual([1]);
  });

  it('leaves out a blink, a shake and a start', () => {
    const all = [good, { ...good, openness: 0.1 }, { ...good, sharpness: 40 }, { ...good, speed: 0.9 }, good];
    expect(chooseFrames(all, 5)).toEqual([0, 4]);
  });

  it('always gives one: the least bad', () => {
    const all = [
      { ...good, openness: 0.1, sharpness: 200 },
      { ...good, sharpness: 50 },
    ];
    expect(chooseFrames(all, 5)).toEqual([1]);
  });
});

/** A face whose irises alone have a place. */
const LANDMARKS = new Float32Array(478 * 3);
LANDMARKS[468 * 3] = 0.4;
LANDMARKS[473 * 3] = 0.6;

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What a copy of a camera frame becomes; counted like a frame. */
const bitmapOf = () => new FakeVideoFrame({}, { timestamp: 0 });

describe('takeBurst', () => {
  beforeEach(() => {
    FakeVideoFrame.open = 0;
    vi.stubGlobal('createImageBitmap', async () => bitmapOf());
  });

  afterEach(() => void vi.unstubAllGlobals());

  const burstOf = (count: number) => {
    const taps = new Set<FrameTap>();
    const control = new AbortController();
    const pipeline = {
      tap: (tap: FrameTap) => {
        taps.add(tap);
        return () => void taps.delete(tap);
      },
    };
    const burst = takeBurst(pipeline, { ledger: new FrameLedger(), count, signal: control.signal });
    burst.catch(() => undefined);
    const frame = async (captureTime: number, id: number | null = 0): Promise<void> => {
      const picture = new FakeVideoFrame({}, { timestamp: 0 });
      const faces = id === null ? [] : [{ id, landmarks: LANDMARKS }];
      const seen = { captureTime, faces, width: 640, height: 480 } as unknown as FaceFrame;
      for (const tap of [...taps]) tap(picture as unknown as Frame, seen);
      picture.close();
      await settle();
    };
    return { burst, frame, taps, control };
  };

  it('keeps the wanted number of copies and closes the rest; the camera’s own frames stay with the pipeline', async () => {
    const { burst, frame, taps } = burstOf(5);
    for (let i = 0; i < 8; i++) await frame(i * 33);
    const kept = await burst;
    expect([kept.length, FakeVideoFrame.open, taps.size]).toEqual([5, 5, 0]);
    for (const { image } of kept) image.close();
    expect(FakeVideoFrame.open).toBe(0);
  });

  it('is one moment: on a slow device it holds fewer frames', async () => {
    const { burst, frame } = burstOf(5);
    for (let i = 0; i < 3; i++) await frame(i * 700);
    expect((await burst).length).toBe(3);
  });

  it('given up in the middle leaves nothing open', async () => {
    const { burst, frame, taps, control } = burstOf(5);
    for (let i = 0; i < 4; i++) await frame(i * 33);
    control.abort(new Error('camera lost'));
    await expect(burst).rejects.toThrow('camera lost');
    await settle();
    expect([FakeVideoFrame.open, taps.size]).toEqual([0, 0]);
  });

  it('begins anew when the face is another one, or after the page was hidden', async () => {
    const page = Object.assign(new EventTarget(), { hidden: true });
    vi.stubGlobal('document', page);
    const { burst, frame } = burstOf(5);
    for (let i = 0; i < 6; i++) await frame(i * 33, 1);
    for (let i = 6; i < 10; i++) await frame(i * 33, 2);
    page.dispatchEvent(new Event('visibilitychange'));
    for (let i = 0; i < 8; i++) await frame(9000 + i * 33, 2);
    const kept = await burst;
    expect(kept.every(({ seen }) => seen.captureTime >= 9000)).toBe(true);
    expect(FakeVideoFrame.open).toBe(5);
  });

  it('a face that leaves for good is no-face, and nothing stays open', async () => {
    const { burst, frame } = burstOf(5);
    await frame(0);
    for (let i = 1; i <= 60; i++) await frame(i * 33, null);
    await expect(burst).rejects.toMatchObject({ code: 'no-face' });
    await settle();
    expect(FakeVideoFrame.open).toBe(0);
  });
});
