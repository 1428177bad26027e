import type { FaceFrameMessage } from '@carmine/face';
import * as Comlink from 'comlink';
import { TrackEngine } from './engine.ts';
import { outcome, type TrackMessage, type TrackReply, type WorkerControl } from './protocol.ts';

/** The tracking worker: one engine, control calls by comlink, frames by a port of their own. */
let engine: TrackEngine | null = null;

const serve = (frames: MessagePort, loaded: TrackEngine): void => {
  let queue: Promise<unknown> = Promise.resolve();
  frames.onmessage = ({ data }: MessageEvent<TrackMessage>) => {
    queue = queue.then(async () => {
      const reply: TrackReply = await outcome(() => loaded.track(data));
      frames.postMessage(reply, 'value' in reply ? buffersOf(reply.value) : []);
    });
  };
};

/** What moves to the page with a result. */
const buffersOf = ({ packed, visibility }: FaceFrameMessage): ArrayBuffer[] =>
  [packed, visibility].flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));

const control: WorkerControl = {
  hello: () => 'carmine-tracking',
  load: (options, onProgress, frames) =>
    outcome(async () => {
      engine = await TrackEngine.load(options, (p) => void onProgress(p));
      serve(frames, engine);
      // All is loaded: from here on nothing in this thread has a reason to call out.
      self.fetch = () => Promise.reject(new TypeError('The tracking worker makes no requests'));
      return null;
    }),
  setMode: (mode) =>
    outcome(async () => {
      await engine?.setMode(mode);
      return null;
    }),
};

// MediaPipe and TFLite greet on the console; this scope is ours alone, so the page's console stays clean.
for (const level of ['log', 'info', 'warn', 'debug', 'error'] as const) console[level] = () => {};

Comlink.expose(control);
