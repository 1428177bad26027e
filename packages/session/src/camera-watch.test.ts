import { CarmineError } from '@carmine/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraWatch } from './camera-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A camera that gives `rate` frames with every question; `heals`: opened again it gives them anew. */
const watched = ({ heals = true, refuses = null as CarmineError | null } = {}) => {
  const camera = { rate: 20, read: 0, opened: 0 };
  const failed: CarmineError[] = [];
  const watch = new CameraWatch({
    read: async () => {
      camera.read += camera.rate;
      return camera.read;
    },
    reopen: async () => {
      camera.opened++;
      if (refuses) throw refuses;
      if (heals) camera.rate = 20;
    },
    onFailed: (error) => failed.push(error),
  });
  return { watch, camera, failed };
};

describe('CameraWatch', () => {
  it('leaves a camera alone that gives nothing while every worker lives', async () => {
    const { camera, failed } = watched();
    camera.rate = 0;
    await pass(600_000);
    expect([camera.opened, failed]).toEqual([0, []]);
  });

  it('leaves one alone that goes on after the end of a worker, however slowly, and forgets the doubt', async () => {
    const { watch, camera } = watched();
    camera.rate = 1;
    watch.doubt();
    await pass(20_000);
    camera.rate = 0;
    await pass(600_000);
    expect(camera.opened).toBe(0);
  });

  it('opens one again that gives nothing after the end of a worker', async () => {
    const { watch, camera, failed } = watched();
    await pass(5000);
    camera.rate = 0;
    watch.doubt();
    await pass(3000);
    expect(camera.opened).toBe(0);
    await pass(3000);
    expect(camera.opened).toBe(1);
    await pass(60_000);
    camera.rate = 0;
    watch.doubt();
    await pass(6000);
    expect([camera.opened, failed]).toEqual([2, []]);
  });

  it('frames read before the end of the worker do not end the doubt', async () => {
    const { watch, camera } = watched();
    await pass(9000);
    watch.doubt();
    camera.read += 100;
    camera.rate = 0;
    await pass(8000);
    expect(camera.opened).toBe(1);
  });

  it('says why once when it gives nothing also after it was opened twice', async () => {
    const { watch, camera, failed } = watched({ heals: false });
    camera.rate = 0;
    watch.doubt();
    await pass(30_000);
    expect([camera.opened, failed.length]).toEqual([2, 0]);
    await pass(60_000);
    expect([camera.opened, failed]).toMatchObject([2, [{ code: 'camera-ended' }]]);
  });

  it('says why when it cannot be opened again', async () => {
    const { watch, camera, failed } = watched({ refuses: new CarmineError('camera-busy') });
    camera.rate = 0;
    watch.doubt();
    await pass(60_000);
    expect([camera.opened, failed]).toMatchObject([1, [{ code: 'camera-busy' }]]);
  });

  it('opens nothing while the page is hidden, nor after close()', async () => {
    const { watch, camera, failed } = watched();
    camera.rate = 0;
    watch.doubt();
    watch.setPaused(true);
    await pass(600_000);
    expect(camera.opened).toBe(0);
    watch.setPaused(false);
    watch.close();
    watch.close();
    await pass(600_000);
    expect([camera.opened, failed]).toEqual([0, []]);
  });
});
