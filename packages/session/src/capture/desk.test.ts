import { CarmineError } from '@carmine/errors';
import { FACE_OVAL, type FaceFrame } from '@carmine/face';
import type { GateResult } from '@carmine/skin';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Core } from '../core.ts';
import { type Frame, FrameLedger } from '../frame-ledger.ts';
import type { FrameTap } from '../live-pipeline.ts';
import type { Show } from '../show.ts';
import { initialState } from '../state.ts';
import { Store } from '../store.ts';
import { FakeVideoFrame } from '../testing/fakes.ts';
import type { TryOnState } from '../types.ts';
import { CaptureDesk } from './desk.ts';
import type { CaptureEvent } from './types.ts';

let gates: GateResult[] = [];
let closed = 0;
vi.mock('./gate-client.ts', () => ({
  openJudge: () => ({
    judge: async (frame: Frame) => {
      frame.close();
      return { gates, cost: 1 };
    },
    close: () => closed++,
  }),
}));

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const gate = (id: string, level: GateResult['level'], hint = ''): GateResult => ({
  id,
  level,
  value: 1,
  hint,
});
const GOOD = [gate('size', 'pass'), gate('eyes', 'pass')];

/** A frontal face in the middle of the picture. */
const face = () => {
  const landmarks = new Float32Array(478 * 3);
  FACE_OVAL.forEach((v, i) => {
    const turn = (2 * Math.PI * i) / FACE_OVAL.length;
    landmarks[v * 3] = 0.5 + 0.2 * Math.sin(turn);
    landmarks[v * 3 + 1] = 0.5 - 0.3 * Math.cos(turn);
  });
  landmarks[468 * 3] = 0.4;
  landmarks[473 * 3] = 0.6;
  return { id: 0, landmarks, pose: new Float32Array(16) };
};

/** A desk and a show that plays frames at 20 a second. */
const deskOf = (signal: AbortSignal = new AbortController().signal) => {
  const store = new Store<TryOnState>(initialState());
  const core = {
    options: { assetBase: '/' },
    ledger: new FrameLedger(),
    get state() {
      return store.state;
    },
    set: (change: Partial<TryOnState>) => store.set(change),
  } as unknown as Core;
  const desk = new CaptureDesk(core);
  const events: CaptureEvent[] = [];
  desk.listen((event) => events.push(event));
  const taps = new Set<FrameTap>();
  const show = {
    tap: (tap: FrameTap) => {
      taps.add(tap);
      return () => void taps.delete(tap);
    },
  } as unknown as Show;
  let time = 0;
  const play = async (ms: number, faces = [face()]): Promise<void> => {
    for (const end = time + ms; time < end; time += 50) {
      const frame = new FakeVideoFrame({}, { timestamp: 0 });
      const seen = { captureTime: time, width: 640, height: 480, faces, packed: new Float32Array() };
      for (const tap of [...taps]) tap(frame as unknown as Frame, seen as unknown as FaceFrame);
      frame.close();
      await settle();
    }
  };
  const capture = desk.begin(show, 'standard', signal);
  const shot = capture.shot.then(
    () => 'shot',
    (e: CarmineError) => e.code,
  );
  return { desk, capture, shot, events, taps, play, core };
};
const types = (events: readonly CaptureEvent[]) => events.map((e) => e.type);

beforeEach(() => {
  gates = GOOD;
  closed = 0;
  FakeVideoFrame.open = 0;
});

describe('CaptureDesk', () => {
  it('a good picture: ready, shot, read; each told once, the state empty after', async () => {
    const { capture, shot, events, taps, play, core } = deskOf();
    expect(core.state.capture).toMatchObject({ stage: 'guiding', passed: 0, of: 7 });
    await play(1500);
    expect(await shot).toBe('shot');
    expect(core.state.capture).toMatchObject({ stage: 'taking', hint: null });
    capture.taken(4);
    expect(core.state.capture?.stage).toBe('reading');
    capture.end(null);
    capture.end(null);
    expect(types(events)).toEqual([
      'capture-started',
      'capture-guidance',
      'capture-ready',
      'capture-taken',
      'capture-ended',
    ]);
    expect(events.slice(-2)).toEqual([
      { type: 'capture-taken', by: 'gates', frames: 4 },
      { type: 'capture-ended', reason: 'read' },
    ]);
    expect([core.state.capture, taps.size, FakeVideoFrame.open]).toEqual([null, 0, 0]);
    expect(closed).toBeGreaterThan(0);
  });

  it('tells what to do while a gate bars a reading, and goes on when it is done', async () => {
    gates = [gate('size', 'block', 'come-closer')];
    const { shot, events, play, core } = deskOf();
    await play(4000);
    expect(core.state.capture).toMatchObject({ stage: 'guiding', hint: 'come-closer', passed: 6 });
    gates = GOOD;
    await play(3000);
    expect(await shot).toBe('shot');
    const told = events.flatMap((e) => (e.type === 'capture-guidance' ? [e.hint] : []));
    expect(told).toEqual([null, 'come-closer', null]);
  });

  it('asks for a face, and for one only', async () => {
    const { play, core } = deskOf();
    await play(200, []);
    expect(core.state.capture).toMatchObject({ hint: 'find-face', passed: 0 });
    gates = [gate('faces', 'warn', 'one-face')];
    await play(2500, [face(), face()]);
    expect(core.state.capture?.hint).toBe('one-face');
  });

  it('asks for one face when the burst showed two, long enough to be heard, and then takes another', async () => {
    const { capture, shot, events, play, core } = deskOf();
    await play(1500);
    expect(await shot).toBe('shot');
    let again = false;
    const taken = capture.askForOneFace().then(() => {
      again = true;
    });
    await play(2500);
    expect(core.state.capture).toMatchObject({ stage: 'guiding', hint: 'one-face' });
    expect(again).toBe(false);
    await play(3000);
    await taken;
    expect(core.state.capture?.stage).toBe('taking');
    expect(events.filter((e) => e.type === 'capture-guidance' && e.hint === 'one-face')).toHaveLength(1);
    capture.end(null);
    expect(types(events).filter((t) => t === 'capture-ended')).toHaveLength(1);
  });

  it('the shutter takes it as it is', async () => {
    gates = [gate('size', 'block', 'come-closer')];
    const { desk, capture, shot, events, play } = deskOf();
    await play(500);
    desk.press();
    expect(await shot).toBe('shot');
    capture.taken(5);
    expect(events.at(-1)).toEqual({ type: 'capture-taken', by: 'shutter', frames: 5 });
    expect(capture.pressed).toBe(true);
    desk.press();
  });

  it.each([
    ['camera-ended', 'failed'],
    ['aborted', 'cancelled'],
    ['closed', 'cancelled'],
  ] as const)('%s in the middle: %s, nothing watched or open after', async (code, reason) => {
    const control = new AbortController();
    const { capture, shot, events, taps, play, core } = deskOf(control.signal);
    await play(300);
    const error = new CarmineError(code);
    control.abort(error);
    expect(await shot).toBe(code);
    capture.end(error);
    expect(events.at(-1)).toEqual({ type: 'capture-ended', reason, code });
    await settle();
    expect([core.state.capture, taps.size, FakeVideoFrame.open]).toEqual([null, 0, 0]);
  });

  it('a listener that throws stops nothing', async () => {
    const quiet = vi.fn();
    vi.stubGlobal('reportError', quiet);
    const { desk, shot, play } = deskOf();
    desk.listen(() => {
      throw new Error('the host’s own');
    });
    await play(1500);
    expect(await shot).toBe('shot');
    expect(quiet).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });
});
