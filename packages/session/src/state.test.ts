import { describe, expect, it } from 'vitest';
import { initialState, mayFollow, PHASES, STATE_TABLE, sourceReset } from './state.ts';
import type { Phase, TryOnState } from './types.ts';

const keys = Object.keys(STATE_TABLE) as (keyof TryOnState)[];

describe('state table', () => {
  it.each(keys)('%s: its initial value is valid', (key) => {
    const row = STATE_TABLE[key] as { initial: unknown; valid: (v: never) => boolean };
    expect(row.valid(row.initial as never)).toBe(true);
    expect(initialState()[key]).toBe(row.initial);
  });

  it('forgets with a source what belongs to it and keeps what the user chose', () => {
    const reset = sourceReset();
    expect(Object.keys(reset)).toEqual(keys.filter((key) => STATE_TABLE[key].perSource));
    for (const kept of ['look', 'compare', 'backend'] as const) expect(reset).not.toHaveProperty(kept);
    for (const gone of ['report', 'match', 'face', 'error'] as const) expect(reset).toHaveProperty(gone);
  });
});

describe('phases', () => {
  const phases = Object.keys(PHASES) as Phase[];

  it.each(phases)('%s: every phase but closed can be closed, and closed is for good', (phase) => {
    expect(mayFollow(phase, 'closed')).toBe(true);
    expect(mayFollow('closed', phase)).toBe(phase === 'closed');
  });

  it.each(phases.filter((p) => p !== 'closed'))('%s: a new source may be tried', (phase) => {
    expect(mayFollow(phase, 'loading')).toBe(true);
  });

  it('shows no picture that was not loaded', () => {
    expect(mayFollow('idle', 'live')).toBe(false);
    expect(mayFollow('idle', 'still')).toBe(false);
  });
});
