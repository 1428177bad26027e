import { describe, expect, it } from 'vitest';
import type { Fault } from './checks.ts';
import { type Guidance, Guide } from './guide.ts';
import type { CaptureHint, GatePresetName } from './types.ts';

const warn = (hint: CaptureHint): Fault => ({ hint, level: 'warn' });
const block = (hint: CaptureHint): Fault => ({ hint, level: 'block' });

/** Plays faults to a guide on its own clock, 20 frames a second, and notes what it says. */
const play = (preset: GatePresetName = 'standard') => {
  const guide = new Guide(preset);
  let time = 1000;
  const run = (ms: number, faults: readonly Fault[], judged = true): Guidance[] => {
    const said: Guidance[] = [];
    for (const end = time + ms; time < end; time += 50) said.push(guide.take(time, faults, judged));
    return said;
  };
  const reset = (ms: number): void => {
    guide.reset();
    time += ms;
  };
  return { run, reset };
};
const last = (said: readonly Guidance[]): Guidance => said.at(-1)!;

describe('Guide', () => {
  it('asks for one thing, what bars a reading first, then in the order of the list', () => {
    const { run } = play();
    expect(last(run(50, [warn('hold-still'), warn('come-closer')])).hint).toBe('come-closer');
    expect(last(play().run(50, [warn('come-closer'), block('hold-still')])).hint).toBe('hold-still');
  });

  it('changes its mind only for what holds .6 s', () => {
    const { run } = play();
    run(1000, [warn('come-closer')]);
    expect(new Set(run(500, [warn('turn-left'), warn('one-face')]).map((g) => g.hint))).toEqual(
      new Set(['come-closer']),
    );
    run(100, [warn('come-closer')]);
    expect(new Set(run(550, [warn('turn-left')]).map((g) => g.hint))).toEqual(new Set(['come-closer']));
    expect(last(run(150, [warn('turn-left')])).hint).toBe('turn-left');
  });

  it('lets an instruction go that is followed, even when the next ones flicker', () => {
    const { run } = play();
    run(1000, [block('come-closer')]);
    for (let i = 0; i < 8; i++) {
      run(100, [block('turn-left')]);
      run(100, [block('hold-still')]);
    }
    expect(['turn-left', 'hold-still']).toContain(last(run(50, [block('turn-left')])).hint);
  });

  it('fires once all held for a moment, not before the gates were asked', () => {
    const { run } = play();
    expect(run(3000, [], false).some((g) => g.ready || g.fire)).toBe(false);
    const said = run(600, []);
    expect(said[0]).toMatchObject({ ready: true, fire: false, passed: 7, of: 7 });
    expect(said.findIndex((g) => g.fire)).toBe(10);
  });

  it('starts the moment anew when something comes between', () => {
    const { run } = play();
    run(400, []);
    run(50, [block('open-eyes')]);
    expect(run(450, []).some((g) => g.fire)).toBe(false);
    expect(last(run(200, [])).fire).toBe(true);
  });

  it.each([
    ['lenient', 700],
    ['standard', 6500],
  ] as const)('%s: advice alone is not waited for forever', (preset, ms) => {
    const { run } = play(preset);
    expect(last(run(ms, [warn('one-light')])).fire).toBe(true);
  });

  it('standard waits for advice a while; strict always; what bars a reading is waited for by all', () => {
    expect(
      play('standard')
        .run(4500, [warn('one-light')])
        .some((g) => g.fire),
    ).toBe(false);
    expect(
      play('strict')
        .run(60_000, [warn('one-light')])
        .some((g) => g.fire),
    ).toBe(false);
    expect(
      play('lenient')
        .run(60_000, [block('one-light')])
        .some((g) => g.fire),
    ).toBe(false);
  });

  it('begins anew when told: what was seen before the page was hidden says nothing', () => {
    const { run, reset } = play();
    run(450, []);
    reset(10_000);
    expect(run(450, []).some((g) => g.fire)).toBe(false);
    expect(last(run(100, [])).fire).toBe(true);
  });

  it('counts the steps that pass; without a face none', () => {
    expect(last(play().run(50, [block('find-face')])).passed).toBe(0);
    expect(last(play().run(50, [warn('turn-left'), warn('chin-up'), warn('more-light')])).passed).toBe(5);
  });
});
