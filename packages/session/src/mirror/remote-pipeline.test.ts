import { CarmineError, toWire } from '@carmine/errors';
import { FACE_STRIDE } from '@carmine/face';
import type { Tracker } from '@carmine/tracking';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Frame, FrameLedger } from '../frame-ledger.ts';
import { noFrameTimes } from '../frame-times.ts';
import { FakeVideoFrame } from '../testing/fakes.ts';
import { FrameClock } from '../video-frames.ts';
import type { MirrorFacts, MirrorNews, MirrorOrder } from './protocol.ts';
import { RemotePipeline } from './remote-pipeline.ts';

const FACTS: MirrorFacts = {
  times: noFrameTimes(),
  counts: { read: 9, shown: 7, skipped: 2 },
  inferenceMs: 4,
  tracked: true,
  open: 2,
};
const SUMMARY = { face: 'found', faces: 1, light: null, fps: 30, width: 4, height: 3, pace: null } as const;

/** A worker that keeps what it is told. */
class FakeWorker extends EventTarget {
  readonly orders: MirrorOrder[] = [];
  terminated = 0;
  postMessage(order: MirrorOrder): void {
    this.orders.push(order);
  }
  terminate(): void {
    this.terminated++;
  }
  say(news: MirrorNews): void {
    this.dispatchEvent(new MessageEvent('message', { data: news }));
  }
  kinds(): string[] {
    return this.orders.map((order) => order.kind);
  }
}

const pipelineOf = () => {
  const worker = new FakeWorker();
  let camera!: ReadableStreamDefaultController<VideoFrame>;
  const cancelled = vi.fn();
  const frames = new ReadableStream<VideoFrame>(
    {
      start: (control) => {
        camera = control;
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  );
  const clock = new FrameClock();
  const told = { summaries: [] as unknown[], troubles: [] as unknown[], lost: 0 };
  const ledger = new FrameLedger();
  const pipeline = new RemotePipeline({
    worker: worker as unknown as Worker,
    frames,
    renderer: {} as MessagePort,
    ledger,
    clock,
    onSummary: (summary) => told.summaries.push(summary),
    onTrouble: (error) => told.troubles.push(error),
    onLost: () => told.lost++,
  });
  return { worker, clock, told, ledger, pipeline, camera, cancelled, frames };
};

beforeEach(() => {
  vi.useFakeTimers();
  FakeVideoFrame.open = 0;
});
afterEach(() => vi.useRealTimers());

describe('RemotePipeline', () => {
  it('gives frames and renderer away with ids that this thread does not use', () => {
    const { worker, clock } = pipelineOf();
    const [open] = worker.orders as Extract<MirrorOrder, { kind: 'open' }>[];
    expect(open).toMatchObject({ kind: 'open', firstId: 1 });
    expect(clock.next(1).frameId).toBeGreaterThan(open!.firstId + 1e6);
  });

  it('gives the stream away right behind its first frame, which is closed', async () => {
    const { worker, camera, frames } = pipelineOf();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.kinds()).toEqual(['open']);
    camera.enqueue(new FakeVideoFrame({}, { timestamp: 0 }) as unknown as VideoFrame);
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.orders.at(-1)).toEqual({ kind: 'frames', frames });
    expect(frames.locked).toBe(false);
    expect(FakeVideoFrame.open).toBe(0);
  });

  it('lets go of a camera that gave no frame when it ends, and gives nothing away then', async () => {
    const { worker, pipeline, cancelled } = pipelineOf();
    pipeline.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(cancelled).toHaveBeenCalledOnce();
    expect(worker.kinds()).toEqual(['open']);
  });

  it('a camera that ends before its first frame is no fault of the stream', async () => {
    const { worker, camera, told } = pipelineOf();
    camera.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker.kinds()).toEqual(['open']);
    expect(told).toMatchObject({ troubles: [], lost: 0 });
  });

  it('tells summaries with what the worker counted', () => {
    const { worker, told, pipeline } = pipelineOf();
    expect(pipeline.tracked).toBe(false);
    worker.say({ kind: 'summary', summary: SUMMARY, facts: FACTS });
    expect(told.summaries).toEqual([SUMMARY]);
    expect(pipeline).toMatchObject({ counts: FACTS.counts, inferenceMs: 4, tracked: true, open: 2 });
  });

  it('hands the tracker over by a port, and takes it away', () => {
    const { worker, pipeline } = pipelineOf();
    const port = {} as MessagePort;
    pipeline.setTracker({ link: () => port } as unknown as Tracker);
    pipeline.setTracker(null);
    expect(worker.orders.slice(1)).toEqual([
      { kind: 'tracker', port },
      { kind: 'tracker', port: null },
    ]);
  });

  it('asks for frames only while somebody taps, and closes each after the taps', () => {
    const { worker, pipeline, ledger } = pipelineOf();
    const seen: number[] = [];
    const untap = [
      pipeline.tap((_, f) => seen.push(f.frameId)),
      pipeline.tap((_, f) => seen.push(f.frameId)),
    ];
    const frame = new FakeVideoFrame({}, { timestamp: 0 }) as unknown as Frame;
    const message = {
      frameId: 5,
      captureTime: 1,
      width: 4,
      height: 3,
      inferenceMs: 1,
      faceCount: 0,
      packed: new Float32Array(FACE_STRIDE),
    };
    worker.say({ kind: 'tap', frame, seen: message });
    expect(seen).toEqual([5, 5]);
    expect([FakeVideoFrame.open, ledger.open]).toEqual([0, 0]);
    for (const end of [...untap, ...untap]) end();
    expect(worker.kinds().slice(1)).toEqual(['tap', 'tap']);
    expect(worker.orders.slice(1)).toMatchObject([{ on: true }, { on: false }]);
  });

  it('hold() waits for the worker, and for nothing once it is over', async () => {
    const { worker, pipeline } = pipelineOf();
    let done = false;
    const held = pipeline.hold(true).then(() => {
      done = true;
    });
    await Promise.resolve();
    expect(done).toBe(false);
    const { call } = worker.orders.at(-1) as Extract<MirrorOrder, { kind: 'hold' }>;
    worker.say({ kind: 'held', call, facts: FACTS });
    await held;
    const pending = pipeline.hold(true);
    pipeline.stop();
    await pending;
    await pipeline.hold(false);
  });

  it('look() tells what the worker has read by now, and what it last told once it is over', async () => {
    const { worker, pipeline } = pipelineOf();
    const looks = [pipeline.look(), pipeline.look()];
    expect(worker.kinds().slice(1)).toEqual(['ping', 'ping']);
    worker.say({ kind: 'pong', facts: FACTS });
    expect(await Promise.all(looks)).toEqual([9, 9]);
    const left = pipeline.look();
    pipeline.stop();
    expect(await left).toBe(9);
    expect(await pipeline.look()).toBe(9);
  });

  it('tells the troubles of the tracker with their code', () => {
    const { worker, told } = pipelineOf();
    worker.say({ kind: 'trouble', error: toWire(new CarmineError('gpu-lost')) });
    expect(told.troubles).toMatchObject([{ code: 'gpu-lost' }]);
  });

  it('a worker that crashes, or stops to answer, is lost once', () => {
    const crashed = pipelineOf();
    crashed.worker.dispatchEvent(new Event('error', { cancelable: true }));
    crashed.worker.dispatchEvent(new Event('error', { cancelable: true }));
    expect(crashed.told.lost).toBe(1);
    const silent = pipelineOf();
    vi.advanceTimersByTime(60_000);
    expect(silent.told.lost).toBe(1);
    expect(silent.worker.terminated).toBe(1);
  });

  it('one that answers is not lost, nor one that sleeps while the page is hidden', () => {
    const { worker, told, pipeline } = pipelineOf();
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(5000);
      worker.say({ kind: 'pong', facts: FACTS });
    }
    pipeline.setPaused(true);
    vi.advanceTimersByTime(600_000);
    expect(told.lost).toBe(0);
    expect(worker.orders.at(-1)).toEqual({ kind: 'pause', paused: true });
  });

  it('stop() ends the worker and what it says late is not heard; twice is once', () => {
    const { worker, told, pipeline } = pipelineOf();
    worker.say({ kind: 'summary', summary: SUMMARY, facts: FACTS });
    pipeline.stop();
    pipeline.stop();
    worker.say({ kind: 'summary', summary: SUMMARY, facts: FACTS });
    vi.advanceTimersByTime(60_000);
    expect(worker.terminated).toBe(1);
    expect(told.summaries).toHaveLength(1);
    expect(told.lost).toBe(0);
    expect(pipeline).toMatchObject({ open: 0, counts: FACTS.counts });
  });
});
