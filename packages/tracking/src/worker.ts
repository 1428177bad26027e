import * as Comlink from 'comlink';
import { allKept } from './asset-cache.ts';
import { TrackEngine } from './engine.ts';
import { FrameDoor } from './link.ts';
import { loadFiles, sharedOf } from './load-files.ts';
import { outcome, type WorkerControl } from './protocol.ts';

/** The tracking worker: one engine, control calls by comlink, frames by ports of their own. */
let engine: TrackEngine | null = null;

const door = new FrameDoor((request) => engine!.track(request));

const control: WorkerControl = {
  hello: () => 'carmine-tracking',
  load: ({ options, shared }, onProgress, frames) =>
    outcome(async () => {
      engine = await TrackEngine.load(options, (p) => void onProgress(p), { shared });
      door.serve(frames);
      // All is loaded: from here on nothing in this thread has a reason to call out.
      self.fetch = () => Promise.reject(new TypeError('The tracking worker makes no requests'));
      return shared ? null : sharedOf(engine.files);
    }),
  setMode: (mode) =>
    outcome(async () => {
      await engine?.setMode(mode);
      return null;
    }),
  setPace: (pace) => engine?.setPace(pace),
  link: (frames) => door.serve(frames),
  preload: (options, onProgress) =>
    outcome(async () => {
      await loadFiles(options, (p) => void onProgress(p));
      await allKept();
      return null;
    }),
};

// MediaPipe and TFLite greet on the console; this scope is ours alone, so the page's console stays clean.
for (const level of ['log', 'info', 'warn', 'debug', 'error'] as const) console[level] = () => {};

Comlink.expose(control);
