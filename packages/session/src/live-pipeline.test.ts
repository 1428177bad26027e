import type { FaceFrame } from '@carmine/face';
import type { RenderHost } from '@carmine/makeup';
import type { Tracker } from '@carmine/tracking';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Frame, FrameLedger } from './frame-ledger.ts';
import { LivePipeline, type LiveSummary } from './live-pipeline.ts';
import { defer } from './signals.ts';
import { FakeVideoFrame } from './testing/fakes.ts';

beforeEach(() => {
  FakeVideoFrame.open = 0;
});
afterEach(() => void vi.useRealTimers());

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A pipeline whose tracker answers when the test says so; both ends keep to the ownership rules of contracts.md. */
const pipelineOf = ({ prompt = true } = {}) => {
  const answers = new Map<number, { resolve(seen: FaceFrame | null): void; reject(e: unknown): void }>();
  const drawn: [number, number | null][] = [];
  const summaries: LiveSummary[] = [];
  const troubles: unknown[] = [];
  let kept: Frame | null = null;
  const ledger = new FrameLedger();
  const tracker = {
    track: async (frame: Frame, at: { frameId: number }) => {
      frame.close();
      const answer = defer<FaceFrame | null>();
      answers.set(at.frameId, answer);
      return answer.promise;
    },
  } as unknown as Tracker;
  const host = {
    backend: 'webgl2',
    push: (_: number, frame: Frame) => {
      kept?.close();
      kept = frame;
    },
    show: (seen: FaceFrame | null, id: number) => {
      drawn.push([id, seen?.frameId ?? null]);
      if (prompt) queueMicrotask(() => pipeline.drawn(id, true));
    },
  } as unknown as RenderHost;
  const pipeline = new LivePipeline({
    host,
    ledger,
    onSummary: (summary) => summaries.push(summary),
    onTrouble: (error) => troubles.push(error),
  });
  const frame = (id: number, time = id * 33) =>
    pipeline.accept(new FakeVideoFrame({}, { timestamp: 0 }) as unknown as Frame, {
      frameId: id,
      captureTime: time,
    });
  const seen = (frameId: number, faces = 1) =>
    ({ frameId, inferenceMs: 5, faces: new Array(faces).fill({}) }) as unknown as FaceFrame;
  return { pipeline, tracker, answers, drawn, summaries, troubles, ledger, frame, seen };
};

describe('LivePipeline', () => {
  it('shows the bare picture while there is no tracker', async () => {
    const { frame, drawn, summaries } = pipelineOf();
    frame(1);
    await settle();
    frame(2);
    await settle();
    expect(drawn).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(summaries[0]).toMatchObject({ face: 'searching', width: 640, height: 480 });
    expect(FakeVideoFrame.open).toBe(1);
  });

  it('draws landmarks only on the frame they were measured on, and closes replaced frames', async () => {
    const { pipeline, tracker, answers, frame, seen, drawn } = pipelineOf();
    pipeline.setTracker(tracker);
    for (const id of [1, 2, 3]) frame(id);
    expect(FakeVideoFrame.open).toBe(2);
    answers.get(1)!.resolve(seen(1));
    await settle();
    answers.get(3)!.resolve(seen(3));
    await settle();
    expect([...answers.keys()]).toEqual([1, 3]);
    expect(drawn).toEqual([
      [1, 1],
      [3, 3],
    ]);
    expect(FakeVideoFrame.open).toBe(1);
    expect(pipeline.counts).toEqual({ read: 3, shown: 2, skipped: 1 });
  });

  it('tracks nothing more while a tracked picture waits for the renderer: every one that is tracked is shown', async () => {
    vi.useFakeTimers();
    const { pipeline, tracker, answers, frame, seen, drawn } = pipelineOf({ prompt: false });
    pipeline.setTracker(tracker);
    const answer = async (id: number) => {
      answers.get(id)!.resolve(seen(id));
      await vi.advanceTimersByTimeAsync(0);
    };
    frame(1);
    await answer(1);
    frame(2);
    await answer(2);
    // 1 is drawn, 2 waits.
    for (const id of [3, 4]) frame(id);
    expect([...answers.keys()]).toEqual([1, 2]);
    expect(FakeVideoFrame.open).toBe(3);
    pipeline.drawn(1, true);
    expect([...answers.keys()]).toEqual([1, 2, 4]);
    await answer(4);
    for (const id of [2, 4]) pipeline.drawn(id, true);
    expect(drawn).toEqual([
      [1, 1],
      [2, 2],
      [4, 4],
    ]);
    expect(pipeline.counts).toEqual({ read: 4, shown: 3, skipped: 1 });
    expect(FakeVideoFrame.open).toBe(1);
  });

  it('gives the renderer the next picture when it is nearly done with the one before, and no third', async () => {
    vi.useFakeTimers();
    const { pipeline, tracker, answers, frame, seen, drawn } = pipelineOf({ prompt: false });
    pipeline.setTracker(tracker);
    const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
    const answer = async (id: number) => {
      frame(id);
      await pass(40);
      answers.get(id)!.resolve(seen(id));
      await pass(0);
    };
    const given = () => drawn.map(([id]) => id);
    await answer(1);
    await pass(30);
    pipeline.drawn(1, true);
    // Both take 40 and 30 ms.
    await answer(2);
    frame(3);
    answers.get(3)!.resolve(seen(3));
    await pass(0);
    expect(given()).toEqual([1, 2]);
    await pass(19);
    expect(given()).toEqual([1, 2]);
    await pass(1);
    expect(given()).toEqual([1, 2, 3]);
    frame(4);
    await pass(50);
    expect([...answers.keys()]).toEqual([1, 2, 3]);
    // Words of a picture that is not the oldest count for nothing.
    pipeline.drawn(3, true);
    expect(pipeline.counts.shown).toBe(1);
    pipeline.drawn(2, true);
    await pass(0);
    expect([...answers.keys()]).toEqual([1, 2, 3, 4]);
    pipeline.drawn(3, true);
    expect(pipeline.counts).toEqual({ read: 4, shown: 3, skipped: 0 });
    pipeline.stop();
    answers.get(4)!.resolve(seen(4));
    await pass(0);
    expect(FakeVideoFrame.open).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('a renderer that stands still does not keep the face from being followed', async () => {
    vi.useFakeTimers();
    const { pipeline, tracker, answers, frame, seen, drawn } = pipelineOf({ prompt: false });
    pipeline.setTracker(tracker);
    for (const id of [1, 2, 3]) {
      frame(id);
      answers.get(id)?.resolve(seen(id));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect([...answers.keys()]).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(100);
    expect([...answers.keys()]).toEqual([1, 2, 3]);
    answers.get(3)!.resolve(seen(3));
    await vi.advanceTimersByTimeAsync(0);
    pipeline.drawn(1, true);
    expect(drawn.map(([id]) => id)).toEqual([1, 3]);
    frame(4);
    pipeline.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(vi.getTimerCount()).toBe(0);
    expect(FakeVideoFrame.open).toBe(1);
  });

  it('another tracker is given the frame that waited for the one before; without one it is closed', async () => {
    const { pipeline, tracker, answers, frame } = pipelineOf();
    pipeline.setTracker(tracker);
    for (const id of [1, 2]) frame(id);
    const other: number[] = [];
    const track = async (frame: Frame, { frameId }: { frameId: number }) => {
      frame.close();
      other.push(frameId);
      return null;
    };
    pipeline.setTracker({ track } as unknown as Tracker);
    await settle();
    expect([[...answers.keys()], other]).toEqual([[1], [2]]);
    answers.get(1)!.reject(new Error('closed'));
    await settle();
    expect(FakeVideoFrame.open).toBe(0);
    pipeline.setTracker(tracker);
    for (const id of [3, 4]) frame(id);
    pipeline.setTracker(null);
    answers.get(3)!.resolve(null);
    await settle();
    expect(FakeVideoFrame.open).toBe(0);
    expect(pipeline.counts).toEqual({ read: 4, shown: 0, skipped: 3 });
  });

  it('a result that comes after stop is not drawn and leaves nothing open', async () => {
    const { pipeline, tracker, answers, frame, seen, drawn } = pipelineOf();
    pipeline.setTracker(tracker);
    frame(1);
    pipeline.stop();
    pipeline.stop();
    answers.get(1)!.resolve(seen(1));
    await settle();
    frame(2);
    expect(drawn).toEqual([]);
    expect(FakeVideoFrame.open).toBe(0);
  });

  it('a renderer slower than the tracker gets the newest picture only, and the rest are closed', async () => {
    const { pipeline, frame, drawn } = pipelineOf({ prompt: false });
    for (const id of [1, 2, 3, 4]) frame(id);
    expect(drawn).toEqual([[1, null]]);
    expect(FakeVideoFrame.open).toBe(2);
    pipeline.drawn(1, true);
    expect(drawn).toEqual([
      [1, null],
      [4, null],
    ]);
    expect(pipeline.counts).toEqual({ read: 4, shown: 1, skipped: 2 });
    frame(5);
    pipeline.stop();
    expect(FakeVideoFrame.open).toBe(1);
    pipeline.drawn(4, true);
    expect(drawn).toHaveLength(2);
  });

  it('pictures that the renderer skips, as without a context, are not shown; those after them are', () => {
    const { pipeline, frame, drawn, summaries } = pipelineOf({ prompt: false });
    for (const id of [1, 2]) frame(id);
    pipeline.drawn(1, false);
    pipeline.drawn(2, false);
    expect([pipeline.counts, summaries]).toEqual([{ read: 2, shown: 0, skipped: 2 }, []]);
    frame(3);
    pipeline.drawn(3, true);
    expect(drawn.map(([id]) => id)).toEqual([1, 2, 3]);
    expect([pipeline.counts.shown, summaries.length]).toEqual([1, 1]);
  });

  it('with another renderer the picture that waits is drawn by it, and late words of the old one count for nothing', () => {
    const { pipeline, frame, drawn } = pipelineOf({ prompt: false });
    for (const id of [1, 2, 3]) frame(id);
    const other: number[] = [];
    pipeline.setHost({ push: (_, frame) => frame.close(), show: (_, id) => void other.push(id) });
    pipeline.drawn(1, true);
    expect([drawn.map(([id]) => id), other, pipeline.counts.shown]).toEqual([[1], [3], 0]);
    pipeline.drawn(3, true);
    frame(4);
    expect([other, pipeline.counts.shown]).toEqual([[3, 4], 1]);
  });

  it('tells of a failing tracker, closes its frame and goes on', async () => {
    const { pipeline, tracker, answers, frame, seen, drawn, troubles } = pipelineOf();
    pipeline.setTracker(tracker);
    frame(1);
    answers.get(1)!.reject(new Error('boom'));
    await settle();
    expect(troubles).toHaveLength(1);
    expect(FakeVideoFrame.open).toBe(0);
    frame(2);
    answers.get(2)!.resolve(seen(2));
    await settle();
    expect(drawn).toEqual([[2, 2]]);
  });

  it('hold() waits for what is on its way and drops what comes', async () => {
    const { pipeline, tracker, answers, frame, seen, drawn } = pipelineOf();
    pipeline.setTracker(tracker);
    frame(1);
    let held = false;
    const holding = pipeline.hold(true).then(() => {
      held = true;
    });
    frame(2);
    await settle();
    expect(held).toBe(false);
    expect(FakeVideoFrame.open).toBe(1);
    answers.get(1)!.resolve(seen(1));
    await holding;
    await pipeline.hold(false);
    frame(3);
    answers.get(3)!.resolve(seen(3));
    await settle();
    expect(drawn.map(([id]) => id)).toEqual([1, 3]);
  });

  it('says found, lost and searching by the frames’ own clock', async () => {
    const { pipeline, tracker, answers, frame, seen, summaries } = pipelineOf();
    pipeline.setTracker(tracker);
    const steps: [number, number, number][] = [
      [1, 0, 1],
      [2, 200, 0],
      [3, 250, 1],
      [4, 450, 0],
      [5, 600, 0],
      [6, 1000, 0],
      [7, 2300, 0],
      [8, 2400, 1],
    ];
    for (const [id, time, faces] of steps) {
      frame(id, time);
      answers.get(id)!.resolve(seen(id, faces));
      await settle();
    }
    expect(summaries.map((s) => s.face).filter((f, i, all) => f !== all[i - 1])).toEqual([
      'found',
      'lost',
      'searching',
      'found',
    ]);
  });

  it('a clip that changes size and rotation: each frame is drawn as it comes, and the new size is told at once', async () => {
    const { pipeline, drawn, summaries } = pipelineOf();
    const sizes = [
      [640, 480],
      [480, 640],
      [1280, 720],
      [640, 480],
    ] as const;
    for (const [id, [videoWidth, videoHeight]] of sizes.entries()) {
      const frame = new FakeVideoFrame({ videoWidth, videoHeight }, { timestamp: 0 });
      pipeline.accept(frame as unknown as Frame, { frameId: id, captureTime: id * 33 });
      await settle();
    }
    expect(drawn.map(([id]) => id)).toEqual([0, 1, 2, 3]);
    expect(summaries.map(({ width, height }) => [width, height])).toEqual(sizes);
    expect(FakeVideoFrame.open).toBe(1);
  });

  it.each([15, 30, 120])(
    'a camera of %i frames a second and a tracker of 25: every frame is shown or closed',
    async (fps) => {
      const { pipeline, tracker, answers, frame, seen, drawn } = pipelineOf();
      pipeline.setTracker(tracker);
      for (let id = 0, answeredAt = 0; id < fps; id++) {
        const time = (id * 1000) / fps;
        frame(id, time);
        await settle();
        expect(FakeVideoFrame.open).toBeLessThanOrEqual(3);
        if (time - answeredAt < 40) continue;
        answeredAt = time;
        for (const [asked, { resolve }] of answers) resolve(seen(asked));
        await settle();
      }
      for (let left = 0; left < answers.size; ) {
        left = answers.size;
        for (const [asked, { resolve }] of answers) resolve(seen(asked));
        await settle();
      }
      expect(pipeline.counts.read).toBe(fps);
      expect(pipeline.counts.shown + pipeline.counts.skipped).toBe(fps);
      expect(drawn.length).toBeGreaterThan(10);
      expect(FakeVideoFrame.open).toBe(1);
    },
  );

  it('with a rate takes every second frame of a camera that trembles, and all again without', async () => {
    const { pipeline, frame, drawn } = pipelineOf();
    pipeline.setRate(15);
    const times = [0, 35, 64, 101, 135, 168, 199, 235];
    for (const [id, time] of times.entries()) {
      frame(id, time);
      await settle();
    }
    expect(drawn.map(([id]) => id)).toEqual([0, 2, 4, 6]);
    expect(pipeline.counts).toEqual({ read: 8, shown: 4, skipped: 4 });
    expect(FakeVideoFrame.open).toBe(1);
    frame(8, 5);
    await settle();
    pipeline.setRate(null);
    frame(9, 10);
    await settle();
    expect(drawn.map(([id]) => id).slice(4)).toEqual([8, 9]);
  });

  it('tells with a summary how fast tracked frames were, and nothing of bare ones', async () => {
    const { pipeline, tracker, answers, frame, seen, summaries } = pipelineOf();
    for (let id = 0; id < 20; id++) {
      frame(id);
      await settle();
    }
    expect(summaries.every(({ pace }) => pace === null)).toBe(true);
    pipeline.setTracker(tracker);
    for (let id = 20; id < 60; id++) {
      frame(id);
      answers.get(id)!.resolve(seen(id));
      await settle();
    }
    const told = summaries.flatMap(({ pace }) => (pace ? [pace] : []));
    expect(told.length).toBeGreaterThan(0);
    for (const { track, source, turning } of told)
      expect([track, Math.round(source), turning]).toEqual([5, 33, false]);
  });

  it('publishes a few times a second, not every frame', async () => {
    const { frame, summaries } = pipelineOf();
    for (let id = 0; id < 90; id++) {
      frame(id, id * 33);
      await settle();
    }
    expect(summaries.length).toBeLessThanOrEqual(7);
    expect(summaries.at(-1)!.fps).toBeGreaterThan(28);
  });

  it('tells once of a tracker that does not answer any more, and goes on bare when it is taken away', async () => {
    const { pipeline, tracker, frame, troubles, drawn } = pipelineOf();
    pipeline.setTracker(tracker);
    frame(1, 1000);
    frame(2, 55_000);
    expect(troubles).toEqual([]);
    frame(3, 61_500);
    expect(troubles).toMatchObject([{ code: 'worker-failed' }]);
    pipeline.setTracker(null);
    frame(4, 61_533);
    await settle();
    expect(troubles).toHaveLength(1);
    expect(drawn).toEqual([[4, null]]);
  });
});
