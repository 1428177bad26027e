import { CarmineError } from '@carmine/errors';

/** A video element that plays in the page without controls, sound or full screen (iOS needs playsinline and muted). */
export const makeVideo = (): HTMLVideoElement => {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.setAttribute('muted', '');
  video.setAttribute('playsinline', '');
  video.disablePictureInPicture = true;
  return video;
};

/** Starts `video` and resolves when it has pixels. Rejects what `failed` rejects, the signal's reason, or what
 *  play() rejects, as it comes. */
export const firstPicture = (video: HTMLVideoElement, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const done = new AbortController();
    const settle = (finish: () => void) => {
      done.abort();
      finish();
    };
    const look = () => {
      if (video.readyState >= 2 && video.videoWidth > 0) settle(resolve);
    };
    const fail = () =>
      settle(() =>
        reject(
          new CarmineError('video-unreadable', {
            message: `video: ${video.error?.message || 'cannot be played'}`,
            details: { mediaError: video.error?.code ?? 0 },
          }),
        ),
      );
    const abort = () => settle(() => reject(signal.reason));
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { signal: done.signal });
    for (const event of ['loadeddata', 'resize', 'playing', 'timeupdate'])
      video.addEventListener(event, look, { signal: done.signal });
    video.addEventListener('error', fail, { signal: done.signal });
    // play() also rejects when a newer load interrupts it or autoplay is held back; pixels may still come.
    video.play().catch((error: DOMException) => {
      if (error.name === 'NotSupportedError') fail();
    });
    look();
  });

/** Lets go of what the element holds, so that the camera light and the decoder end now and not at garbage collection. */
export const releaseVideo = (video: HTMLVideoElement): void => {
  video.pause();
  video.srcObject = null;
  video.removeAttribute('src');
  video.load();
};
