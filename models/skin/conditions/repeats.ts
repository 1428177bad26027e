import type { ColourNet } from '../../../packages/skin/src/model/colour-net.ts';
import type { SkinReport } from '../../../packages/skin/src/types.ts';
import { analyse } from './analyse.ts';
import { cameraOf } from './cameras.ts';
import { person, TONE_IDS, TONES, type Tone } from './people.ts';
import { GOOD_LIGHTS, USUAL_PX } from './shots.ts';

/** Reports of one face: a burst of two under one light, then two more lights. */
export interface Repeats {
  readonly tone: Tone;
  readonly person: number;
  readonly burst: readonly SkinReport[];
  /** The first of the burst, and the same face under other lights and in slightly other poses. */
  readonly relit: readonly SkinReport[];
}

/** One person in every tone: repeats and rendered twins in one set. `cameras`: taken by a camera of the person's own. */
export const repeats = async (
  net: ColourNet,
  {
    person: k,
    first,
    cameras,
  }: { readonly person: number; readonly first: number; readonly cameras: boolean },
): Promise<Repeats[]> => {
  const out: Repeats[] = [];
  const recipe = person(first + k);
  const own = cameras ? { camera: cameraOf(first + k) } : {};
  for (const tone of TONE_IDS) {
    const take = (light: number, noiseSeed: number, yaw = 0): Promise<SkinReport> =>
      analyse(
        net,
        { lab: TONES[tone], recipe },
        {
          light: GOOD_LIGHTS[light]!,
          pxPerMm: USUAL_PX,
          noiseSeed,
          yaw,
          exposure: 0.65 + 0.08 * (noiseSeed % 3),
          ...own,
        },
      );
    const burst = [await take(0, 1), await take(0, 4)];
    const relit = [burst[0]!, await take(2, 11, 4), await take(4, 15, -4)];
    out.push({ tone, person: k, burst, relit });
  }
  return out;
};
