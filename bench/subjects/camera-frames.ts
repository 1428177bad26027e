import { cameraVideo } from './camera-video.ts';

/** W3C MediaStreamTrack Insertable Media Processing, which TypeScript's DOM library lacks; on the page in Chromium only. */
type TrackProcessor = new (init: {
  track: MediaStreamTrack;
  maxBufferSize: number;
}) => { readonly readable: ReadableStream<VideoFrame> };
declare const MediaStreamTrackProcessor: TrackProcessor | undefined;

/** The camera's pictures, the newest of which waits, and how they came. */
export interface CameraFrames {
  readonly feed: 'stream' | 'element';
  /** Calls `take` with each picture, which is its to close, until `end`. */
  each(take: (frame: VideoFrame, captureTime: number) => void): void;
  end(): void;
}

/** The camera as the product takes it: its stream of frames where the browser gives one to the page, else those of a playing element.
 *  A frame of an element may lie in the GPU process, and reading it then waits for all that is drawn there. */
export const cameraFrames = async (): Promise<CameraFrames> =>
  typeof MediaStreamTrackProcessor === 'undefined'
    ? elementFrames()
    : streamFrames(MediaStreamTrackProcessor);

const stopAll = (stream: MediaStream): void => stream.getTracks().forEach((track) => void track.stop());

const streamFrames = async (Processor: TrackProcessor): Promise<CameraFrames> => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const [track] = stream.getVideoTracks();
  const reader = new Processor({ track: track!, maxBufferSize: 1 }).readable.getReader();
  return {
    feed: 'stream',
    each: async (take) => {
      for (let next = await reader.read(); !next.done; next = await reader.read())
        take(next.value, performance.now());
    },
    end: () => {
      stopAll(stream);
      void reader.cancel().catch(() => undefined);
    },
  };
};

const elementFrames = async (): Promise<CameraFrames> => {
  const video = await cameraVideo();
  let ended = false;
  return {
    feed: 'element',
    each: (take) => {
      const next = (): void => {
        if (ended) return;
        video.requestVideoFrameCallback((now) => {
          next();
          if (!ended) take(new VideoFrame(video, { timestamp: Math.round(now * 1000) }), now);
        });
      };
      next();
    },
    end: () => {
      ended = true;
      stopAll(video.srcObject as MediaStream);
    },
  };
};
