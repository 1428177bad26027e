import { CarmineError } from '@carmine/errors';
import { FACE_STRIDE, type FaceFrameMessage } from '@carmine/face';
import { afterEach, describe, expect, it } from 'vitest';
import type { TrackRequest } from './engine.ts';
import { FrameDoor, FrameLink, linkedTracker } from './link.ts';
import type { TrackSource } from './types.ts';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

const channel = () => {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  return { port1, port2 };
};

/** Something that can be transferred and closed, as a frame: a port. */
const frame = (): TrackSource => channel().port1 as unknown as TrackSource;

const answerOf = ({ frameId, captureTime }: TrackRequest): FaceFrameMessage => ({
  frameId,
  captureTime,
  width: 4,
  height: 3,
  inferenceMs: 1,
  faceCount: 0,
  packed: new Float32Array(FACE_STRIDE),
});

describe('linkedTracker', () => {
  it('tracks through a door and tells errors with their code', async () => {
    const { port1, port2 } = channel();
    new FrameDoor(async (request) => {
      if (request.frameId === 2) throw new CarmineError('gpu-lost');
      return answerOf(request);
    }).serve(port2);
    const tracker = linkedTracker(port1);
    expect(await tracker.track(frame(), { frameId: 1, captureTime: 5 })).toMatchObject({
      frameId: 1,
      captureTime: 5,
    });
    await expect(tracker.track(frame(), { frameId: 2, captureTime: 6 })).rejects.toMatchObject({
      code: 'gpu-lost',
    });
    tracker.close();
  });

  it('close() ends what is pending, also when nobody serves the door any more', async () => {
    const tracker = linkedTracker(channel().port1);
    const pending = tracker.track(frame(), { frameId: 1, captureTime: 5 });
    tracker.close();
    await expect(pending).rejects.toMatchObject({ code: 'closed' });
  });
});

describe('FrameDoor', () => {
  it('never works on two frames at once, whichever port they come by', async () => {
    let [now, most] = [0, 0];
    const door = new FrameDoor(async (request) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return answerOf(request);
    });
    const links = [0, 1].map(() => {
      const { port1, port2 } = channel();
      door.serve(port2);
      return new FrameLink(port1);
    });
    const ids = await Promise.all(
      links.map(async (link, i) => (await link.send({ frame: frame(), frameId: i, captureTime: i })).frameId),
    );
    expect(ids).toEqual([0, 1]);
    expect(most).toBe(1);
  });
});

describe('FrameLink', () => {
  it('after its end every frame is closed and told the first reason', async () => {
    const link = new FrameLink(channel().port1);
    link.end(new CarmineError('worker-failed'));
    link.end(new CarmineError('closed'));
    let closes = 0;
    const last = { close: () => closes++ } as unknown as TrackSource;
    await expect(link.send({ frame: last, frameId: 1, captureTime: 1 })).rejects.toMatchObject({
      code: 'worker-failed',
    });
    expect(closes).toBe(1);
  });
});
