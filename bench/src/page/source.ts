import type { Sighting } from '../measure/smoothness.ts';
import type { ClipFacts, SourceAnswer, SourceWish } from './protocol.ts';

/** Chromium's generator of camera tracks (mediacapture-transform); not in TypeScript's library. */
interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}
declare const MediaStreamTrackGenerator: (new (init: { kind: 'video' }) => TrackGenerator) | undefined;

/** A camera that plays clips. Its pictures are made in a worker and never pass the page's thread, as a real one's. */
export interface ClipCamera {
  /** Renders or fetches a clip; `onProgress`: pictures done. */
  load(clip: string, onProgress?: (done: number, of: number) => void): Promise<ClipFacts>;
  /** Begins, or goes on with another clip or rate. The stream stays the same. */
  play(clip: string, fps: number): Promise<MediaStream>;
  /** What left the source since the last question; times on this page's performance.now(). */
  emitted(): Promise<Sighting[]>;
  close(): void;
}

/** Where things lie beside the page. */
export interface SourcePaths {
  /** Folder with ID.clip files the runner keeps, with the slash; null: everything is rendered here. */
  readonly clips: string | null;
  readonly photos: readonly string[];
}

/** Opens the worker. Rejects, with words, where a browser has no way to make a camera of pictures. */
export const openClipCamera = ({ clips, photos }: SourcePaths): ClipCamera => {
  const worker = new Worker(new URL('./source-worker.ts', import.meta.url), {
    type: 'module',
    name: 'bench-source',
  });
  let stream: MediaStream | null = null;
  let onProgress: (done: number, of: number) => void = () => {};

  const ask = <T extends SourceAnswer['type']>(
    wish: SourceWish,
    type: T,
    transfer: Transferable[] = [],
  ): Promise<Extract<SourceAnswer, { type: T }>> =>
    new Promise((resolve, reject) => {
      const hear = ({ data }: MessageEvent<SourceAnswer>): void => {
        if (data.type === 'progress') onProgress(data.done, data.of);
        else if (data.type === 'failed' || data.type === type) {
          worker.removeEventListener('message', hear);
          if (data.type === 'failed') reject(new Error(data.message));
          else resolve(data as Extract<SourceAnswer, { type: T }>);
        }
      };
      worker.addEventListener('message', hear);
      worker.postMessage(wish, transfer);
    });

  return {
    load: async (clip, progress = () => {}) => {
      onProgress = progress;
      const file = clips ? new URL(`${clip}.clip`, new URL(clips, document.baseURI)).href : null;
      return (await ask({ type: 'load', clip, file, photos }, 'loaded')).facts;
    },
    play: async (clip, fps) => {
      if (!stream && typeof MediaStreamTrackGenerator !== 'undefined') {
        const track = new MediaStreamTrackGenerator({ kind: 'video' });
        const { writable } = track;
        await ask({ type: 'play', clip, fps, writable }, 'playing', [writable]);
        stream = new MediaStream([track]);
      } else {
        const { track } = await ask({ type: 'play', clip, fps }, 'playing');
        if (track) stream = new MediaStream([track]);
      }
      return stream!;
    },
    emitted: async () => {
      const { log } = await ask({ type: 'emitted' }, 'emitted');
      return Array.from({ length: log.length / 2 }, (_, i) => ({
        frame: log[i * 2]!,
        at: log[i * 2 + 1]! - performance.timeOrigin,
      }));
    },
    close: () => {
      worker.terminate();
      for (const track of stream?.getTracks() ?? []) track.stop();
    },
  };
};

/** Every request for a camera on this page gets the clip from now on: product and peers ask as they do in a shop. The tracks are
 *  clones, so that a subject that stops its camera does not end the source. */
export const serveAsCamera = (stream: MediaStream): void => {
  const devices: Partial<MediaDevices> = navigator.mediaDevices ?? {};
  const camera = async () => new MediaStream(stream.getVideoTracks().map((track) => track.clone()));
  Object.defineProperty(devices, 'getUserMedia', { value: camera, configurable: true });
  if (!navigator.mediaDevices) Object.defineProperty(navigator, 'mediaDevices', { value: devices });
};
