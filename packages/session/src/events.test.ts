import { type CarmineEvent, createEventFactory } from '@carmine/crm';
import { describe, expect, it, vi } from 'vitest';
import { Events } from './events.ts';

const eventsOf = () => new Events(createEventFactory({ source: 'https://shop.example/' }));

describe('Events', () => {
  it('gives every listener the same frozen envelope, even after one threw', () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const events = eventsOf();
    const got: CarmineEvent[] = [];
    events.listen(() => {
      throw new Error('host fault');
    });
    const end = events.listen((event) => got.push(event));
    events.listen((event) => got.push(event));
    events.emit('session.started', { source: 'camera' });
    expect(got).toHaveLength(2);
    expect(got[0]).toBe(got[1]);
    expect(Object.isFrozen(got[0])).toBe(true);
    expect(got[0]).toMatchObject({
      specversion: '1.0',
      type: 'com.carmine.session.started.v1',
      source: 'https://shop.example/',
      data: { source: 'camera' },
    });
    expect(reported).toHaveBeenCalledTimes(1);
    end();
    events.emit('session.started', { source: 'photo' });
    expect(got).toHaveLength(3);
    vi.unstubAllGlobals();
  });

  it('an event that says more than the schema allows is never sent and stops nothing', () => {
    const events = eventsOf();
    const got: unknown[] = [];
    events.listen((event) => got.push(event));
    events.emit('session.started', { source: 'camera', landmarks: [1, 2] } as never);
    expect(got).toEqual([]);
  });

  it('is silent after close, twice', () => {
    const events = eventsOf();
    const got: unknown[] = [];
    events.listen((event) => got.push(event));
    events.close();
    events.close();
    events.emit('session.started', { source: 'camera' });
    expect(got).toEqual([]);
  });
});
