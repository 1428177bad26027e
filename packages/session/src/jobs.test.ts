import { describe, expect, it } from 'vitest';
import { Job, raceAbort } from './jobs.ts';
import { defer } from './signals.ts';

describe('Job', () => {
  it('gives the result and is then not running', async () => {
    const job = new Job('test');
    const run = job.run(async () => 7);
    expect(job.running).toBe(true);
    await expect(run).resolves.toBe(7);
    expect(job.running).toBe(false);
  });

  it('aborts the older run at once and discards its late result', async () => {
    const job = new Job('test');
    const late = defer<string>();
    const discarded: string[] = [];
    const first = job.run(() => late.promise, { discard: (value) => discarded.push(value) });
    const second = job.run(async () => 'new');
    await expect(first).rejects.toMatchObject({ code: 'aborted', details: { job: 'test' } });
    await expect(second).resolves.toBe('new');
    late.resolve('old');
    await late.promise;
    await Promise.resolve();
    expect(discarded).toEqual(['old']);
  });

  it('an older run that ends does not end the newer one', async () => {
    const job = new Job('test');
    const [a, b] = [defer<void>(), defer<void>()];
    const first = job.run(() => a.promise);
    const second = job.run(() => b.promise);
    a.resolve();
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    expect(job.running).toBe(true);
    b.resolve();
    await second;
    expect(job.running).toBe(false);
  });

  it.each(['aborted', 'closed'] as const)('end(%s) is the reason the caller gets', async (code) => {
    const job = new Job('test');
    const run = job.run(() => defer<void>().promise);
    job.end(code);
    job.end(code);
    await expect(run).rejects.toMatchObject({ code });
  });

  it('heeds the caller’s signal, before and during', async () => {
    const job = new Job('test');
    const control = new AbortController();
    const run = job.run(() => defer<void>().promise, { signal: control.signal });
    control.abort();
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    let started = false;
    const late = job.run(
      async () => {
        started = true;
      },
      { signal: control.signal },
    );
    await expect(late).rejects.toMatchObject({ code: 'aborted' });
    expect(started).toBe(false);
  });

  it('check() throws in a stale run, so that its work stops', async () => {
    const job = new Job('test');
    const gate = defer<void>();
    const steps: string[] = [];
    const first = job.run(async (run) => {
      await gate.promise;
      run.check();
      steps.push('went on');
    });
    job.end();
    gate.resolve();
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    await gate.promise;
    expect(steps).toEqual([]);
  });

  it('makes every rejection a typed error', async () => {
    const job = new Job('test');
    await expect(job.run(() => Promise.reject(new TypeError('boom')))).rejects.toMatchObject({
      name: 'CarmineError',
      code: 'internal',
      message: 'boom',
    });
  });
});

describe('raceAbort', () => {
  it('rejects with the reason and hands the late value over', async () => {
    const [late, control] = [defer<number>(), new AbortController()];
    const got: number[] = [];
    const race = raceAbort(late.promise, control.signal, (value) => got.push(value));
    control.abort(new Error('why'));
    await expect(race).rejects.toThrow('why');
    late.resolve(3);
    await late.promise;
    await Promise.resolve();
    expect(got).toEqual([3]);
  });
});
