import { afterEach, expect, test, vi } from 'vitest';
import { createSkinAnalyzer } from './create-analyzer.ts';

afterEach(() => vi.unstubAllGlobals());

test('an analyser that is given up while it starts lets its worker go: comlink would keep it for good', async () => {
  const heard: string[] = [];
  let terminated = 0;
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      postMessage({ type }: { type: string }): void {
        heard.push(type);
      }
      terminate(): void {
        terminated++;
      }
    },
  );
  const gone = new AbortController();
  const made = createSkinAnalyzer({
    assetBase: 'https://shop.example/assets/',
    worker: 'worker',
    signal: gone.signal,
  });
  gone.abort();
  await expect(made).rejects.toMatchObject({ code: 'aborted' });
  // Comlink's word to an endpoint whose proxy is let go.
  expect([terminated, heard.filter((type) => type === 'RELEASE').length]).toEqual([1, 1]);
});
