import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileName } from '../file-name.ts';
import { filmSize, placeIn } from './film-size.ts';
import { endingOf, recordingFormat } from './format.ts';
import { Stopwatch } from './stopwatch.ts';

afterEach(() => vi.unstubAllGlobals());

describe('filmSize', () => {
  it.each([
    ['its own', { width: 1280, height: 720 }, { width: 1280, height: 720 }],
    ['even', { width: 601, height: 799 }, { width: 602, height: 800 }],
    ['Full HD at most', { width: 4000, height: 3000 }, { width: 1920, height: 1440 }],
    ['upright too', { width: 2160, height: 3840 }, { width: 1080, height: 1920 }],
    ['never nothing', { width: 1, height: 1 }, { width: 2, height: 2 }],
  ])('%s', (_, given, want) => {
    expect(filmSize(given)).toEqual(want);
  });

  it('a picture of another shape lies whole in the middle', () => {
    expect(placeIn({ width: 1280, height: 720 }, { width: 640, height: 360 })).toEqual([0, 0, 1280, 720]);
    expect(placeIn({ width: 1280, height: 720 }, { width: 2560, height: 720 })).toEqual([0, 180, 1280, 360]);
  });
});

describe('recordingFormat', () => {
  const browser = (types: readonly string[] | null, capture = true) => {
    vi.stubGlobal(
      'MediaRecorder',
      types ? { isTypeSupported: (type: string) => types.some((t) => type.startsWith(t)) } : undefined,
    );
    vi.stubGlobal('HTMLCanvasElement', class {});
    if (capture) Object.assign(HTMLCanvasElement.prototype, { captureStream: () => {} });
  };

  it.each([
    ['MP4 first', ['video/mp4', 'video/webm'], 'mp4'],
    ['WebM where there is no H.264', ['video/webm'], 'webm'],
  ])('%s', (_, types, ending) => {
    browser(types);
    expect(endingOf(recordingFormat())).toBe(ending);
  });

  it.each([
    ['no MediaRecorder', null, true],
    ['no format', [], true],
    ['no captureStream', ['video/webm'], false],
  ] as const)('%s: recording-unsupported', (_, types, capture) => {
    browser(types, capture);
    expect(recordingFormat).toThrow(expect.objectContaining({ code: 'recording-unsupported' }));
  });
});

describe('Stopwatch', () => {
  it('stands still while paused', () => {
    let now = 1000;
    const watch = new Stopwatch(() => now);
    now = 3000;
    watch.setPaused(true);
    watch.setPaused(true);
    now = 9000;
    expect(watch.elapsed).toBe(2000);
    watch.setPaused(false);
    now = 9500;
    expect(watch.elapsed).toBe(2500);
  });
});

it('files are named by the clock on the wall', () => {
  expect(fileName('mp4', new Date(2026, 2, 1, 9, 5, 7))).toBe('carmine-2026-03-01-090507.mp4');
});
