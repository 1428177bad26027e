// The relative scale v0: mean and SD of the root of every measure, of the face and of its parts, over rendered skins of each
// lightness. The same people in every tone, their colour read by the shipped net as in the whole analysis: what its error does to
// a value is in the scale too (decision 0370). Synthetic, not people: a score of 50 means "the middle of our own drawings".
// `make-norms.ts [people]`, run by models/skin/train.sh; writes packages/skin/src/tables/norms.ts. Split over processes:
// `make-norms.ts 48 0/2 a.jsonl`, `make-norms.ts 48 1/2 b.jsonl` (a person a line; who is in the file already is not read again),
// then `make-norms.ts join a.jsonl b.jsonl`.
import { writeFileSync } from 'node:fs';
import type { ConditionMap } from '../../../packages/skin/src/measures/condition.ts';
import { FIND, MEASURE_IDS } from '../../../packages/skin/src/measures/index.ts';
import { scaled } from '../../../packages/skin/src/measures/measure.ts';
import type { ColourNet } from '../../../packages/skin/src/model/colour-net.ts';
import { openNet, readMap } from '../conditions/analyse.ts';
import { cameraOf } from '../conditions/cameras.ts';
import { person, TONE_IDS, TONES, type Tone } from '../conditions/people.ts';
import { type Photo, photograph } from '../conditions/rendered-skin.ts';
import { type Done, doShard, joined, type Shard, shardOf, WHOLE } from '../conditions/shards.ts';
import { GOOD_LIGHTS, USUAL_PX } from '../conditions/shots.ts';

const [FIRST_ARGUMENT = '48', ...REST] = process.argv.slice(2);
/** Seeds of people that no test draws. */
const FIRST = 50_000;
/** Poses within what passes the gates, degrees of yaw. */
const TURNS = [0, 4, -4] as const;
const target = new URL('../../../packages/skin/src/tables/norms.ts', import.meta.url);

const tones = [...TONE_IDS].sort((p, q) => TONES[p][0] - TONES[q][0]);

/** Half of the people are photographed by a camera that sharpens and packs: pictures come from files as well as from the mirror. */
const packed = (k: number): boolean => Math.floor(k / GOOD_LIGHTS.length) % 2 === 1;

const taken = (k: number, tone: Tone): Photo =>
  photograph(
    { lab: TONES[tone], recipe: person(FIRST + k) },
    {
      light: GOOD_LIGHTS[k % GOOD_LIGHTS.length]!,
      pxPerMm: USUAL_PX,
      noiseSeed: k + 1,
      yaw: TURNS[k % TURNS.length]!,
      exposure: 0.65 + 0.08 * (k % 3),
      ...(packed(k) ? { camera: cameraOf(FIRST + k) } : {}),
    },
  );

/** Roots of what is found in a map, by row of the table. */
const foundIn = (map: ConditionMap): Readonly<Record<string, number>> =>
  Object.fromEntries(
    MEASURE_IDS.flatMap((id) => {
      const { value, places } = FIND[id](map);
      const all = [[id, value], ...places.map((p) => [`${id}/${p.id}`, p.value])] as [string, number][];
      return all.filter(([, v]) => Number.isFinite(v)).map(([key, v]) => [key, scaled(id, v)] as const);
    }),
  );

interface Reading {
  /** L* as the net read it. */
  readonly lightness: number;
  readonly roots: Readonly<Record<string, number>>;
}

/** null: a gate refuses the picture, no score is told of it. */
const readingOf = async (net: ColourNet, k: number, tone: Tone): Promise<Reading | null> => {
  const map = await readMap(net, taken(k, tone));
  return map && { lightness: map.lightness, roots: foundIn(map) };
};

/** Each person in every tone, in the order of `tones`. */
const read = async (people: number, shard: Shard): Promise<Done<readonly (Reading | null)[]>[]> => {
  const net = await openNet();
  const done = await doShard(people, shard, async (k) => {
    const own: (Reading | null)[] = [];
    for (const tone of tones) own.push(await readingOf(net, k, tone));
    return own;
  });
  await net.close();
  return done;
};

const [part, file] = REST;
if (FIRST_ARGUMENT !== 'join' && part) {
  await read(Number(FIRST_ARGUMENT), shardOf(part, file));
  process.exit(0);
}
const everyone =
  FIRST_ARGUMENT === 'join'
    ? joined<readonly (Reading | null)[]>(REST)
    : await read(Number(FIRST_ARGUMENT), WHOLE);

/** Readings of each tone. Who is refused in one is left out of all: it is the same people on every tone. */
const readings: Reading[][] = tones.map(() => []);
for (const { job: k, result: own } of everyone) {
  if (own.some((r) => !r))
    console.log(`person ${k} left out: refused on ${tones.filter((_, i) => !own[i]).join(', ')}`);
  else for (const [i, r] of own.entries()) readings[i]!.push(r!);
}

const mean = (list: readonly number[]): number => list.reduce((s, v) => s + v, 0) / list.length;
const keys = [...new Set(readings.flat().flatMap((r) => Object.keys(r.roots)))];
const nodes = readings.map((list) => mean(list.map((r) => r.lightness)));

/** Half its own SD, half that of all tones: it is a property of the drawn people, and an estimate from few of them would only add noise. */
const rowOf = (key: string): string => {
  const lists = readings.map((list) => list.flatMap((r) => r.roots[key] ?? []));
  const means = lists.map(mean);
  const variance = lists.map(
    (list, i) => list.reduce((s, v) => s + (v - means[i]!) ** 2, 0) / Math.max(1, list.length - 1),
  );
  const shared = Math.sqrt(mean(variance));
  const own = means.map((m, i) => [m, Math.max(0.5 * (Math.sqrt(variance[i]!) + shared), 0.05)]);
  const rows = own.map((row) => `[${row.map((v) => Number(v.toPrecision(3))).join(', ')}]`);
  return `    '${key}': [${rows.join(', ')}],`;
};

writeFileSync(
  target,
  `// Generated by models/skin/norms/make-norms.ts (pnpm skin:train): do not edit.

/** Mean and SD of the root of each measure's value (of the face; after a stroke, of one part of it) over ${readings[0]!.length} rendered skins in
 *  each tone: the relative scale v0, not people. */
export const NORMS: {
  /** Diffuse L* of the tones as the net reads it, mean. */
  readonly nodes: readonly number[];
  readonly values: Readonly<Record<string, readonly (readonly [mu: number, sd: number])[]>>;
} = {
  nodes: [${nodes.map((l) => l.toFixed(1)).join(', ')}],
  values: {
${keys.map(rowOf).join('\n')}
  },
};
`,
);
