import { CarmineError } from '@carmine/errors';
import type { LiveSource, SourceContext } from './live-source.ts';
import { firstPicture, makeVideo, releaseVideo } from './play-video.ts';
import { FramePump } from './video-frames.ts';

/** Whether the page's CSP refused a blob: URL for media while `work` ran. */
const watchPolicy = (): { blocked: boolean; end(): void } => {
  const watch = { blocked: false, end: () => document.removeEventListener('securitypolicyviolation', see) };
  const see = (event: SecurityPolicyViolationEvent) => {
    if (/^(media|default)-src/.test(event.effectiveDirective) && event.blockedURI.startsWith('blob'))
      watch.blocked = true;
  };
  document.addEventListener('securitypolicyviolation', see);
  return watch;
};

const POLICY_HINT = 'The page’s Content-Security-Policy forbids video files. Add media-src blob: to it.';

/** Opens a video file as a source, without sound. Rejects video-unreadable; nothing stays open then. */
export const openVideoSource = async (
  file: Blob,
  options: { loop?: boolean },
  context: SourceContext,
  signal: AbortSignal,
): Promise<LiveSource> => {
  const video = makeVideo();
  video.loop = options.loop ?? true;
  const url = URL.createObjectURL(file);
  const release = () => {
    releaseVideo(video);
    URL.revokeObjectURL(url);
  };
  const policy = watchPolicy();
  try {
    video.src = url;
    await firstPicture(video, signal);
  } catch (cause) {
    release();
    // The violation event is queued behind the media error.
    await Promise.resolve();
    if (!policy.blocked || signal.aborted) throw cause;
    throw new CarmineError('video-unreadable', {
      message: 'video: blocked by CSP',
      hint: POLICY_HINT,
      details: { reason: 'csp' },
      cause,
    });
  } finally {
    policy.end();
  }
  const ended = new AbortController();
  let pump: FramePump | null = null;
  let paused = false;
  return {
    kind: 'video',
    facesUser: false,
    start: (onFrame) => {
      pump ??= new FramePump({ video, ...context, onFrame });
      pump.setPaused(paused);
      pump.start();
    },
    setPaused: (value) => {
      paused = value;
      pump?.setPaused(value);
      if (value) video.pause();
      else void video.play().catch(() => undefined);
    },
    onEnded: (listener) => {
      const { signal: until } = ended;
      video.addEventListener('ended', () => listener(null), { signal: until });
      video.addEventListener(
        'error',
        () => listener(new CarmineError('video-unreadable', { message: 'video: broken in the middle' })),
        { signal: until },
      );
    },
    stop: () => {
      ended.abort();
      pump?.stop();
      release();
    },
  };
};
