import type { CarmineEvent } from '@carmine/crm';
import type { WireDataMap } from '@carmine/crm/contract';
import type { TryOnState } from '@carmine/session';

type Complaint = WireDataMap['complaint.opened'];

/** What the mirror knew of a shade when it was last worn in this visit: numbers only, no picture. */
export interface Tried {
  readonly sku: string;
  /** The try-on session, as its events name it. */
  readonly session: string;
  /** When it was put on, ISO 8601. */
  readonly at: string;
  readonly light: NonNullable<Complaint['light']> | null;
  readonly predicted: NonNullable<Complaint['predicted']> | null;
}

/** Shades remembered of a visit. */
const MOST = 12;

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** What the match said of a shade. */
const predictedOf = ({ match }: Pick<TryOnState, 'match'>, sku: string): Tried['predicted'] => {
  const found = match?.matches.find((m) => m.sku === sku);
  if (!match || !found) return null;
  return {
    dE00: hundredths(found.dE00),
    pWithin2: hundredths(found.pWithin2),
    confidence: match.abstained ? 'abstain' : match.skin.confidence,
  };
};

/** A shade was put on: it is the newest of what was tried. */
export const afterEvent = (
  tried: readonly Tried[],
  event: CarmineEvent,
  state: TryOnState | null,
): readonly Tried[] => {
  if (event.type !== 'com.carmine.shade.applied.v1') return tried;
  const { sku } = event.data as { sku: string };
  const known = tried.find((t) => t.sku === sku);
  const now: Tried = {
    sku,
    session: event.sessionid,
    at: event.time,
    light: state?.light ?? known?.light ?? null,
    predicted: (state && predictedOf(state, sku)) ?? known?.predicted ?? null,
  };
  return [now, ...tried.filter((t) => t.sku !== sku)].slice(0, MOST);
};

/** The picture tells more while a shade is worn: its light, and a match that knows it. The same list when it tells nothing new. */
export const afterState = (tried: readonly Tried[], state: TryOnState | null): readonly Tried[] => {
  if (!state) return tried;
  const next = tried.map((t, i) => {
    const light = i === 0 && state.light ? state.light : t.light;
    const predicted = predictedOf(state, t.sku) ?? t.predicted;
    return light === t.light && JSON.stringify(predicted) === JSON.stringify(t.predicted)
      ? t
      : { ...t, light, predicted };
  });
  return next.some((t, i) => t !== tried[i]) ? next : tried;
};
