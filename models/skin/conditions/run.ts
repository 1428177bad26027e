// K2 to K4 and drift with melanin on rendered faces, with `detection` the F1 by size too (`pnpm skin:conditions [people] [detection]`):
// writes models/skin/CONDITIONS.md and packages/skin/src/tables/repeat.ts. Simulated: one head, six tones, no people.
import { writeFileSync } from 'node:fs';
import { openNet } from './analyse.ts';
import { type Climb, climb, LADDER_TONES, LADDERS } from './ladders.ts';
import { repeats } from './repeats.ts';
import { shortfalls } from './shortfalls.ts';
import { detectionTable, driftTable, ladderTable, leakTable, repeatFile, repeatTable } from './tables.ts';

const PEOPLE = Number(process.argv[2] ?? 4);
const DETECTION = process.argv[3] === 'detection';
/** People whom neither the scale nor the tuning of the detectors has drawn. */
const FIRST = 9000;

const sections: string[] = [
  `# Measures on rendered faces

Simulated, all of it: one synthetic head, six tones, drawn skins; no people. \`pnpm skin:conditions ${PEOPLE}\` writes this file. 2.6 px/mm,
the median of the photographs at hand, where nothing else is said.`,
];
/** Written after each part: the whole run takes many minutes. */
const add = (text: string): void => {
  sections.push(text);
  writeFileSync(new URL('../CONDITIONS.md', import.meta.url), `${sections.join('\n\n')}\n`);
};

const net = await openNet();
const taken = await repeats(net, PEOPLE, FIRST);
writeFileSync(new URL('../../../packages/skin/src/tables/repeat.ts', import.meta.url), repeatFile(taken));
add(`## Repeat (K2)

Whole analysis with the colour net: ${PEOPLE} people in six tones; a burst of two frames, and the same face in two more lights and
poses. Wanted: ICC(3,1) of .85 and more, SEM of 5 points and less.

${repeatTable(taken)}`);
add(`## Drift with melanin

The same people in six tones: correlation of each score with L* over all faces, and within a person. Wanted: |r| of .1 and less.

${driftTable(taken)}`);
const climbs: Climb[] = [];
for (const ladder of LADDERS)
  for (const [i, tone] of LADDER_TONES.entries())
    climbs.push(await climb(net, ladder, { tone, seed: FIRST + 100 + i }));
await net.close();
add(`## Ladders (K3)

One layer from none to plainly visible in five steps, everything else as it is; another person in each of ${LADDER_TONES.length} tones, colour read by the net. Wanted: Spearman of .97
and more, no step back.

${ladderTable(climbs)}`);
add(`## Cross-talk (K4)

Points that another score moves for each point of the layer's own, from the first step to the fourth, mean of the same ${LADDER_TONES.length} faces. Wanted:
15 % and less.

${leakTable(climbs)}`);
add(`## Short of the targets

${shortfalls(taken, climbs)}`);
if (DETECTION)
  add(`## What a picture shows

F1 of marks by their diameter and of lines (within 1 mm), by px of the picture per mm.

${detectionTable()}`);
else
  add(
    'F1 of marks and lines by px/mm (`pnpm skin:conditions 4 detection` adds the table, in ten times the time): decision 0170.',
  );
