import { CarmineError } from '@carmine/errors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraWatch } from './camera-watch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A camera that gives `rate` frames with every question; `heals`: the way by which it gives them anew, `absent`: those that are none here. */
const watched = ({ heals = 0, absent = [] as number[], refuses = null as CarmineError | null } = {}) => {
  const camera = { rate: 20, read: 0, tried: [0, 0] };
  const failed: CarmineError[] = [];
  const watch = new CameraWatch({
    read: async () => {
      camera.read += camera.rate;
      return camera.read;
    },
    ways: [0, 1].map((way) => async () => {
      if (absent.includes(way)) return false;
      camera.tried[way]!++;
      if (refuses && way === 1) throw refuses;
      if (heals === way) camera.rate = 20;
      return true;
    }),
    onFailed: (error) => failed.push(error),
  });
  return { watch, camera, failed };
};

describe('CameraWatch', () => {
  it('leaves a camera alone that gives nothing while every worker lives', async () => {
    const { camera, failed } = watched();
    camera.rate = 0;
    await pass(600_000);
    expect([camera.tried, failed]).toEqual([[0, 0], []]);
  });

  it('leaves one alone that goes on after the end of a worker, however slowly, and forgets the doubt', async () => {
    const { watch, camera } = watched();
    camera.rate = 1;
    watch.doubt();
    await pass(20_000);
    camera.rate = 0;
    await pass(600_000);
    expect(camera.tried).toEqual([0, 0]);
  });

  it('takes the first way when one gives nothing after the end of a worker, and begins with it the next time too', async () => {
    const { watch, camera, failed } = watched();
    await pass(5000);
    camera.rate = 0;
    watch.doubt();
    await pass(3000);
    expect(camera.tried).toEqual([0, 0]);
    await pass(3000);
    expect(camera.tried).toEqual([1, 0]);
    await pass(60_000);
    camera.rate = 0;
    watch.doubt();
    await pass(6000);
    expect([camera.tried, failed]).toEqual([[2, 0], []]);
  });

  it.each([
    ['brings nothing', { heals: 1 }, [1, 1]],
    ['is none here', { heals: 1, absent: [0] }, [0, 1]],
  ])('takes the second where the first %s', async (_, how, tried) => {
    const { watch, camera, failed } = watched(how);
    camera.rate = 0;
    watch.doubt();
    await pass(60_000);
    expect([camera.tried, failed]).toEqual([tried, []]);
  });

  it('frames read before the end of the worker do not end the doubt', async () => {
    const { watch, camera } = watched();
    await pass(9000);
    watch.doubt();
    camera.read += 100;
    camera.rate = 0;
    await pass(8000);
    expect(camera.tried).toEqual([1, 0]);
  });

  it('says why once when no way brings any', async () => {
    const { watch, camera, failed } = watched({ heals: -1 });
    camera.rate = 0;
    watch.doubt();
    await pass(30_000);
    expect([camera.tried, failed.length]).toEqual([[1, 1], 0]);
    await pass(60_000);
    expect([camera.tried, failed]).toMatchObject([[1, 1], [{ code: 'camera-ended' }]]);
  });

  it('says why when it cannot be opened again', async () => {
    const { watch, camera, failed } = watched({ heals: -1, refuses: new CarmineError('camera-busy') });
    camera.rate = 0;
    watch.doubt();
    await pass(60_000);
    expect([camera.tried, failed]).toMatchObject([[1, 1], [{ code: 'camera-busy' }]]);
  });

  it('does nothing while the page is hidden, nor after close()', async () => {
    const { watch, camera, failed } = watched();
    camera.rate = 0;
    watch.doubt();
    watch.setPaused(true);
    await pass(600_000);
    expect(camera.tried).toEqual([0, 0]);
    watch.setPaused(false);
    watch.close();
    watch.close();
    await pass(600_000);
    expect([camera.tried, failed]).toEqual([[0, 0], []]);
  });
});
