import { CarmineError } from '@carmine/errors';
import { barredError, type CameraBar, cameraError } from './camera-errors.ts';

/** In-app browsers by the token they put into the user agent. Only used for better words, never to refuse. */
const IN_APP: readonly (readonly [string, RegExp])[] = [
  ['WeChat', /MicroMessenger/i],
  ['QQ', /\bQQ\//],
  ['Weibo', /Weibo/i],
  ['Alipay', /AlipayClient/i],
  ['Douyin', /aweme|BytedanceWebview/i],
  ['Xiaohongshu', /xhsdiscover|discover\/[\d.]+/i],
  ['Facebook', /FBA[NV]\//],
  ['Instagram', /Instagram/],
  ['LINE', /\bLine\//],
  ['TikTok', /musical_ly|TikTok/i],
  ['Android WebView', /; wv\)/],
];

/** The app whose built-in browser this is, or null. */
export const inAppBrowser = (userAgent: string): string | null =>
  IN_APP.find(([, token]) => token.test(userAgent))?.[0] ?? null;

const policyForbids = (): boolean => {
  const doc = globalThis.document as unknown as
    | Record<'permissionsPolicy' | 'featurePolicy', { allowsFeature?(name: string): boolean } | undefined>
    | undefined;
  const policy = doc?.permissionsPolicy ?? doc?.featurePolicy;
  return policy?.allowsFeature?.('camera') === false;
};

/** What keeps a camera from being asked for, or null. Safe to call anywhere, asks nobody. */
export const cameraBar = (): CameraBar | null => {
  if (typeof globalThis.navigator?.mediaDevices?.getUserMedia === 'function')
    return policyForbids() ? 'permissions-policy' : null;
  if (globalThis.isSecureContext === false) return 'insecure-context';
  return inAppBrowser(globalThis.navigator?.userAgent ?? '') ? 'in-app-browser' : 'no-api';
};

export interface CameraRequest {
  readonly deviceId?: string;
  readonly facingMode?: 'user' | 'environment';
  /** Added to, and stronger than, the defaults. */
  readonly video?: MediaTrackConstraints;
}

/** An open camera. The session owns it until stop(). */
export interface Camera {
  readonly stream: MediaStream;
  /** true unless the camera is known to look away from the user. */
  readonly facesUser: boolean;
  /** Called once when the camera goes away by itself (pulled out, taken by another program, permission withdrawn). */
  onEnded(listener: (error: CarmineError) => void): void;
  /** Stops every track before it returns. Idempotent. */
  stop(): void;
}

const constraintsOf = (request: CameraRequest): MediaStreamConstraints => ({
  audio: false,
  video: {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30 },
    ...(request.deviceId
      ? { deviceId: { exact: request.deviceId } }
      : { facingMode: { ideal: request.facingMode ?? 'user' } }),
    ...request.video,
  },
});

/** What the browser remembers: `denied` will not even ask again until its settings are changed; null: it does not tell. */
const cameraPermission = async (): Promise<PermissionState | null> => {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state;
  } catch {
    return null;
  }
};

/** Asks for the camera. Rejects with a camera-* code; when `signal` aborts while the question is still open, a
 *  stream that comes later is stopped at once. */
export const openCamera = async (request: CameraRequest, signal: AbortSignal): Promise<Camera> => {
  const inApp = inAppBrowser(globalThis.navigator?.userAgent ?? '');
  const bar = cameraBar();
  if (bar) throw barredError(bar, inApp);
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia(constraintsOf(request));
  } catch (cause) {
    throw cameraError(cause, { inApp, permission: await cameraPermission() });
  }
  const camera = ownCamera(stream, request);
  if (!signal.aborted) return camera;
  camera.stop();
  throw signal.reason;
};

const ownCamera = (stream: MediaStream, request: CameraRequest): Camera => {
  const tracks = stream.getTracks();
  const track = stream.getVideoTracks()[0];
  const ended = new AbortController();
  const facing = track?.getSettings?.().facingMode ?? request.facingMode ?? 'user';
  return {
    stream,
    facesUser: facing !== 'environment',
    onEnded: (listener) => {
      const gone = () => {
        ended.abort();
        listener(new CarmineError('camera-ended', { message: 'camera: the track ended' }));
      };
      // A track that ended between the permission and this line fires no event any more.
      if (!track || track.readyState === 'ended') queueMicrotask(() => !ended.signal.aborted && gone());
      else track.addEventListener('ended', gone, { signal: ended.signal });
    },
    stop: () => {
      ended.abort();
      for (const each of tracks) each.stop();
    },
  };
};
