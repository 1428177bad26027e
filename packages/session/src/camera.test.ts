import { afterEach, describe, expect, it, vi } from 'vitest';
import { cameraBar, inAppBrowser, openCamera } from './camera.ts';
import { FakeTrack, fakeStream } from './testing/fakes.ts';

const WECHAT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 MicroMessenger/8.0.40';
const never = new AbortController().signal;

interface World {
  getUserMedia?: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
  secure?: boolean;
  userAgent?: string;
  allows?: boolean;
}

const world = ({ getUserMedia, secure = true, userAgent = 'Chrome', allows = true }: World) => {
  vi.stubGlobal('isSecureContext', secure);
  vi.stubGlobal('navigator', { userAgent, mediaDevices: getUserMedia ? { getUserMedia } : undefined });
  vi.stubGlobal('document', { permissionsPolicy: { allowsFeature: () => allows } });
};

afterEach(() => vi.unstubAllGlobals());

describe('cameraBar', () => {
  const there = async () => fakeStream(new FakeTrack());
  it.each([
    ['a camera may be asked for', { getUserMedia: there }, null],
    ['http', { secure: false }, 'insecure-context'],
    ['no mediaDevices', {}, 'no-api'],
    ['no mediaDevices in WeChat', { userAgent: WECHAT }, 'in-app-browser'],
    ['WeChat with a camera is not refused', { getUserMedia: there, userAgent: WECHAT }, null],
    ['an iframe without allow=camera', { getUserMedia: there, allows: false }, 'permissions-policy'],
  ] as const)('%s', async (_, given, bar) => {
    world(given);
    expect(cameraBar()).toBe(bar);
    if (bar)
      await expect(openCamera({}, never)).rejects.toMatchObject({
        code: 'camera-unsupported',
        details: { reason: bar },
      });
  });

  it('is "no-api" in Node, without throwing', () => {
    expect(cameraBar()).toBe('no-api');
  });
});

describe('refusals', () => {
  it.each([
    ['NotAllowedError', 'camera-denied'],
    ['SecurityError', 'camera-denied'],
    ['NotFoundError', 'camera-not-found'],
    ['OverconstrainedError', 'camera-not-found'],
    ['NotReadableError', 'camera-busy'],
    ['AbortError', 'camera-busy'],
    ['TypeError', 'camera-unsupported'],
    ['SomethingNewError', 'camera-unsupported'],
  ])('%s is %s', async (name, code) => {
    world({ getUserMedia: () => Promise.reject(new DOMException('no', name)) });
    await expect(openCamera({}, never)).rejects.toMatchObject({ code, details: { reason: name } });
  });

  it('a refusal inside an app says how to get out of it', async () => {
    world({
      getUserMedia: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
      userAgent: WECHAT,
    });
    await expect(openCamera({}, never)).rejects.toMatchObject({
      code: 'camera-denied',
      details: { inApp: 'WeChat' },
      hint: expect.stringContaining('system browser'),
    });
  });

  it.each([
    ['Instagram 300.0', 'Instagram'],
    ['Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) Chrome/120', 'Android WebView'],
    ['[FBAN/FBIOS;FBAV/440]', 'Facebook'],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/156', null],
  ])('%s: %s', (agent, app) => {
    expect(inAppBrowser(agent)).toBe(app);
  });
});

describe('an open camera', () => {
  const open = async (track: FakeTrack, request = {}) => {
    const asked: MediaStreamConstraints[] = [];
    world({
      getUserMedia: async (constraints) => {
        asked.push(constraints);
        return fakeStream(track);
      },
    });
    return { camera: await openCamera(request, never), asked };
  };

  it('asks for video only, from the side wished, and the host’s constraints win', async () => {
    const { asked } = await open(new FakeTrack(), { facingMode: 'environment', video: { width: 640 } });
    expect(asked).toEqual([
      {
        audio: false,
        video: {
          width: 640,
          height: { ideal: 720 },
          frameRate: { ideal: 30 },
          facingMode: { ideal: 'environment' },
        },
      },
    ]);
  });

  it('stops its tracks before stop() returns, twice, and tells nobody of that end', async () => {
    const track = new FakeTrack();
    const { camera } = await open(track);
    const ends: unknown[] = [];
    camera.onEnded((error) => ends.push(error));
    camera.stop();
    expect(track.readyState).toBe('ended');
    camera.stop();
    track.dispatchEvent(new Event('ended'));
    expect(ends).toEqual([]);
  });

  it('says once that the camera went away by itself', async () => {
    const track = new FakeTrack();
    const { camera } = await open(track);
    const ends: { code: string }[] = [];
    camera.onEnded((error) => ends.push(error));
    track.end();
    track.dispatchEvent(new Event('ended'));
    expect(ends.map((e) => e.code)).toEqual(['camera-ended']);
  });

  it.each([
    ['user', true],
    ['environment', false],
    [undefined, true],
  ])('facing %s: mirrored by wish %s', async (facing, facesUser) => {
    expect((await open(new FakeTrack(facing))).camera.facesUser).toBe(facesUser);
  });

  it('given up while the question was open: the stream that comes late is stopped', async () => {
    const [track, control] = [new FakeTrack(), new AbortController()];
    world({
      getUserMedia: async () => {
        control.abort(new Error('gone'));
        return fakeStream(track);
      },
    });
    await expect(openCamera({}, control.signal)).rejects.toThrow('gone');
    expect(track.readyState).toBe('ended');
  });
});
