// K2 to K4 and drift with melanin on rendered faces, with `detection` the F1 by size too (`pnpm skin:conditions [people] [detection]`):
// writes models/skin/CONDITIONS.md and packages/skin/src/tables/repeat.ts. Simulated: one head, six tones, no people.
// Every second person is taken by a camera that sharpens and packs, as for the scale (decision 0442).
// Split over processes: `run.ts 6 part 0/2 a.jsonl`, `run.ts 6 part 1/2 b.jsonl` (what is in the file already is not done again),
// then `run.ts 6 join a.jsonl b.jsonl`.
import { writeFileSync } from 'node:fs';
import type { ColourNet } from '../../../packages/skin/src/model/colour-net.ts';
import { openNet } from './analyse.ts';
import { type Climb, climb, LADDER_TONES, LADDERS } from './ladders.ts';
import { type Repeats, repeats } from './repeats.ts';
import { type Done, doShard, joined, type Shard, shardOf, WHOLE } from './shards.ts';
import { shortfalls } from './shortfalls.ts';
import { detectionTable, driftTable, ladderTable, leakTable, repeatFile, repeatTable } from './tables.ts';

const PEOPLE = Number(process.argv[2] ?? 4);
const [MODE = '', ...REST] = process.argv.slice(3);
/** People whom neither the scale nor the tuning of the detectors has drawn. */
const FIRST = 9000;

/** What one job of the run measures: a person's repeats, or a ladder on one face. */
interface Measured {
  readonly repeats?: readonly Repeats[];
  readonly climb?: Climb;
}
const JOBS: readonly ((net: ColourNet) => Promise<Measured>)[] = [
  ...Array.from({ length: PEOPLE }, (_, person) => async (net: ColourNet) => ({
    repeats: (await repeats(net, { person, first: FIRST, cameras: person % 2 === 1 })).map(told),
  })),
  ...LADDERS.flatMap((ladder) =>
    LADDER_TONES.map((tone, i) => async (net: ColourNet) => ({
      climb: await climb(net, ladder, { tone, seed: FIRST + 100 + i }),
    })),
  ),
];
/** Reports without their pictures. */
const told = (t: Repeats): Repeats => {
  const plain = (list: Repeats['burst']): Repeats['burst'] => JSON.parse(JSON.stringify(list));
  return { ...t, burst: plain(t.burst), relit: plain(t.relit) };
};

/** JSON has no NaN: what a ladder could not read comes back as null. */
const whole = (measured: Measured): Measured => {
  for (const found of measured.climb?.rows.flatMap((row) => Object.values(row)) ?? [])
    Object.assign(found, { value: found.value ?? Number.NaN, score: found.score ?? Number.NaN });
  const moved: Record<string, number | null> = measured.climb?.moved ?? {};
  for (const id of Object.keys(moved)) moved[id] ??= Number.NaN;
  return measured;
};
const work = async (shard: Shard): Promise<Done<Measured>[]> => {
  const net = await openNet();
  const done = await doShard(JOBS.length, shard, (job) => JOBS[job]!(net));
  await net.close();
  return done;
};

if (MODE === 'part') {
  await work(shardOf(REST[0]!, REST[1]));
  process.exit(0);
}
const done = (MODE === 'join' ? joined<Measured>(REST) : await work(WHOLE)).map((d) => whole(d.result));
const taken = done.flatMap((d) => d.repeats ?? []);
const climbs = done.flatMap((d) => d.climb ?? []);
if (done.length !== JOBS.length) throw new Error(`${done.length} of ${JOBS.length} jobs are done`);

const sections: string[] = [
  `# Measures on rendered faces

Simulated, all of it: one synthetic head, six tones, drawn skins; no people. \`pnpm skin:conditions ${PEOPLE}\` writes this file. 2.6 px/mm,
the median of the photographs at hand, where nothing else is said. Repeats and drift: every second person by a camera of their own that sharpens and packs, the others by one that does not.`,
];
const add = (text: string): void => {
  sections.push(text);
};

add(`## Repeat (K2)

Whole analysis with the colour net: ${PEOPLE} people in six tones; a burst of two frames, and the same face in two more lights and
poses. Wanted: ICC(3,1) of .85 and more, SEM of 5 points and less.

${repeatTable(taken)}`);
add(`## Drift with melanin

The same people in six tones: correlation of each score with L* over all faces, and within a person. Wanted: |r| of .1 and less.

${driftTable(taken)}`);
add(`## Ladders (K3)

One layer from none to plainly visible in five steps, everything else as it is; another person in each of ${LADDER_TONES.length} tones, colour read by the net. Wanted: Spearman of .97
and more, no step back.

${ladderTable(climbs)}`);
add(`## Cross-talk (K4)

Points that another score moves, whichever way, for each point of the layer's own, from the first step to the fourth: sums over the same ${LADDER_TONES.length} faces, of each the
mean of three pairs of pictures that differ in nothing but the layer. Wanted:
15 % and less.

${leakTable(climbs)}`);
add(`## Short of the targets

${shortfalls(taken, climbs)}`);
if (MODE === 'detection')
  add(`## What a picture shows

F1 of marks by their diameter and of lines (within 1 mm), by px of the picture per mm.

${detectionTable()}`);
else
  add(
    'F1 of marks and lines by px/mm (`pnpm skin:conditions 4 detection` adds the table, in ten times the time): decision 0170.',
  );

writeFileSync(new URL('../../../packages/skin/src/tables/repeat.ts', import.meta.url), repeatFile(taken));
const target = new URL('../CONDITIONS.md', import.meta.url);
writeFileSync(target, `${sections.join('\n\n')}\n`);
