import { type CameraRequest, openCamera } from './camera.ts';
import { cameraError } from './camera-errors.ts';
import { raceAbort } from './jobs.ts';
import type { LiveSource, SourceContext } from './live-source.ts';
import { framesOf } from './mirror/start-mirror.ts';
import { firstPicture, makeVideo, releaseVideo } from './play-video.ts';
import { anySignal } from './signals.ts';
import { FramePump } from './video-frames.ts';

/** Opens the camera as a source. Rejects with a camera-* code; nothing stays open then. */
export const openCameraSource = async (
  request: CameraRequest,
  context: SourceContext,
  signal: AbortSignal,
): Promise<LiveSource> => {
  const camera = await raceAbort(openCamera(request, signal), signal, (late) => late.stop());
  const video = makeVideo();
  const gone = new AbortController();
  let endListener: ((error: ReturnType<typeof cameraError>) => void) | null = null;
  camera.onEnded((error) => {
    gone.abort(error);
    endListener?.(error);
  });
  try {
    video.srcObject = camera.stream;
    await firstPicture(video, anySignal(signal, gone.signal));
  } catch (cause) {
    camera.stop();
    releaseVideo(video);
    throw cameraError(cause);
  }
  const size = { width: video.videoWidth, height: video.videoHeight };
  let pump: FramePump | null = null;
  let [paused, playing] = [false, true];
  const play = () => void video.play().catch(() => undefined);
  return {
    kind: 'camera',
    facesUser: camera.facesUser,
    size,
    frames: () => {
      const [track] = camera.stream.getVideoTracks();
      const frames = track ? framesOf(track) : null;
      // Nobody looks at the element any more: it need not decode.
      if (frames) releaseVideo(video);
      playing = !frames;
      return frames;
    },
    start: (onFrame) => {
      if (!playing) {
        video.srcObject = camera.stream;
        playing = true;
        play();
      }
      pump ??= new FramePump({ video, ...context, onFrame });
      pump.setPaused(paused);
      pump.start();
    },
    setPaused: (value) => {
      paused = value;
      pump?.setPaused(value);
      // A hidden page may have its muted video paused by the browser; iOS does.
      if (!value && playing) play();
    },
    onEnded: (listener) => {
      endListener = listener;
      if (gone.signal.aborted) listener(gone.signal.reason);
    },
    stop: () => {
      pump?.stop();
      camera.stop();
      releaseVideo(video);
    },
  };
};
