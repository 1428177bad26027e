import { CarmineError } from '@carmine/errors';
import type { RenderHost } from '@carmine/makeup';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Core } from './core.ts';
import { RendererKeeper } from './renderer-keeper.ts';
import type { Show } from './show.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const DEAD = new CarmineError('worker-failed', { message: 'The render worker stopped.' });

/** A session with a renderer that answers as long as it lives; `starts`: what each later start gives, the last one again. */
const keeperOf = (starts: readonly ('draws' | 'fails')[] = ['draws']) => {
  const told = { events: [] as string[], lost: 0, givenUp: [] as CarmineError[], renewed: [] as unknown[] };
  const asked: RenderHost[] = [];
  let [alive, canvases, made] = [true, 0, 0];
  const newHost = (): RenderHost => {
    const host = {
      number: made,
      ping: () => {
        asked.push(host as unknown as RenderHost);
        return alive ? Promise.resolve() : new Promise<void>(() => {});
      },
    };
    return host as unknown as RenderHost;
  };
  const parts = {
    host: newHost() as RenderHost | null,
    renewHost: () => {
      canvases++;
      parts.host = null;
    },
    loadHost: async () => {
      const how = starts[Math.min(made++, starts.length - 1)];
      if (how === 'fails') throw new CarmineError('gpu-unavailable');
      alive = true;
      parts.host = newHost();
      keeper.watch();
      return parts.host;
    },
  };
  const counts = { read: 0, shown: 0, skipped: 0 };
  const renew = async (host: RenderHost) => void told.renewed.push(host);
  let show: Show | null = { kind: 'camera', counts, renew } as unknown as Show;
  const keeper = new RendererKeeper(
    { parts, events: { emit: (name: string) => told.events.push(name) } } as unknown as Core,
    {
      show: () => show,
      onLost: () => told.lost++,
      onGivenUp: (error) => told.givenUp.push(error),
    },
  );
  keeper.watch();
  return {
    keeper,
    parts,
    counts,
    told,
    asked,
    die: () => {
      alive = false;
    },
    leave: () => {
      show = null;
    },
    canvases: () => canvases,
    made: () => made,
  };
};

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('RendererKeeper', () => {
  it('a worker that stopped is replaced: another canvas, the same show', async () => {
    const { keeper, told, canvases, parts } = keeperOf();
    expect(keeper.failed(DEAD)).toBe(true);
    expect(keeper.failed(new CarmineError('internal'))).toBe(true);
    await pass(100);
    expect([canvases(), told.lost, told.events]).toEqual([1, 1, ['sdk.error']]);
    expect(told.renewed).toEqual([parts.host]);
    expect(told.givenUp).toEqual([]);
  });

  it('one that was killed without a word is noticed after a minute, and replaced', async () => {
    const { told, die } = keeperOf();
    await pass(120_000);
    expect(told.events).toEqual([]);
    die();
    await pass(60_000);
    expect(told.events).toEqual([]);
    await pass(30_000);
    expect([told.events, told.renewed.length]).toEqual([['sdk.error'], 1]);
    await pass(120_000);
    expect(told.renewed).toHaveLength(1);
  });

  it('asks nobody while pictures come', async () => {
    const { asked, counts, die, told } = keeperOf();
    die();
    for (let i = 0; i < 30; i++) {
      counts.shown += 2;
      await pass(5000);
    }
    expect([asked.length, told.events.length]).toEqual([0, 0]);
    await pass(90_000);
    expect(told.renewed).toHaveLength(1);
  });

  it('asks nobody while the page is hidden, where workers may sleep', async () => {
    const { keeper, told, asked, die } = keeperOf();
    keeper.setPaused(true);
    die();
    await pass(600_000);
    expect([asked.length, told.events.length]).toEqual([0, 0]);
    keeper.setPaused(false);
    await pass(90_000);
    expect(told.renewed).toHaveLength(1);
  });

  it('waits longer before each further start, and gives up after three with the reason', async () => {
    const { keeper, told, canvases, made } = keeperOf(['fails']);
    keeper.failed(DEAD);
    await pass(10);
    expect(made()).toBe(1);
    await pass(900);
    expect(made()).toBe(1);
    await pass(100);
    expect(made()).toBe(2);
    await pass(4000);
    expect(made()).toBe(3);
    await pass(60_000);
    expect(told.givenUp).toMatchObject([{ code: 'gpu-unavailable' }]);
    expect([made(), canvases(), told.events.length]).toEqual([3, 4, 1]);
  });

  it('one that comes back and dies again and again is given up; one that worked well for long begins anew', async () => {
    const { keeper, told } = keeperOf();
    for (let i = 0; i < 3; i++) {
      expect(keeper.failed(DEAD)).toBe(true);
      await pass(5000);
    }
    expect(keeper.failed(DEAD)).toBe(false);
    expect(told.renewed).toHaveLength(3);
    await pass(301_000);
    expect(keeper.failed(DEAD)).toBe(true);
    await pass(100);
    expect(told.renewed).toHaveLength(4);
  });

  it('a context that does not come back is replaced with its renderer; one that does is left alone', async () => {
    const { keeper, told } = keeperOf();
    for (let i = 0; i < 5; i++) {
      keeper.context('lost');
      await pass(20_000);
      keeper.context('restored');
    }
    await pass(60_000);
    expect(told.events).toEqual([]);
    keeper.context('lost');
    await pass(29_000);
    expect(told.events).toEqual([]);
    await pass(2000);
    expect([told.events, told.renewed.length]).toEqual([['sdk.error'], 1]);
    await pass(120_000);
    expect(told.renewed).toHaveLength(1);
  });

  it('a context that is lost while the page is hidden has its time once the page is seen', async () => {
    const { keeper, told } = keeperOf();
    keeper.context('lost');
    keeper.setPaused(true);
    await pass(600_000);
    expect(told.events).toEqual([]);
    keeper.setPaused(false);
    await pass(31_000);
    expect(told.renewed).toHaveLength(1);
  });

  it('a context that never comes back on any canvas ends with the reason', async () => {
    const { keeper, told } = keeperOf();
    for (let i = 0; i < 4; i++) {
      keeper.context('lost');
      await pass(40_000);
    }
    expect(told.renewed).toHaveLength(3);
    expect(told.givenUp).toMatchObject([{ code: 'gpu-unavailable' }]);
  });

  it.each(['invalid-argument', 'gpu-lost', 'aborted', 'image-too-large'] as const)(
    '%s is no fault of the renderer',
    (code) => {
      const { keeper, told } = keeperOf();
      expect(keeper.failed(new CarmineError(code))).toBe(false);
      expect(told.lost).toBe(0);
    },
  );

  it('with nothing shown no renderer is made; close() ends the watch', async () => {
    const { keeper, told, made, leave, die } = keeperOf();
    leave();
    keeper.failed(DEAD);
    await pass(100);
    expect([made(), told.renewed.length, told.givenUp.length]).toEqual([0, 0, 0]);
    die();
    keeper.close();
    keeper.close();
    await pass(600_000);
    expect(told.events).toEqual(['sdk.error']);
  });
});
