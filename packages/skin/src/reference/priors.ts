import { CarmineError } from '@carmine/errors';
import type { SkinReport, Triple } from '../types.ts';
import type { Belief } from './fuse.ts';
import type { RememberedSkin, ShadeReference } from './types.ts';

/** A remembered reading is forgotten after this, ms (skin.md 5.6, mode 5). */
export const REMEMBERED_FOR = 30 * 24 * 3600 * 1000;
/** SD in L*, a*, b* by which skin itself wanders in REMEMBERED_FOR: sun, season, the time of the day (skin.md 10: a* 1-3). */
const DRIFT: Triple = [2.5, 1.5, 1.5];
/** Two readings share cameras and light: the bias both have never averages out. Share of the variance that is its own
 *  (skin.md 5.1: a floor of 70 % of the systematic part). */
const SHARED = 0.7;

const refuse = (field: string, message: string): never => {
  throw new CarmineError('invalid-argument', {
    message: `reference.${field}: ${message}`,
    details: { field: `reference.${field}` },
  });
};

const isLab = (lab: readonly number[] | undefined): boolean =>
  lab?.length === 3 && lab.every(Number.isFinite) && lab[0]! > 0 && lab[0]! < 100;

/** The shade as a belief: its Lab, its sigma on the diagonal. Throws `invalid-argument`. */
export const shadeBelief = ({ lab, sigma }: ShadeReference): Belief => {
  if (!isLab(lab)) refuse('shade.lab', 'three numbers L*, a*, b* are needed');
  const each = typeof sigma === 'number' ? [sigma, sigma, sigma] : sigma;
  if (!(each?.length === 3 && each.every((s) => Number.isFinite(s) && s >= 0.3 && s <= 30)))
    refuse('shade.sigma', 'a standard deviation of 0.3..30 (one, or three) is needed');
  return { lab, cov: diagonal(each.map((s) => s * s)) };
};

/** The remembered reading as a belief at `now`: its variance grows with age; null when it is older than REMEMBERED_FOR or from
 *  the future. Throws `invalid-argument`. Pure. */
export const rememberedBelief = (remembered: RememberedSkin, now: number): Belief | null => {
  const { version, lab, cov, at } = remembered;
  if (
    version !== 1 ||
    !isLab(lab) ||
    cov?.length !== 9 ||
    !cov.every(Number.isFinite) ||
    !Number.isFinite(at)
  )
    refuse('remembered', 'it is no remembered reading of version 1');
  if (![0, 4, 8].every((i) => cov[i]! > 0)) refuse('remembered.cov', 'variances must be positive');
  const age = (now - at) / REMEMBERED_FOR;
  if (!(age >= 0 && age < 1)) return null;
  // The weight falls to nothing at the end of the month, so that forgetting is no jump.
  const fade = 1 / ((1 - SHARED) * (1 - age));
  const drift = diagonal(DRIFT.map((d) => d * d * age));
  return { lab, cov: cov.map((v, i) => v * fade + drift[i]!) };
};

/** What to keep of a report for the next one; null when it tells no colour or only doubts. `at` ms since 1970. */
export const rememberSkin = (report: SkinReport, at: number): RememberedSkin | null =>
  report.skin && report.skin.confidence !== 'abstain'
    ? { version: 1, lab: report.skin.lab, cov: report.skin.cov, at }
    : null;

const diagonal = ([a, b, c]: readonly number[]): number[] => [a!, 0, 0, 0, b!, 0, 0, 0, c!];
