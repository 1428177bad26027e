// Plain JavaScript on purpose: the page of somebody who took the built files and nothing else.
import { createTryOn, defineWhenSeen, preload } from '/lib/loader.js';

const LOOK = { version: 1, layers: [{ product: 'lipstick', color: '#9b1c31', finish: 'satin' }] };

/** Messages the page got from each of its workers, by name. */
const heard = {};
/** The newest worker of each name. */
const workers = new Map();
const Native = window.Worker;
window.Worker = class extends Native {
  constructor(url, options) {
    super(url, options);
    workers.set(options.name, this);
    heard[options.name] ??= 0;
    this.addEventListener('message', () => heard[options.name]++);
  }
};

/** Every track that was asked for, and how often one is refused from here on. */
const tracks = [];
let refusal = '';
const { mediaDevices } = navigator;
const ask = mediaDevices.getUserMedia.bind(mediaDevices);
mediaDevices.getUserMedia = async (wish) => {
  if (refusal) throw new DOMException('taken by another program', refusal);
  const stream = await ask(wish);
  tracks.push(...stream.getTracks());
  return stream;
};

/** Frames of the camera that nobody gives back, as those of a worker that was killed. */
const hoarded = [];

const until = (tryOn, holds) =>
  new Promise((resolve) => {
    const look = (state) => {
      if (holds(state)) resolve();
    };
    tryOn.subscribe(look);
    look(tryOn.state);
  });

/** A camera mirror with a lipstick on which a face is made up. */
const open = async (assetBase, options = {}) => {
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const tryOn = await createTryOn({ canvas, assetBase, ...options });
  await tryOn.setLook(LOOK);
  await tryOn.startCamera();
  await until(tryOn, (state) => state.face === 'found');
  return tryOn;
};

window.start = {
  held: null,
  heard,
  tracks,
  defineWhenSeen,
  preload: (assetBase) => preload({ assetBase }),
  open: async (assetBase) => {
    window.start.held = await open(assetBase);
  },
  kill: (name) => {
    const worker = workers.get(name);
    worker.terminate();
    worker.dispatchEvent(new ErrorEvent('error', { message: 'killed by the test', cancelable: true }));
  },
  hoard: async () => {
    const { readable } = new MediaStreamTrackProcessor({ track: tracks.at(-1) });
    for await (const frame of readable) hoarded.push(frame);
  },
  refuse: (name) => {
    refusal = name;
  },
  /** A mirror until a face is made up; then all is closed. */
  mirror: async (assetBase) => {
    const progress = [];
    const tryOn = await open(assetBase, { onProgress: (step) => progress.push(step) });
    tryOn.close();
    return { loaded: progress.at(-1)?.loaded ?? 0, total: progress.at(-1)?.total ?? 0 };
  },
};
