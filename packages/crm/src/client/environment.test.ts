import { describe, expect, it } from 'vitest';
import { bandsOf, type Weather, watchEnvironment } from './environment.ts';
import type { Crm } from './types.ts';

const NOW = Date.UTC(2026, 10, 20, 9, 30);
const at = (ms: number): string => new Date(ms).toISOString();
const weather = (more: Partial<Weather> = {}): Weather => ({ uvIndex: 4, observedAt: at(NOW), ...more });
const bands = (more: Partial<Weather>) => bandsOf(weather(more), 'shop-weather', NOW);

describe('bands', () => {
  it.each([
    [2.4, 'low'],
    [2.5, 'moderate'],
    [5.4, 'moderate'],
    [5.5, 'high'],
    [8, 'very-high'],
    [10.4, 'very-high'],
    [11, 'extreme'],
    [undefined, 'unknown'],
    [Number.NaN, 'unknown'],
  ])('UV %s: %s', (uvIndex, band) => {
    const given = { humidity: 40, ...(uvIndex === undefined ? {} : { uvIndex }) };
    expect(bandsOf({ observedAt: at(NOW), ...given }, 'x', NOW)?.uvBand).toBe(band);
  });

  it.each([
    [29, 4, 'dry', 'cold'],
    [30, 5, 'comfortable', 'cool'],
    [60, 15, 'comfortable', 'mild'],
    [61, 22, 'humid', 'warm'],
    [99, 30, 'humid', 'hot'],
  ])('%i %% and %i degrees: %s, %s', (humidity, temperature, humid, temp) =>
    expect(bands({ humidity, temperature })).toMatchObject({ humidityBand: humid, tempBand: temp }),
  );

  it.each([
    ['too old', { observedAt: at(NOW - 3 * 3_600_000 - 1) }],
    ['from the future', { observedAt: at(NOW + 120_000) }],
    ['of no time', { observedAt: 'yesterday' }],
    ['empty', { uvIndex: Number.NaN }],
  ])('%s: no advice rests on it', (_, more) => expect(bands(more)).toBeNull());
});

const watched = (allowed: () => boolean = () => true) => {
  const told: unknown[] = [];
  const asked = { n: 0 };
  const state: { now: () => Promise<Weather> } = { now: async () => weather() };
  const emit = ((_: string, data: unknown) => ({ taken: told.push(data) > 0 })) as unknown as Crm['emit'];
  const read = () => {
    asked.n += 1;
    return state.now();
  };
  const look = watchEnvironment({ emit }, { name: 'shop-weather', read }, { allowed, now: () => NOW });
  return { told, asked, state, look };
};

describe('the weather of the host', () => {
  it('is told when a band changes, and not else', async () => {
    const { told, state, look } = watched();
    await look();
    state.now = async () => weather({ uvIndex: 4.4 });
    expect(await look()).toMatchObject({ uvBand: 'moderate' });
    state.now = async () => weather({ uvIndex: 9, city: '上海' });
    await look();
    expect(told).toMatchObject([{ uvBand: 'moderate' }, { uvBand: 'very-high', city: '上海' }]);
  });

  it('is not asked for without consent, and a provider that fails is nothing', async () => {
    const { told, asked, look } = watched(() => false);
    expect(await look()).toBeNull();
    expect(asked.n).toBe(0);
    const failing = watched();
    failing.state.now = () => Promise.reject(new Error('away'));
    expect(await failing.look()).toBeNull();
    expect([...told, ...failing.told]).toEqual([]);
  });

  it('consent that goes while it is read stops it', async () => {
    let yes = true;
    const { told, state, look } = watched(() => yes);
    state.now = async () => {
      yes = false;
      return weather();
    };
    expect(await look()).toBeNull();
    expect(told).toEqual([]);
  });
});
