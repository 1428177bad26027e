import { deltaE2000, type Lab, labToLinear, linearToLab } from '@carmine/color';
import { median, quantile } from '../pixels/statistics.ts';
import { vectorsAt } from './chromophores.ts';
import type { ConditionMap } from './condition.ts';
import { labelOf } from './condition.ts';
import { FACE, type Finding, NOTHING_SEEN, type PlaceValue, seenIn, valuesAt } from './places.ts';

/** Shadow beyond the smooth fall of the light that counts: the tear trough's part of it changes with the lamp. */
const SHADOW_SHARE = 0.5;
/** Quantile of blood that stands for skin that is not flushed. */
const CALM_QUANTILE = 0.4;

/** Changes of melanin OD, ln(blood) and ln(light) from the cheek to the skin under the eye. */
interface Change {
  readonly mel: number;
  readonly hb: number;
  readonly light: number;
}

interface Side extends PlaceValue {
  readonly pigment: number;
  readonly vascular: number;
  readonly shadow: number;
}

/** Under-eye contrast, dE00 between the skin under the eyes and the face's calm skin, as it would show on a middle tone; light from the cheeks just below. Its parts are the
 *  same with pigment, blood or shadow alone: what kind of darkness it is. Only darker and redder counts. */
export const darkCircles = (map: ConditionMap): Finding => {
  const calm = calmSkin(map);
  const sides = (['left', 'right'] as const).flatMap((side) => (calm && contrast(map, side, calm)) ?? []);
  if (!sides.length) return NOTHING_SEEN;
  const mean = (k: 'value' | 'pigment' | 'vascular' | 'shadow'): number =>
    sides.reduce((s, v) => s + v[k], 0) / sides.length;
  return {
    value: mean('value'),
    places: sides.map(({ id, value, texels }) => ({ id, value, texels })),
    parts: (['pigment', 'vascular', 'shadow'] as const).map((id) => ({ id, value: mean(id), unit: 'dE00' })),
    smallest: null,
  };
};

const contrast = (map: ConditionMap, side: 'left' | 'right', calm: Calm): Side | null => {
  const id = `under-eye-${side}` as const;
  const under = seenIn(map, id, map.ok);
  const cheek = upperCheek(map, side);
  if (!under || cheek.length < 30) return null;
  const middle = (values: Float32Array, list: Int32Array): number => median(valuesAt(values, list));
  const light = middle(map.shade, cheek);
  const change: Change = {
    mel: Math.max(0, middle(map.mel, under) - calm.mel),
    hb: Math.max(0, middle(map.hb, under) - calm.hb),
    light: SHADOW_SHARE * Math.min(0, middle(map.shade, under) - light),
  };
  const step = (by: Partial<Change>): number => deltaE2000(colourOf({}), colourOf(by));
  return {
    id,
    texels: under,
    value: step(change),
    pigment: step({ mel: change.mel }),
    vascular: step({ hb: change.hb }),
    shadow: step({ light: change.light }),
  };
};

interface Calm {
  readonly mel: number;
  readonly hb: number;
}

/** The face's own calm skin: a flushed cheek would hide the blood under the eye above it. */
const calmSkin = (map: ConditionMap): Calm | null => {
  const lists = FACE.flatMap((p) => seenIn(map, p, map.matte) ?? []);
  if (!lists.length) return null;
  const of = (plane: Float32Array): number[] => lists.flatMap((list) => [...valuesAt(plane, list, 5)]);
  return { mel: median(of(map.mel)), hb: quantile(of(map.hb), CALM_QUANTILE) };
};

const upperCheek = (map: ConditionMap, side: 'left' | 'right'): Int32Array => {
  const label = labelOf(`cheek-upper-${side}`);
  const found: number[] = [];
  for (let i = 0; i < map.ok.length; i++) if (map.ok[i] && map.labels[i] === label) found.push(i);
  return Int32Array.from(found);
};

/** The skin that a change is shown on, CIELAB: the same pigment, blood and shadow count the same on every tone, though they make less of a
 *  difference to the eye on deep skin. */
const SHOWN_ON: Lab = [60, 12, 17.5];

/** CIELAB of that skin with a change. */
const colourOf = ({ mel = 0, hb = 0, light = 0 }: Partial<Change>): Lab => {
  const [melVector, hbVector] = vectorsAt(SHOWN_ON[0]);
  const length = Math.hypot(...melVector);
  const bare = labToLinear(SHOWN_ON);
  const channel = (k: 0 | 1 | 2): number =>
    bare[k] * Math.exp(light - (melVector[k] / length) * mel - hbVector[k] * hb);
  return linearToLab([channel(0), channel(1), channel(2)]);
};
