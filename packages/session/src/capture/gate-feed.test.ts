import type { FaceFrame } from '@carmine/face';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Frame, FrameLedger } from '../frame-ledger.ts';
import { defer } from '../signals.ts';
import { FakeVideoFrame } from '../testing/fakes.ts';
import { GateFeed } from './gate-feed.ts';
import type { Judged } from './gate-judge.ts';

beforeEach(() => {
  FakeVideoFrame.open = 0;
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A feed whose judge costs `cost` ms by the frames' clock. */
const feedOf = (cost = 5, answer: () => Promise<Judged> = async () => ({ gates: [], cost })) => {
  const judged: number[] = [];
  const ledger = new FrameLedger();
  const judge = {
    judge: async (frame: Frame, seen: { captureTime: number }) => {
      judged.push(seen.captureTime);
      try {
        return await answer();
      } finally {
        frame.close();
      }
    },
  };
  const feed = new GateFeed({ judge, ledger, preset: 'standard' });
  const offer = async (captureTime: number, faces = 1): Promise<void> => {
    const frame = new FakeVideoFrame({}, { timestamp: 0 });
    const seen = { captureTime, faces: new Array(faces).fill({ id: 3 }), packed: new Float32Array() };
    feed.offer(frame as unknown as Frame, seen as unknown as FaceFrame);
    frame.close();
    await settle();
  };
  return { feed, judged, ledger, offer };
};

describe('GateFeed', () => {
  it('judges four frames a second of thirty, and none without a face', async () => {
    const { judged, offer, feed } = feedOf();
    for (let i = 0; i < 60; i++) await offer(i * (1000 / 30));
    expect(judged.length).toBe(8);
    expect(feed.news).toMatchObject({ face: 3 });
    const none = feedOf();
    await none.offer(0, 0);
    expect(none.judged).toEqual([]);
  });

  it('takes a tenth of a thread at most: a slow judge is asked less', async () => {
    const { judged, offer } = feedOf(120);
    for (let i = 0; i < 120; i++) await offer(i * 33);
    expect(judged.length).toBe(4);
  });

  it('has one frame in hand at a time and leaves none open, also when the judge fails', async () => {
    const wait = defer<Judged>();
    const { judged, offer, feed } = feedOf(5, () => wait.promise);
    await offer(0);
    await offer(1000);
    expect([judged.length, FakeVideoFrame.open]).toEqual([1, 1]);
    wait.reject(new Error('died'));
    await settle();
    expect([feed.news, FakeVideoFrame.open]).toEqual([null, 0]);
    await offer(2000);
    expect(judged.length).toBe(2);
  });

  it('says nothing more when stopped', async () => {
    const wait = defer<Judged>();
    const { offer, feed } = feedOf(5, () => wait.promise);
    await offer(0);
    feed.stop();
    wait.resolve({ gates: [], cost: 1 });
    await settle();
    expect(feed.news).toBeNull();
  });
});
