import { bySurface } from './chromophores.ts';
import type { ConditionMap } from './condition.ts';
import { soft } from './places.ts';

/** Light of the surface that comes and goes over a few millimetres, as a share of white, and how far blood and pigment vary there where no mark
 *  is, ln and OD; standard deviations (docs/decisions/0296). */
const SURFACE = 0.001;
const BLOOD = 0.03;
const PIGMENT = 0.05;
/** Share of a texel's noise that the narrowest search for marks leaves. */
const GRAIN = 0.36;
/** What a texel is held against, mm. */
const AROUND_MM = 6;

/** The map as marks are sought in. A little less light of the surface makes deep skin brown and red at once, and passes for a mark: each axis gives
 *  off what the other, where it stands out, says of the surface (linear least squares). A spot is brown alone, a red mark is red alone;
 *  on light skin the surface moves neither, and nothing changes. */
export const withoutSurface = (map: ConditionMap): ConditionMap => {
  const { projection, own, noise } = map;
  const mel = SURFACE * bySurface(projection.mel, own);
  const hb = SURFACE * bySurface(projection.hb, own);
  const share = (other: number, calm: number, grain: number): number =>
    Math.max(0, (mel * hb) / (other ** 2 + calm ** 2 + (GRAIN * grain) ** 2));
  return {
    ...map,
    mel: less(map, ['mel', 'hb'], share(hb, BLOOD, noise.hb)),
    hb: less(map, ['hb', 'mel'], share(mel, PIGMENT, noise.mel)),
  };
};

/** One plane less a share of what another holds beyond its surroundings. */
const less = (
  map: ConditionMap,
  [plane, other]: readonly ['mel', 'hb'] | readonly ['hb', 'mel'],
  share: number,
): Float32Array => {
  const around = soft(map, other, AROUND_MM);
  const over = map[other];
  const out = map[plane].slice();
  for (let i = 0; i < out.length; i++) if (map.ok[i]) out[i]! -= share * Math.max(0, over[i]! - around[i]!);
  return out;
};
