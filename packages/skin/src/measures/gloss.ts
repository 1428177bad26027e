import type { ConditionMap } from './condition.ts';
import { soft } from './places.ts';

/** Width of the skin that gloss is seen against, mm. */
const AROUND_MM = 14;

const cache = new WeakMap<ConditionMap, Float32Array>();

/** Gloss of each seen texel beyond that of the skin around it, as a share of a white surface, as far as its red light is brighter too.
 *  Paler or less red skin looks like gloss to `map.gloss`, but hardly gains red; a brighter side of the face gains red, but keeps its
 *  colour. May be negative; kept. */
export const glossAbove = (map: ConditionMap): Float32Array => {
  const known = cache.get(map);
  if (known) return known;
  const [gloss, dark] = [soft(map, 'gloss', AROUND_MM), soft(map, 'dark', AROUND_MM)];
  const out = new Float32Array(map.seen.length);
  for (let i = 0; i < out.length; i++)
    if (map.seen[i])
      out[i] = Math.min(map.gloss[i]! - gloss[i]!, Math.exp(-map.dark[i]!) - Math.exp(-dark[i]!));
  cache.set(map, out);
  return out;
};
