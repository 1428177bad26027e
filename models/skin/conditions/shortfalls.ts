import { MEASURE_IDS } from '../../../packages/skin/src/measures/index.ts';
import { backwards, type Climb, LADDERS } from './ladders.ts';
import type { Repeats } from './repeats.ts';
import { driftOf, leakOf, rankOf, relitOf } from './tables.ts';

/** Targets of skin.md 8 and its fairness gates. */
const SEM = 5;
const ICC = 0.85;
const DRIFT = 0.1;
const RANK = 0.97;
const LEAK = 0.15;

const listed = (what: string, names: readonly string[], all: number): string =>
  `- ${what}: ${names.length ? `${all - names.length} of ${all} within; not ${names.join(', ')}` : `all ${all}`}.`;

/** What falls short of the targets, by name: written by the numbers, so that nothing is left out. */
export const shortfalls = (taken: readonly Repeats[], climbs: readonly Climb[]): string => {
  const pairs = LADDERS.flatMap(({ name, own }) =>
    MEASURE_IDS.filter((id) => id !== own).map((id) => ({ name, id, leak: leakOf(climbs, name, id) })),
  );
  const relit = MEASURE_IDS.map((id) => ({ id, ...relitOf(taken, id) }));
  return [
    listed(
      `Relit SEM of ${SEM} points and less`,
      relit.filter((r) => r.sem > SEM).map((r) => `\`${r.id}\` (${r.sem.toFixed(1)})`),
      relit.length,
    ),
    listed(
      `Relit ICC of ${ICC} and more`,
      relit.filter((r) => r.icc < ICC).map((r) => `\`${r.id}\` (${r.icc.toFixed(2)})`),
      relit.length,
    ),
    listed(
      `Drift with melanin of |r| ${DRIFT} and less`,
      MEASURE_IDS.filter((id) => Math.abs(driftOf(taken, id)) > DRIFT).map(
        (id) => `\`${id}\` (${driftOf(taken, id).toFixed(2)})`,
      ),
      MEASURE_IDS.length,
    ),
    listed(
      `Ladders with a Spearman of ${RANK} and more and no step back`,
      climbs
        .filter((c) => rankOf(c) < RANK || backwards(c) > 0)
        .map((c) => `${c.ladder} on ${c.tone} (${rankOf(c).toFixed(2)})`),
      climbs.length,
    ),
    listed(
      `Leaks of ${100 * LEAK} % and less`,
      pairs
        .filter((p) => p.leak > LEAK)
        .map((p) => `${p.name} into \`${p.id}\` (${Math.round(100 * p.leak)} %)`),
      pairs.length,
    ),
  ].join('\n');
};
