const SCRIPT = 'workers/mirror.js';
/** A worker that says nothing this long is given up, ms; the page carries the frames then. */
const HELLO_TIMEOUT = 10_000;

/** W3C MediaStreamTrack Insertable Media Processing, which TypeScript's DOM library lacks; on the page in Chromium only. */
type TrackProcessor = new (init: {
  track: MediaStreamTrack;
  maxBufferSize?: number;
}) => { readonly readable: ReadableStream<VideoFrame> };

const trackProcessor = (): TrackProcessor | undefined =>
  (globalThis as { MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor;

/** Whether this browser gives a camera's frames as a stream that can be handed to a worker. */
export const canStreamFrames = (): boolean =>
  typeof globalThis.Worker !== 'undefined' && trackProcessor() !== undefined;

/** The frames of a camera's track, the newest of which waits; they can be transferred and end with the track. null: not in this browser. */
export const framesOf = (track: MediaStreamTrack): ReadableStream<VideoFrame> | null => {
  const Processor = trackProcessor();
  return Processor ? new Processor({ track, maxBufferSize: 1 }).readable : null;
};

/** A mirror worker that has said hello; null where it cannot be had, which is no error. The caller ends it. */
export const startMirror = async (assetBase: string | URL, signal: AbortSignal): Promise<Worker | null> => {
  let worker: Worker;
  try {
    worker = new Worker(new URL(SCRIPT, new URL(assetBase, globalThis.location?.href)), {
      type: 'module',
      name: 'carmine-mirror',
    });
  } catch {
    return null;
  }
  const settled = new AbortController();
  const ready = await new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), HELLO_TIMEOUT);
    const until = { signal: settled.signal };
    settled.signal.addEventListener('abort', () => clearTimeout(late));
    worker.addEventListener('message', () => resolve(true), until);
    worker.addEventListener(
      'error',
      (event) => {
        event.preventDefault();
        resolve(false);
      },
      until,
    );
    signal.addEventListener('abort', () => resolve(false), until);
    if (signal.aborted) resolve(false);
  });
  settled.abort();
  if (ready) return worker;
  worker.terminate();
  return null;
};
