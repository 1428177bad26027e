import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openJudge } from './capture/gate-client.ts';
import { openPainter } from './head-painter.ts';

// What judges on the page instead is of no account here, and takes seconds to load.
vi.mock('./capture/gate-judge.ts', () => ({ createJudge: () => ({}) }));

/** Comlink's word to an endpoint whose proxy is let go. */
const RELEASE = 'RELEASE';

class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  readonly heard: string[] = [];
  terminated = 0;
  constructor() {
    super();
    FakeWorker.made.push(this);
  }
  postMessage({ type }: { type: string }): void {
    this.heard.push(type);
  }
  terminate(): void {
    this.terminated++;
  }
  get released(): number {
    return this.heard.filter((type) => type === RELEASE).length;
  }
}

beforeEach(() => {
  FakeWorker.made = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

const ASSETS = 'https://shop.example/assets/';

test('a judge that is closed lets its worker go, once', () => {
  const judge = openJudge(ASSETS);
  judge.close();
  judge.close();
  const [worker] = FakeWorker.made;
  expect([worker!.terminated, worker!.released]).toEqual([1, 1]);
});

test("a judge's worker that fails is let go, and closing the judge ends it no second time", async () => {
  const judge = openJudge(ASSETS);
  const [worker] = FakeWorker.made;
  worker!.dispatchEvent(new Event('error', { cancelable: true }));
  // The page judges from here on: its code is loaded before the test may end.
  await vi.dynamicImportSettled();
  judge.close();
  expect([worker!.terminated, worker!.released]).toEqual([1, 1]);
});

test('a painter that is given up lets its worker go', async () => {
  const gone = new AbortController();
  const opening = openPainter(ASSETS, {} as Parameters<typeof openPainter>[1], gone.signal);
  gone.abort(new Error('stopped'));
  await expect(opening).rejects.toThrow('stopped');
  const [worker] = FakeWorker.made;
  expect([worker!.terminated, worker!.released]).toEqual([1, 1]);
});
