import { beforeEach, describe, expect, it } from 'vitest';
import { type Frame, FrameLedger } from '../frame-ledger.ts';
import { FakeVideoFrame } from '../testing/fakes.ts';
import type { FrameStamp } from '../video-frames.ts';
import { StreamFrames } from './stream-frames.ts';

beforeEach(() => {
  FakeVideoFrame.open = 0;
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A track that gives a frame when told to; times in ms of its own clock and of ours. */
const track = () => {
  let controller!: ReadableStreamDefaultController<VideoFrame>;
  let cancelled = false;
  const frames = new ReadableStream<VideoFrame>(
    {
      start: (c) => {
        controller = c;
      },
      cancel: () => {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const got: { frame: Frame; at: FrameStamp }[] = [];
  let now = 5000;
  const stream = new StreamFrames({
    frames,
    ledger: new FrameLedger(),
    firstId: 100,
    now: () => now,
    onFrame: (frame, at) => got.push({ frame, at }),
  });
  const running = stream.run();
  const give = async (time: number, arrives: number) => {
    now = arrives;
    controller.enqueue(new FakeVideoFrame({}, { timestamp: time * 1000 }) as unknown as VideoFrame);
    await settle();
  };
  return { stream, running, got, give, end: () => controller.close(), cancelled: () => cancelled };
};

describe('StreamFrames', () => {
  it('tells the even times of the camera on our clock, whenever a frame arrives', async () => {
    const { give, got } = track();
    await give(20, 5000);
    await give(53, 5047);
    await give(86, 5070);
    expect(got.map(({ at }) => [at.frameId, at.captureTime])).toEqual([
      [100, 5000],
      [101, 5033],
      [102, 5066],
    ]);
  });

  it('matches the clocks anew when the camera begins again, and times still rise', async () => {
    const { give, got } = track();
    await give(90_000, 5000);
    await give(10, 5400);
    await give(43, 5434);
    expect(got.map(({ at }) => at.captureTime)).toEqual([5000, 5400, 5433]);
  });

  it('reads nothing while paused: what comes is closed', async () => {
    const { stream, give, got } = track();
    await give(0, 5000);
    got[0]!.frame.close();
    stream.setPaused(true);
    await give(33, 5033);
    expect([got.length, FakeVideoFrame.open]).toEqual([1, 0]);
    stream.setPaused(false);
    await settle();
    await give(66, 5066);
    expect(got.map(({ at }) => at.frameId)).toEqual([100, 101]);
  });

  it('ends with the track, and by stop()', async () => {
    const over = track();
    over.end();
    await over.running;
    const stopped = track();
    stopped.stream.stop();
    await stopped.running;
    expect(stopped.cancelled()).toBe(true);
  });
});
