import { CarmineError } from '@carmine/errors';
import type { RenderHost } from '@carmine/makeup';
import type { Tracker } from '@carmine/tracking';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Core } from './core.ts';
import { type Frame, FrameLedger } from './frame-ledger.ts';
import { noFrameTimes } from './frame-times.ts';
import { QualityDesk } from './governor/quality-desk.ts';
import { LiveShow } from './live-show.ts';
import type { LiveSource } from './live-source.ts';
import { LookNeeds } from './look-needs.ts';
import type { MirrorFacts } from './mirror/protocol.ts';
import { FakeVideoFrame } from './testing/fakes.ts';
import { FrameClock, type FrameSink } from './video-frames.ts';

beforeEach(() => {
  FakeVideoFrame.open = 0;
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

class FakeWorker extends EventTarget {
  readonly orders: { kind: string; port?: unknown }[] = [];
  terminated = 0;
  /** What a ping is answered with, where it is. */
  facts: MirrorFacts | null = null;
  postMessage(order: { kind: string }): void {
    if (order.kind === 'ping' && this.facts)
      this.dispatchEvent(new MessageEvent('message', { data: { kind: 'pong', facts: this.facts } }));
    if (order.kind !== 'ping') this.orders.push(order);
  }
  terminate(): void {
    this.terminated++;
  }
}

/** A show on a camera whose frames can be streamed, and a tracker that can fail as a whole. */
const showOf = ({ streams = true, linked = true, reopen = undefined as LiveSource['reopen'] } = {}) => {
  const worker = new FakeWorker();
  const dropped: Tracker[] = [];
  let sink: FrameSink | null = null;
  const trackers: { tracker: Tracker; fail(error: CarmineError): void }[] = [];
  const makeTracker = (): Tracker => {
    let fail!: (error: CarmineError) => void;
    const ended = new Promise<CarmineError>((resolve) => {
      fail = resolve;
    });
    const tracker = {
      ended,
      setMode: async () => {},
      setPace: (pace: unknown) => asked.push(pace),
      link: () => ({ of: trackers.length }),
      track: async (frame: Frame, at: { frameId: number }) => {
        frame.close();
        return { ...at, faces: [], inferenceMs: 1 };
      },
    } as unknown as Tracker;
    trackers.push({ tracker, fail });
    return tracker;
  };
  let now: Promise<Tracker> | null = null;
  const parts = {
    loadTracker: () => {
      now ??= Promise.resolve(makeTracker());
      return now;
    },
    dropTracker: () => {
      dropped.push(trackers.at(-1)!.tracker);
      now = null;
    },
  };
  const shown: number[] = [];
  const asked: unknown[] = [];
  const quality = new QualityDesk({ wish: 'auto', onChange: () => {}, power: () => () => {} });
  const needs = new LookNeeds();
  needs.wear([{ version: 1, layers: [{ product: 'lipstick', color: '#8a0f2a', finish: 'satin' }] }]);
  const host = {
    backend: 'webgl2',
    link: () => (linked ? { close: () => {} } : null),
    push: (_: number, frame: Frame) => frame.close(),
    show: (_: unknown, id: number) => shown.push(id),
    setView: (view: unknown) => asked.push(view),
  } as unknown as RenderHost;
  const core = {
    ledger: new FrameLedger(),
    clock: new FrameClock(),
    parts,
    set: () => true,
    report: () => {},
    quality,
    needs,
  } as unknown as Core;
  const source = {
    kind: 'camera',
    facesUser: true,
    frames: () => (streams ? new ReadableStream() : null),
    reopen,
    start: (to: FrameSink) => {
      sink = to;
    },
    setPaused: () => {},
    stop: () => {},
  } as unknown as LiveSource;
  const fatal: CarmineError[] = [];
  const show = new LiveShow(core, {
    source,
    host,
    mirror: worker as unknown as Worker,
    onFatal: (error) => fatal.push(error),
  });
  show.start().catch(() => undefined);
  const give = (time: number) =>
    sink?.(
      new FakeVideoFrame({}, { timestamp: 0 }) as unknown as Frame,
      (core.clock as FrameClock).next(time),
    );
  return {
    show,
    worker,
    trackers,
    dropped,
    shown,
    asked,
    quality,
    needs,
    fatal,
    give,
    started: () => sink !== null,
  };
};

describe('LiveShow', () => {
  it('leaves the frames to the mirror worker and links the tracker to it', async () => {
    const { show, worker, started } = showOf();
    await settle();
    expect(show.carrier).toBe('worker');
    expect(started()).toBe(false);
    expect(worker.orders.map((order) => order.kind)).toEqual(['open', 'rate', 'tracker']);
    show.stop();
    expect(worker.terminated).toBe(1);
  });

  it('reads of a picture what is worn needs: no lips for the eyes, little for nothing, all while somebody looks', async () => {
    const { show, asked, needs } = showOf();
    await settle();
    asked.length = 0;
    needs.wear([{ version: 1, layers: [{ product: 'mascara', color: '#141010' }] }]);
    needs.wear([]);
    const end = show.tap(() => {});
    end();
    end();
    expect(asked).toEqual([
      { visibility: 0, light: 0, lips: false },
      { visibility: 500, light: 500, lips: false },
      { visibility: 0, light: 0, lips: true },
      { visibility: 500, light: 500, lips: false },
    ]);
    show.stop();
    needs.wear([{ version: 1, layers: [{ product: 'brow', color: '#4a342a' }] }]);
    expect(asked.slice(4)).toEqual([{ longSide: null }]);
  });

  it('works as hard as the quality asks: camera, tracker and renderer; a tracker made later too', async () => {
    const { show, worker, trackers, asked, quality } = showOf();
    await settle();
    asked.length = 0;
    quality.wish({ fixed: '15fps' });
    expect(worker.orders.at(-1)).toEqual({ kind: 'rate', fps: 15 });
    expect(asked).toEqual([{ visibility: 250, light: 250, lips: true }, { longSide: 640 }]);
    asked.length = 0;
    trackers[0]!.fail(new CarmineError('worker-failed'));
    await settle();
    expect(asked).toEqual([{ visibility: 250, light: 250, lips: true }]);
    show.stop();
    expect(asked.at(-1)).toEqual({ longSide: null });
    quality.wish({ fixed: 'full' });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['a browser that streams no frames', { streams: false }],
    ['a renderer on the page', { linked: false }],
  ])('%s: this thread carries them and the worker ends', async (_, can) => {
    const { show, worker, started } = showOf(can);
    await settle();
    expect([show.carrier, started(), worker.terminated]).toEqual(['page', true, 1]);
    show.stop();
  });

  it('a mirror worker that crashes: this thread goes on with the same tracker and the taps that were on', async () => {
    const { show, worker, trackers, shown, fatal, give } = showOf();
    await settle();
    const tapped: number[] = [];
    const untap = show.tap((_, seen) => tapped.push(seen.frameId));
    worker.dispatchEvent(new Event('error', { cancelable: true }));
    expect([show.carrier, worker.terminated]).toEqual(['page', 1]);
    give(100);
    await settle();
    expect(shown).toHaveLength(1);
    expect(tapped).toEqual(shown);
    show.drawn(shown[0]!, true);
    expect(show.counts).toMatchObject({ read: 1, shown: 1 });
    untap();
    give(133);
    await settle();
    expect([shown.length, tapped.length, trackers.length, fatal.length]).toEqual([2, 1, 1, 0]);
    show.stop();
  });

  it('goes on with another renderer, linked to the mirror worker; one that draws on the page gets its frames from the page', async () => {
    const { show, worker, shown, asked, give, started } = showOf();
    await settle();
    const [port, views, drawn] = [{ close: () => {} }, asked.length, [] as number[]];
    const host = {
      backend: 'webgl2',
      link: () => port,
      push: (_: number, frame: Frame) => frame.close(),
      show: (_: unknown, id: number) => drawn.push(id),
      setView: (view: unknown) => asked.push(view),
    };
    await show.renew(host as unknown as RenderHost);
    await show.renew(host as unknown as RenderHost);
    expect(worker.orders.filter(({ kind }) => kind === 'renderer')).toEqual([{ kind: 'renderer', port }]);
    expect(asked.slice(views)).toContainEqual({ longSide: null });
    expect([show.carrier, started()]).toEqual(['worker', false]);
    await show.renew({ ...host, link: () => null } as unknown as RenderHost);
    expect([show.carrier, started(), worker.terminated]).toEqual(['page', true, 1]);
    give(100);
    await settle();
    expect([shown.length, drawn.length]).toEqual([0, 1]);
    show.stop();
  });

  describe('a camera that gives no frames after its renderer died', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    const NOTHING_READ: MirrorFacts = {
      counts: { read: 5, shown: 5, skipped: 0 },
      times: noFrameTimes(),
      inferenceMs: 1,
      tracked: true,
      open: 0,
    };
    const stalled = async (reopen: NonNullable<LiveSource['reopen']>) => {
      const made = showOf({ reopen });
      made.worker.facts = NOTHING_READ;
      await vi.advanceTimersByTimeAsync(10_000);
      const host = { backend: 'webgl2', link: () => ({ close: () => {} }), setView: () => {} };
      await made.show.renew(host as unknown as RenderHost);
      await vi.advanceTimersByTimeAsync(8000);
      return made;
    };

    it('is read from the element that plays it; where that gives none either it is opened again, once', async () => {
      const signals: AbortSignal[] = [];
      const { show, worker, fatal, give, started } = await stalled(
        async (signal) => void signals.push(signal),
      );
      expect([show.carrier, worker.terminated, started(), signals.length]).toEqual(['page', 1, true, 0]);
      await vi.advanceTimersByTimeAsync(15_000);
      expect(signals).toHaveLength(1);
      for (let i = 0; i < 20; i++) {
        give(30_000 + i * 500);
        await vi.advanceTimersByTimeAsync(1000);
      }
      await vi.advanceTimersByTimeAsync(60_000);
      expect([signals.length, fatal]).toEqual([1, []]);
      show.stop();
      expect(signals[0]!.aborted).toBe(true);
    });

    it('ends with the reason when it cannot be opened', async () => {
      const busy = new CarmineError('camera-busy');
      const { show, fatal } = await stalled(async () => {
        throw busy;
      });
      await vi.advanceTimersByTimeAsync(20_000);
      expect(fatal).toEqual([busy]);
      show.stop();
    });
  });

  it('a tracker that fails as a whole is made again once, then the show ends', async () => {
    const { show, worker, trackers, dropped, fatal } = showOf();
    await settle();
    trackers[0]!.fail(new CarmineError('worker-failed'));
    await settle();
    expect(worker.orders.slice(3).map((order) => [order.kind, order.port !== null])).toEqual([
      ['tracker', false],
      ['tracker', true],
    ]);
    expect([trackers.length, dropped.length, fatal.length]).toEqual([2, 1, 0]);
    trackers[1]!.fail(new CarmineError('worker-failed'));
    await settle();
    expect(fatal).toMatchObject([{ code: 'worker-failed' }]);
    show.stop();
  });
});
