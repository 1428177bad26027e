import { filmSize, placeIn, type Size } from './film-size.ts';

/** ms between two pictures at least, 30 a second. Display frames come a little early or late: a few ms are let go. */
const INTERVAL = 1000 / 30 - 4;

/** A moving copy of the mirror, in a size that stays, for a recorder. */
export interface Film {
  readonly stream: MediaStream;
  /** Ends copy and stream. Idempotent. */
  stop(): void;
}

/**
 * Copies what `canvas` shows, frame by frame of the display, onto a canvas of its own. A recorder needs one size from first to last, but
 * the mirror's changes with looks side by side; and a photograph may be too large for any encoder. `inline`: the canvas is drawn on by
 * this thread; then its buffer is gone when the copy would be made, so the copy is taken of a video that plays it.
 */
export const startFilm = async (
  canvas: HTMLCanvasElement,
  options: { readonly inline: boolean; readonly size: Size },
): Promise<Film> => {
  const size = filmSize(options.size);
  const copy = Object.assign(canvas.ownerDocument.createElement('canvas'), size);
  const context = copy.getContext('2d', { alpha: false })!;
  const player = options.inline ? await playCanvas(canvas) : null;
  const picture = (): Size =>
    player ? { width: player.video.videoWidth, height: player.video.videoHeight } : canvas;
  let [handle, last] = [0, Number.NEGATIVE_INFINITY];
  const paint = (): void => {
    const now = picture();
    if (!(now.width > 0 && now.height > 0)) return;
    context.clearRect(0, 0, size.width, size.height);
    context.drawImage(player?.video ?? canvas, ...placeIn(size, now));
  };
  const turn = (time: number): void => {
    handle = requestAnimationFrame(turn);
    if (time - last < INTERVAL) return;
    last = time;
    paint();
  };
  paint();
  const stream = copy.captureStream();
  handle = requestAnimationFrame(turn);
  return {
    stream,
    stop: () => {
      cancelAnimationFrame(handle);
      for (const track of stream.getTracks()) track.stop();
      player?.stop();
    },
  };
};

/** A video element that shows what is drawn on `canvas`. */
const playCanvas = async (canvas: HTMLCanvasElement) => {
  const stream = canvas.captureStream();
  const video = canvas.ownerDocument.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: stream });
  // Plays as soon as something is drawn; the copy waits for its size.
  void video.play().catch(() => undefined);
  return {
    video,
    stop: () => {
      video.srcObject = null;
      for (const track of stream.getTracks()) track.stop();
    },
  };
};
