import { CarmineError } from '@carmine/errors';
import { type Camera, type CameraRequest, openCamera } from './camera.ts';
import { cameraError } from './camera-errors.ts';
import { raceAbort } from './jobs.ts';
import type { LiveSource, SourceContext } from './live-source.ts';
import { framesOf } from './mirror/start-mirror.ts';
import { firstPicture, makeVideo, releaseVideo } from './play-video.ts';
import { anySignal } from './signals.ts';
import { FramePump, type FrameSink } from './video-frames.ts';

/** ms within which a camera that was opened again gives a picture; it was seen to give some before. */
const REOPENED_WITHIN = 20_000;

/** Opens the camera as a source. Rejects with a camera-* code; nothing stays open then. */
export const openCameraSource = async (
  request: CameraRequest,
  context: SourceContext,
  signal: AbortSignal,
): Promise<LiveSource> => {
  const source = new CameraSource(request, context);
  await source.open(signal);
  return source;
};

/** A camera and the element it plays in, until its frames are streamed past the page. */
class CameraSource implements LiveSource {
  readonly kind = 'camera';
  readonly #context: SourceContext;
  readonly #video = makeVideo();
  #request: CameraRequest;
  #camera: Camera | null = null;
  #pump: FramePump | null = null;
  #paused = false;
  /** false: the frames are streamed, so the element need not decode. */
  #playing = true;
  #gone: CarmineError | null = null;
  #onEnded: (error: CarmineError) => void = () => {};
  size = { width: 0, height: 0 };

  constructor(request: CameraRequest, context: SourceContext) {
    this.#request = request;
    this.#context = context;
  }

  get facesUser(): boolean {
    return this.#camera?.facesUser ?? true;
  }

  /** `limit`: ms from the permission to the first picture. */
  async open(signal: AbortSignal, limit: number | null = null): Promise<void> {
    const camera = await raceAbort(openCamera(this.#request, signal), signal, (late) => late.stop());
    const gone = new AbortController();
    this.#camera = camera;
    camera.onEnded((error) => {
      gone.abort(error);
      this.#gone = error;
      this.#onEnded(error);
    });
    const late = limit === null ? undefined : setTimeout(() => gone.abort(noPicture()), limit);
    try {
      this.#playing = true;
      this.#video.srcObject = camera.stream;
      await firstPicture(this.#video, anySignal(signal, gone.signal));
    } catch (cause) {
      this.stop();
      throw cameraError(cause);
    } finally {
      clearTimeout(late);
    }
    this.size = { width: this.#video.videoWidth, height: this.#video.videoHeight };
  }

  async reopen(signal: AbortSignal): Promise<void> {
    const [track] = this.#camera?.stream.getVideoTracks() ?? [];
    const { deviceId } = track?.getSettings() ?? {};
    // The one that was shown, also where the person chose among several.
    if (deviceId) this.#request = { ...this.#request, deviceId };
    this.#camera?.stop();
    this.#video.srcObject = null;
    await this.open(signal, REOPENED_WITHIN);
  }

  frames(): ReadableStream<VideoFrame> | null {
    const [track] = this.#camera?.stream.getVideoTracks() ?? [];
    const frames = track ? framesOf(track) : null;
    if (frames) releaseVideo(this.#video);
    this.#playing = !frames;
    return frames;
  }

  start(onFrame: FrameSink): void {
    if (!this.#playing && this.#camera) {
      this.#video.srcObject = this.#camera.stream;
      this.#playing = true;
      this.#play();
    }
    this.#pump ??= new FramePump({ video: this.#video, ...this.#context, onFrame });
    this.#pump.setPaused(this.#paused);
    this.#pump.start();
  }

  setPaused(paused: boolean): void {
    this.#paused = paused;
    this.#pump?.setPaused(paused);
    // A hidden page may have its muted video paused by the browser; iOS does.
    if (!paused && this.#playing) this.#play();
  }

  onEnded(listener: (error: CarmineError) => void): void {
    this.#onEnded = listener;
    if (this.#gone) listener(this.#gone);
  }

  stop(): void {
    this.#pump?.stop();
    this.#camera?.stop();
    releaseVideo(this.#video);
  }

  #play(): void {
    this.#video.play().catch(() => undefined);
  }
}

const noPicture = (): CarmineError =>
  new CarmineError('camera-ended', { message: 'camera: opened again, it gives no picture' });
