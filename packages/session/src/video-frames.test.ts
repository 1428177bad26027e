import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameLedger } from './frame-ledger.ts';
import { FakeVideo, FakeVideoFrame } from './testing/fakes.ts';
import { FrameClock, FramePump, type FrameStamp } from './video-frames.ts';

beforeEach(() => {
  FakeVideoFrame.open = 0;
  vi.stubGlobal('VideoFrame', FakeVideoFrame);
});
afterEach(() => vi.unstubAllGlobals());

const pumpOf = () => {
  const [video, ledger, stamps] = [new FakeVideo(), new FrameLedger(), [] as FrameStamp[]];
  const pump = new FramePump({
    video: video as unknown as HTMLVideoElement,
    clock: new FrameClock(),
    ledger,
    onFrame: (frame, at) => {
      stamps.push(at);
      frame.close();
    },
  });
  return { video, ledger, stamps, pump };
};

describe('FrameClock', () => {
  it('gives ids and times that only rise, even when the clip begins again', () => {
    const clock = new FrameClock();
    const stamps = [10, 20, 20, 5, 30].map((time) => clock.next(time));
    expect(stamps.map((s) => s.frameId)).toEqual([1, 2, 3, 4, 5]);
    for (let i = 1; i < stamps.length; i++)
      expect(stamps[i]!.captureTime).toBeGreaterThan(stamps[i - 1]!.captureTime);
    expect(stamps[4]!.captureTime).toBe(30);
  });
});

describe('FramePump', () => {
  it('hands on one frame for each presented, with the capture time where the browser knows it', async () => {
    const { video, stamps, pump } = pumpOf();
    pump.start();
    pump.start();
    await video.present(100, 90);
    await video.present(133);
    expect(stamps).toEqual([
      { frameId: 1, captureTime: 90 },
      { frameId: 2, captureTime: 133 },
    ]);
    expect(FakeVideoFrame.open).toBe(0);
  });

  it.each([
    ['has no data yet', { readyState: 1 }],
    ['has no size yet', { videoWidth: 0 }],
  ])('reads nothing while the video %s', async (_, state) => {
    const { video, stamps, pump } = pumpOf();
    Object.assign(video, state);
    pump.start();
    await video.present(1);
    expect(stamps).toEqual([]);
    expect(video.waiting).toBe(1);
  });

  it('reads nothing while paused and goes on after', async () => {
    const { video, stamps, pump } = pumpOf();
    pump.start();
    pump.setPaused(true);
    await video.present(1);
    expect(stamps).toEqual([]);
    pump.setPaused(false);
    await video.present(2);
    expect(stamps).toHaveLength(1);
  });

  it('stops for good, twice', async () => {
    const { video, stamps, pump } = pumpOf();
    pump.start();
    pump.stop();
    pump.stop();
    await video.present(1);
    expect([stamps.length, video.waiting]).toEqual([0, 0]);
  });

  it('where there is no VideoFrame it takes an ImageBitmap, one at a time, and closes one that comes after stop', async () => {
    vi.stubGlobal('VideoFrame', undefined);
    const made: { width: number; height: number; close(): void }[] = [];
    const gates: (() => void)[] = [];
    vi.stubGlobal('createImageBitmap', async () => {
      await new Promise<void>((resolve) => gates.push(resolve));
      const bitmap = { width: 640, height: 480, close: () => Object.assign(bitmap, { width: 0 }) };
      made.push(bitmap);
      return bitmap;
    });
    const { video, ledger, stamps, pump } = pumpOf();
    pump.start();
    await video.present(1);
    await video.present(2);
    expect(gates).toHaveLength(1);
    pump.stop();
    gates[0]!();
    await new Promise<void>((resolve) => setImmediate(resolve));
    expect([made.length, made[0]!.width, stamps.length, ledger.open]).toEqual([1, 0, 0, 0]);
  });

  it('survives a frame that cannot be made', async () => {
    const { video, stamps, pump } = pumpOf();
    vi.stubGlobal(
      'VideoFrame',
      class {
        constructor() {
          throw new DOMException('track ended', 'InvalidStateError');
        }
      },
    );
    pump.start();
    await video.present(1);
    vi.stubGlobal('VideoFrame', FakeVideoFrame);
    await video.present(2);
    expect(stamps).toHaveLength(1);
  });
});
