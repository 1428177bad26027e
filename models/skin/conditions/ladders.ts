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

/** Values and scores of every measure on each step of a ladder, on one face. */
export interface Climb {
  readonly ladder: string;
  readonly own: MeasureId;
  readonly tone: Tone;
  readonly rows: readonly Readonly<Record<MeasureId, { readonly value: number; readonly score: number }>>[];
}

/** Colour is read by the net as in the whole analysis; throws where a gate refuses a step. */
export const climb = async (
  net: ColourNet,
  ladder: (typeof LADDERS)[number],
  { tone, seed }: { readonly tone: Tone; readonly seed: number },
): Promise<Climb> => {
  const rows: Climb['rows'][number][] = [];
  for (const step of STEPS) {
    const skin = { lab: TONES[tone], recipe: { ...person(seed), ...ladder.at(step) } };
    const shot = { light: 'studio', pxPerMm: USUAL_PX, noiseSeed: 100 + step } as const;
    const map = await readMap(net, photograph(skin, shot));
    if (!map) throw new Error(`${ladder.name} on ${tone}: step ${step} is refused`);
    rows.push(
      Object.fromEntries(
        MEASURE_IDS.map((id) => {
          const { value, score } = toMeasure(id, FIND[id](map), { map, doubt: 1 });
          return [id, { value: value ?? Number.NaN, score: score ?? Number.NaN }];
        }),
      ) as Climb['rows'][number],
    );
  }
  return { ladder: ladder.name, own: ladder.own, tone, rows };
};

/** Steps at which the value fell: a ladder must never step back. */
export const backwards = ({ own, rows }: Climb): number =>
  rows.filter((row, i) => i > 0 && row[own].value < rows[i - 1]![own].value).length;

/** Score points that another measure moves for each point of the ladder's own, from step 0 to step 3, all the faces of a ladder together: a face on
 *  which the layer hardly shows weighs by what it shows. */
export const leak = (climbs: readonly Climb[], other: MeasureId): number => {
  const moved = ({ rows }: Climb, id: MeasureId): number => rows[0]![id].score - rows[3]![id].score;
  const sum = (of: (climb: Climb) => number): number => climbs.reduce((s, c) => s + of(c), 0);
  return (
    sum((c) => Math.abs(moved(c, other))) /
    Math.max(
      1,
      sum((c) => moved(c, c.own)),
    )
  );
};
