import type { WireDataMap } from '../contract/schemas.ts';
import type { Crm } from './types.ts';

type Bands = WireDataMap['environment.changed'];

/** What a host's weather service says of a city. The SDK asks nobody by itself. */
export interface Weather {
  /** UV index (WHO). */
  readonly uvIndex?: number;
  /** Relative humidity, %. */
  readonly humidity?: number;
  /** Degrees C. */
  readonly temperature?: number;
  /** Never a place more exact. */
  readonly city?: string;
  /** RFC 3339, UTC. */
  readonly observedAt: string;
}

export interface EnvironmentProvider {
  readonly name: string;
  read(): Promise<Weather>;
}

/** ms after which a weather is no weather any more. */
const STALE = 3 * 3_600_000;

type Step<B> = readonly [below: number, band: B];

const bandOf = <B extends string>(value: number | undefined, steps: readonly Step<B>[]): B | 'unknown' =>
  value === undefined || !Number.isFinite(value)
    ? 'unknown'
    : (steps.find(([below]) => value < below)?.[1] ?? steps.at(-1)![1]);

/** Exposure categories of the Global Solar UV Index (WHO 2002), of the index as it is told, rounded. */
const UV: readonly Step<Exclude<Bands['uvBand'], 'unknown'>>[] = [
  [3, 'low'],
  [6, 'moderate'],
  [8, 'high'],
  [11, 'very-high'],
  [Number.POSITIVE_INFINITY, 'extreme'],
];
/** Of indoor comfort: 30 to 60 % (ASHRAE 55's usual range). */
const HUMIDITY: readonly Step<Exclude<Bands['humidityBand'], 'unknown'>>[] = [
  [30, 'dry'],
  [60.001, 'comfortable'],
  [Number.POSITIVE_INFINITY, 'humid'],
];
/** Our own: as people dress. */
const TEMPERATURE: readonly Step<Exclude<Bands['tempBand'], 'unknown'>>[] = [
  [5, 'cold'],
  [15, 'cool'],
  [22, 'mild'],
  [30, 'warm'],
  [Number.POSITIVE_INFINITY, 'hot'],
];

/** A weather in bands; null for one that is too old, from the future, or says nothing: no advice rests on it. */
export const bandsOf = (weather: Weather, provider: string, now: number): Bands | null => {
  const age = now - Date.parse(weather.observedAt);
  if (!(age >= -60_000 && age <= STALE)) return null;
  const { uvIndex, humidity, temperature, city } = weather;
  const bands = {
    uvBand: bandOf(uvIndex === undefined ? undefined : Math.round(uvIndex), UV),
    humidityBand: bandOf(humidity, HUMIDITY),
    tempBand: bandOf(temperature, TEMPERATURE),
  };
  if (Object.values(bands).every((band) => band === 'unknown')) return null;
  return { ...bands, ...(city ? { city } : {}), provider, observedAt: weather.observedAt };
};

/** Reads the host's weather when it is called and tells `environment.changed` when a band is another than told before. A provider that fails, or is
 *  too old, tells nothing; without `location_coarse` it is not even asked. Returns the bands now, or null. */
export const watchEnvironment = (
  crm: Pick<Crm, 'emit'>,
  provider: EnvironmentProvider,
  { allowed, now = Date.now }: { readonly allowed: () => boolean; readonly now?: () => number },
): (() => Promise<Bands | null>) => {
  let told = '';
  return async () => {
    if (!allowed()) return null;
    const weather = await provider.read().catch(() => null);
    const bands = weather && bandsOf(weather, provider.name, now());
    if (!bands || !allowed()) return null;
    const { uvBand, humidityBand, tempBand, city } = bands;
    const key = [uvBand, humidityBand, tempBand, city].join();
    if (key !== told && crm.emit('environment.changed', bands).taken) told = key;
    return bands;
  };
};
