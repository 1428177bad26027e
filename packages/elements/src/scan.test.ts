import type { CaptureState, TryOnState } from '@carmine/session';
import { expect, test, vi } from 'vitest';
import type { SessionController } from './controller.ts';
import { Scan } from './scan.ts';
import type { Speech } from './voice.ts';
import { captureKey } from './words/capture.ts';

const at = (capture: Partial<CaptureState> | null): TryOnState =>
  ({ source: 'camera', capture }) as unknown as TryOnState;
const guiding = (hint: CaptureState['hint']): TryOnState => at({ stage: 'guiding', hint });

/** After a reading; null: without a match. */
const matched = (fits: string | null): TryOnState =>
  ({
    ...at(null),
    phase: 'live',
    match: fits === null ? null : { query: fits ? { fits } : {} },
  }) as unknown as TryOnState;

/** A scanner beside a session that notes how it is asked. */
const scanner = (state: TryOnState = at(null)) => {
  const said: string[] = [];
  const asked: { guided?: boolean; preset?: string; match?: object; signal?: AbortSignal }[] = [];
  const speech: Speech = {
    synthesis: {
      getVoices: () => [{ lang: 'en-GB', localService: true } as SpeechSynthesisVoice],
      speak: (u) => void said.push(u.text),
      cancel: vi.fn(),
    },
    utter: (text) => ({ text }) as SpeechSynthesisUtterance,
  };
  const tryOn = {
    state,
    onCapture: () => () => {},
    analyze: (options: (typeof asked)[number]) => {
      asked.push(options);
      return new Promise<void>((_, reject) =>
        options.signal?.addEventListener('abort', () => reject(options.signal!.reason)),
      );
    },
  };
  const controller = {
    state,
    tryOn,
    run: (wish: (t: typeof tryOn) => Promise<void>) => wish(tryOn).catch(() => null),
  };
  const element = { addController: () => {}, requestUpdate: () => {} };
  const scan = new Scan(
    element as never,
    {
      controller: controller as unknown as SessionController,
      options: () => ({ preset: 'strict', guided: true }),
      sells: (sku) => sku === 'FD-01',
      text: (key) => key,
      language: () => 'en',
      say: () => {},
    },
    speech,
  );
  return { scan, said, asked, speech };
};

test('what is written is the instruction, or what happens now', () => {
  expect(captureKey({ stage: 'guiding', hint: 'turn-left' })).toBe('capture.turn-left');
  expect(captureKey({ stage: 'guiding', hint: null })).toBe('capture.wait');
  expect(captureKey({ stage: 'ready', hint: null })).toBe('capture.ready');
  expect(captureKey({ stage: 'reading', hint: null })).toBe('capture.reading');
});

test('speaks each instruction once, only when the voice is on, and stops with the capture', () => {
  const { scan, said, speech } = scanner(guiding('come-closer'));
  scan.follow(guiding('come-closer'));
  expect(said).toEqual([]);
  scan.speak(true);
  expect(said).toEqual(['capture.come-closer']);
  scan.follow(guiding('come-closer'));
  scan.follow(guiding('turn-left'));
  expect(said).toEqual(['capture.come-closer', 'capture.turn-left']);
  const before = vi.mocked(speech.synthesis.cancel).mock.calls.length;
  scan.follow(at(null));
  expect(vi.mocked(speech.synthesis.cancel).mock.calls.length).toBe(before + 1);
});

test.each([
  ['camera', true, 'strict'],
  ['head', true, 'lenient'],
  ['photo', false, 'strict'],
  ['video', false, 'strict'],
] as const)('a reading of a %s is guided: %s, and %s', async (source, guided, preset) => {
  const { scan, asked } = scanner({ ...at(null), source });
  const done = scan.run();
  expect(asked[0]).toMatchObject({ guided, preset });
  scan.cancel();
  await done;
});

test('cancelled, and ended by a newer reading', async () => {
  const { scan, asked } = scanner();
  const [first, second] = [scan.run(), scan.run()];
  expect(asked.map((a) => a.signal?.aborted)).toEqual([true, false]);
  scan.cancel();
  expect(asked[1]!.signal?.aborted).toBe(true);
  await Promise.all([first, second]);
});

test.each([
  ['the next reading knows it', [matched('FD-01')], { fits: 'FD-01' }],
  ['also after a reading that a gate stopped', [matched('FD-01'), matched(null)], { fits: 'FD-01' }],
  ['taken back, it is gone', [matched('FD-01'), matched('')], undefined],
  ['a shade that is sold no more is not told', [matched('FD-99')], undefined],
  ['another source is another face', [matched('FD-01'), { ...at(null), phase: 'loading' }], undefined],
] as const)('a shade that fits: %s', async (_, states, wanted) => {
  const { scan, asked } = scanner();
  for (const state of states) scan.follow(state as TryOnState);
  const done = scan.run();
  expect(asked[0]!.match).toEqual(wanted);
  scan.cancel();
  await done;
});
