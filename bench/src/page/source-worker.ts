import { y4mFrame } from '@carmine/head';
import { type Clip, clipHash, makeHeadClip, stampCode } from '../clip/clip.ts';
import { decodeClip } from '../clip/clip-file.ts';
import { type ClipPlan, clipPlan, toAndFro } from '../clip/plan.ts';
import type { SourceAnswer, SourceWish } from './protocol.ts';

/** The VideoTrackGenerator of mediacapture-transform, as Safari has it in workers; not in TypeScript's library. */
interface TrackMaker {
  readonly track: MediaStreamTrack;
  readonly writable: WritableStream<VideoFrame>;
}
interface Scope {
  readonly VideoTrackGenerator?: new () => TrackMaker;
  postMessage(answer: SourceAnswer, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<SourceWish>) => void) | null;
}
const scope = globalThis as unknown as Scope;

/** Marker line of a Y4M frame, "FRAME\n". */
const MARKER = 6;
const clips = new Map<string, Clip>();
let emitted: number[] = [];
let number = 0;
let writer: WritableStreamDefaultWriter<VideoFrame> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

const fileOf = async (url: string): Promise<Clip | null> => {
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return null;
  return decodeClip(new Uint8Array(await response.arrayBuffer()));
};

/** Real faces: each photograph is looked at by a view that wanders, turns and comes nearer. */
const photographClip = async (plan: ClipPlan, photos: readonly string[]): Promise<Clip> => {
  if (photos.length === 0) throw new Error('the photographs are not there (shared/data/faces)');
  const { id, width, height, frames } = plan;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const data = new Uint8Array(width * height * 1.5 * frames);
  const each = Math.ceil(frames / photos.length);
  let bitmap: ImageBitmap | null = null;
  for (let i = 0; i < frames; i++) {
    if (i % each === 0) {
      bitmap?.close();
      bitmap = await createImageBitmap(await (await fetch(photos[Math.floor(i / each)]!)).blob());
    }
    const step = (i % each) / each;
    const scale = (height / bitmap!.height) * (1 + 0.15 * step);
    context.setTransform(1, 0, 0, 1, width / 2, height / 2);
    context.rotate(0.12 * Math.sin(6 * step));
    context.scale(scale, scale);
    context.translate(60 * Math.sin(5 * step), 0);
    context.drawImage(bitmap!, -bitmap!.width / 2, -bitmap!.height / 2);
    data.set(
      y4mFrame(context.getImageData(0, 0, width, height)).subarray(MARKER),
      (i * data.length) / frames,
    );
    scope.postMessage({ type: 'progress', done: i + 1, of: frames });
  }
  bitmap?.close();
  return { id, width, height, frames, data, lips: null };
};

const load = async ({ clip: id, file, photos }: Extract<SourceWish, { type: 'load' }>): Promise<void> => {
  const plan = clipPlan(id);
  const make = async (): Promise<Clip> => {
    const kept = file ? await fileOf(file) : null;
    if (kept) return kept;
    if (plan.from === 'photographs') return photographClip(plan, photos);
    return makeHeadClip(plan, (done) => scope.postMessage({ type: 'progress', done, of: plan.frames }));
  };
  const clip = clips.get(id) ?? (await make());
  clips.set(id, clip);
  const { data: _, ...facts } = clip;
  scope.postMessage({ type: 'loaded', facts: { ...facts, hash: await clipHash(clip) } });
};

/** One picture with its number, as a camera would give it. */
const pictureOf = (clip: Clip, at: number): VideoFrame => {
  const { width, height, frames } = clip;
  const size = width * height * 1.5;
  const picture = toAndFro(number, frames);
  const data = clip.data.slice(picture * size, (picture + 1) * size);
  stampCode(data, width, height, number);
  return new VideoFrame(data, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp: Math.round(at * 1000),
    colorSpace: { matrix: 'smpte170m', primaries: 'bt709', transfer: 'iec61966-2-1', fullRange: false },
  });
};

/** Emits at the clip's own times, whatever the machine does: a camera that is late leaves pictures out, it does not slow down. */
const run = (clip: Clip, fps: number): void => {
  clearTimeout(timer);
  const start = performance.now();
  let turn = 0;
  const tick = (): void => {
    const now = performance.now();
    const frame = pictureOf(clip, performance.timeOrigin + now);
    emitted.push(number++, performance.timeOrigin + now);
    writer?.write(frame).catch(() => frame.close());
    turn = Math.max(turn + 1, Math.ceil(((now - start) * fps) / 1000));
    timer = setTimeout(tick, Math.max(0, start + (turn * 1000) / fps - performance.now()));
  };
  tick();
};

const play = ({ clip: id, fps, writable }: Extract<SourceWish, { type: 'play' }>): void => {
  const clip = clips.get(id);
  if (!clip) throw new Error(`clip "${id}" was not loaded`);
  let track: MediaStreamTrack | undefined;
  if (writable) writer = writable.getWriter();
  else if (!writer) {
    if (!scope.VideoTrackGenerator) throw new Error('this browser makes no camera of pictures');
    const maker = new scope.VideoTrackGenerator();
    writer = maker.writable.getWriter();
    track = maker.track;
  }
  run(clip, fps);
  // A track can be transferred where this generator is; TypeScript does not know it.
  scope.postMessage(
    { type: 'playing', ...(track ? { track } : {}) },
    track ? [track as unknown as Transferable] : [],
  );
};

const answer = async (wish: SourceWish): Promise<void> => {
  if (wish.type === 'load') await load(wish);
  else if (wish.type === 'play') play(wish);
  else if (wish.type === 'stop') clearTimeout(timer);
  else {
    const log = Float64Array.from(emitted);
    emitted = [];
    scope.postMessage({ type: 'emitted', log }, [log.buffer]);
  }
};

scope.onmessage = ({ data }) => {
  answer(data).catch((error) =>
    scope.postMessage({ type: 'failed', message: String(error?.message ?? error) }),
  );
};
