import type { ConditionMap } from '../../../packages/skin/src/measures/condition.ts';
import { FIND, MEASURE_IDS } from '../../../packages/skin/src/measures/index.ts';
import { toMeasure } from '../../../packages/skin/src/measures/measure.ts';
import type { ColourNet } from '../../../packages/skin/src/model/colour-net.ts';
import type { SkinRecipe } from '../../../packages/skin/src/testing/skin-layers.ts';
import type { MeasureId } from '../../../packages/skin/src/types.ts';
import { readMap } from './analyse.ts';
import { person, TONES, type Tone } from './people.ts';
import { photograph } from './rendered-skin.ts';
import { USUAL_PX } from './shots.ts';

/** One layer from none (0) to plainly visible (4); the measure it belongs to. */
export const LADDERS: readonly {
  readonly name: string;
  readonly own: MeasureId;
  readonly at: (step: number) => Partial<SkinRecipe>;
}[] = [
  { name: 'flush', own: 'redness', at: (s) => ({ flush: 0.22 * s }) },
  { name: 'pigment spots', own: 'spots', at: (s) => ({ spots: 7 * s, spotStrength: 0.4 }) },
  {
    name: 'patches of tone',
    own: 'evenness',
    at: (s) => ({ patches: 0.02 + 0.04 * s, mottle: 0.06 + 0.06 * s }),
  },
  { name: 'lines', own: 'lines', at: (s) => ({ lines: 10, lineStrength: 0.06 * s }) },
  { name: 'pores', own: 'pores', at: (s) => ({ pores: 0.14 * s }) },
  { name: 'oil', own: 'shine', at: (s) => ({ oil: 0.05 * s, oilArea: 0.6 }) },
  { name: 'under the eyes', own: 'dark-circles', at: (s) => ({ underEye: 0.25 * s }) },
  { name: 'red marks', own: 'blemishes', at: (s) => ({ marks: 6 * s, markStrength: 0.6 }) },
  { name: 'lips', own: 'lips', at: (s) => ({ lipMottle: 0.12 * s, lipLines: 0.1 * s }) },
];

/** Tones on which the ladders are climbed. */
export const LADDER_TONES: readonly Tone[] = ['very-light', 'light', 'tan', 'brown', 'dark'];

export const STEPS = [0, 1, 2, 3, 4] as const;

type Told = Readonly<Record<MeasureId, { readonly value: number; readonly score: number }>>;

/** Values and scores of every measure on each step of a ladder, on one face. */
export interface Climb {
  readonly ladder: string;
  readonly own: MeasureId;
  readonly tone: Tone;
  readonly rows: readonly Told[];
  /** Points that each score falls from the first step to the fourth, mean of pictures that differ in nothing but the layer. */
  readonly moved: Readonly<Record<MeasureId, number>>;
}

/** Pairs of pictures that a leak is read from: a single pair tells how one picture differs from the next, too, which is a repeat error (K2). */
const PAIRS = 3;

/** Colour is read by the net as in the whole analysis; throws where a gate refuses a step. */
export const climb = async (
  net: ColourNet,
  ladder: (typeof LADDERS)[number],
  { tone, seed }: { readonly tone: Tone; readonly seed: number },
): Promise<Climb> => {
  const at = async (step: number, noiseSeed: number): Promise<Told> => {
    const skin = { lab: TONES[tone], recipe: { ...person(seed), ...ladder.at(step) } };
    const map = await readMap(net, photograph(skin, { light: 'studio', pxPerMm: USUAL_PX, noiseSeed }));
    if (!map) throw new Error(`${ladder.name} on ${tone}: step ${step} is refused`);
    return tell(map);
  };
  const rows: Told[] = [];
  for (const step of STEPS) rows.push(await at(step, 100 + step));
  const moved = Object.fromEntries(MEASURE_IDS.map((id) => [id, 0])) as Record<MeasureId, number>;
  for (let pair = 0; pair < PAIRS; pair++) {
    const [none, plain] = [await at(0, 200 + pair), await at(3, 200 + pair)];
    for (const id of MEASURE_IDS) moved[id] += (none[id].score - plain[id].score) / PAIRS;
  }
  return { ladder: ladder.name, own: ladder.own, tone, rows, moved };
};

/** Every measure of one picture. */
const tell = (map: ConditionMap): Told =>
  Object.fromEntries(
    MEASURE_IDS.map((id) => {
      const { value, score } = toMeasure(id, FIND[id](map), { map, doubt: 1 });
      return [id, { value: value ?? Number.NaN, score: score ?? Number.NaN }];
    }),
  ) as Told;

/** Steps at which the value fell: a ladder must never step back. */
export const backwards = ({ own, rows }: Climb): number =>
  rows.filter((row, i) => i > 0 && row[own].value < rows[i - 1]![own].value).length;

/** Score points that another measure moves for each point of the ladder's own, from step 0 to step 3, all the faces of a ladder together: a face on
 *  which the layer hardly shows weighs by what it shows. */
export const leak = (climbs: readonly Climb[], other: MeasureId): number => {
  const sum = (of: (climb: Climb) => number): number => climbs.reduce((s, c) => s + of(c), 0);
  return (
    sum((c) => Math.abs(c.moved[other])) /
    Math.max(
      1,
      sum((c) => c.moved[c.own]),
    )
  );
};
