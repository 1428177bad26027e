import { CarmineError } from '@carmine/errors';
import { FACE_STRIDE, type FaceFrameMessage } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import type { Backend } from './backend.ts';
import type { TrackRequest } from './engine.ts';
import { QueuedTracker } from './tracker.ts';
import type { TrackSource } from './types.ts';

/** A frame that only counts how often it is closed. */
const frames = () => {
  const closed: number[] = [];
  const make = (id: number): TrackSource => ({ close: () => closed.push(id) }) as unknown as TrackSource;
  return { closed, make };
};

/** A backend whose answers the test gives by hand; like the real ones it closes the frame it was given. */
const handBackend = () => {
  const asked: (TrackRequest & { answer: (error?: CarmineError) => void })[] = [];
  let closes = 0;
  const backend: Backend = {
    inline: true,
    ended: new Promise(() => {}),
    link: () => new MessageChannel().port1,
    setMode: async () => {},
    setPace: () => {},
    close: () => {
      closes++;
    },
    track: (request) =>
      new Promise((resolve, reject) => {
        const { frameId, captureTime } = request;
        const packed = new Float32Array(FACE_STRIDE);
        const size = { width: 4, height: 3, inferenceMs: 1, faceCount: 0 };
        const message: FaceFrameMessage = { frameId, captureTime, packed, ...size };
        const answer = (error?: CarmineError) => {
          request.frame.close();
          if (error) reject(error);
          else resolve(message);
        };
        asked.push({ ...request, answer });
      }),
  };
  return { backend, asked, closes: () => closes };
};

const at = (frameId: number) => ({ frameId, captureTime: frameId * 10 });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (e: CarmineError) => e.code,
  );

describe('QueuedTracker', () => {
  it('flies one, keeps the newest waiting, gives the replaced ones up as null', async () => {
    const { closed, make } = frames();
    const { backend, asked } = handBackend();
    const tracker = new QueuedTracker(backend);
    const results = [1, 2, 3, 4].map((id) => tracker.track(make(id), at(id)));
    expect(asked.map((r) => r.frameId)).toEqual([1]);
    expect(await Promise.all([results[1], results[2]])).toEqual([null, null]);
    expect(closed).toEqual([2, 3]);
    asked[0]!.answer();
    expect((await results[0])!.frameId).toBe(1);
    expect(asked.map((r) => r.frameId)).toEqual([1, 4]);
    asked[1]!.answer();
    expect((await results[3])!.captureTime).toBe(40);
    expect(closed).toEqual([2, 3, 1, 4]);
  });

  it('goes on after a frame that failed', async () => {
    const { closed, make } = frames();
    const { backend, asked } = handBackend();
    const tracker = new QueuedTracker(backend);
    const [first, second] = [tracker.track(make(1), at(1)), tracker.track(make(2), at(2))];
    const failed = codeOf(first);
    asked[0]!.answer(new CarmineError('invalid-argument'));
    expect(await failed).toBe('invalid-argument');
    asked[1]!.answer();
    expect((await second)!.frameId).toBe(2);
    expect(closed).toEqual([1, 2]);
  });

  it('rejects what is pending when it is closed, and closes every frame once', async () => {
    const { closed, make } = frames();
    const { backend, asked, closes } = handBackend();
    const tracker = new QueuedTracker(backend);
    const pending = [codeOf(tracker.track(make(1), at(1))), codeOf(tracker.track(make(2), at(2)))];
    tracker.close();
    tracker.close();
    asked[0]!.answer(new CarmineError('closed'));
    expect(await Promise.all(pending)).toEqual(['closed', 'closed']);
    expect(await codeOf(tracker.track(make(3), at(3)))).toBe('closed');
    expect(await codeOf(tracker.setMode('image'))).toBe('closed');
    expect([...closed].sort()).toEqual([1, 2, 3]);
    expect(closes()).toBe(1);
  });

  it('hands given-back buffers to the next requests, two at most', async () => {
    const { make } = frames();
    const { backend, asked } = handBackend();
    const tracker = new QueuedTracker(backend);
    const first = tracker.track(make(1), at(1));
    asked[0]!.answer();
    const frame = (await first)!;
    expect(asked[0]!.spare).toBeUndefined();
    tracker.recycle(frame);
    tracker.track(make(2), at(2));
    expect(asked[1]!.spare).toBe(frame.packed);
  });
});
