import { describe, expect, it } from 'vitest';
import { Store } from './store.ts';

describe('Store', () => {
  it('makes a new frozen object for a change and none for an equal value', () => {
    const store = new Store({ a: 1, b: Number.NaN });
    const before = store.state;
    expect(store.set({ a: 1, b: Number.NaN })).toBe(false);
    expect(store.state).toBe(before);
    expect(store.set({ a: 2 })).toBe(true);
    expect(store.state).toEqual({ a: 2, b: Number.NaN });
    expect(Object.isFrozen(store.state)).toBe(true);
    expect(before.a).toBe(1);
  });

  it('tells every listener, even after one threw, and the same function subscribed twice twice', () => {
    const store = new Store({ a: 0 });
    const seen: number[] = [];
    const note = (s: { a: number }) => void seen.push(s.a);
    store.subscribe(() => {
      throw new Error('host fault');
    });
    const end = store.subscribe(note);
    store.subscribe(note);
    store.set({ a: 1 });
    expect(seen).toEqual([1, 1]);
    end();
    end();
    store.set({ a: 2 });
    expect(seen).toEqual([1, 1, 2]);
  });

  it('is silent after close, twice', () => {
    const store = new Store({ a: 0 });
    let calls = 0;
    store.subscribe(() => calls++);
    store.close();
    store.close();
    store.set({ a: 1 });
    expect(calls).toBe(0);
    expect(store.state.a).toBe(1);
  });
});
