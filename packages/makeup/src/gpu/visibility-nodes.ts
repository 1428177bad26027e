import { VISIBILITY_SIZE } from '@carmine/face';
import { VISIBLE_COLOUR, VISIBLE_HI, VISIBLE_LO, VISIBLE_TEXELS } from '../model/constants.ts';
import { loadClamped } from './surface-nodes.ts';
import {
  clamp,
  exp,
  Fn,
  float,
  int,
  ivec2,
  Loop,
  mix,
  type Node,
  smoothstep,
  textureLoad,
  vec2,
  When,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of reference/visibility.ts. `map`: the visibility map's texture node; `source`: the picture's. */

/** A point by one of the two transforms, rows as vec3. */
const placed = (rows: readonly [Node, Node], at: Node): Node =>
  vec2(rows[0].xy.dot(at).add(rows[0].z), rows[1].xy.dot(at).add(rows[1].z));

const texel = (map: Node, at: Node): Node =>
  textureLoad(map, ivec2(clamp(at.floor(), 0, VISIBILITY_SIZE - 1))).x;

const seenAt = (u: Uniforms, map: Node, px: Node): Node => {
  const at = placed(u.toMap, px).sub(0.5).toVar();
  const corner = at.floor().toVar();
  const f = at.sub(corner).toVar();
  const load = (dx: number, dy: number) => texel(map, corner.add(vec2(dx, dy)));
  return mix(mix(load(0, 0), load(1, 0), f.x), mix(load(0, 1), load(1, 1), f.x), f.y);
};

/** Twin of `lightAt` where there is a map. */
export const lightAt = (u: Uniforms, map: Node, px: Node): Node => {
  const seen = seenAt(u, map, px).toVar();
  return seen.mul(seen);
};

export const visibleAt = (u: Uniforms, map: Node, source: Node, px: Node): Node =>
  Fn(() => {
    const seen = float(1).toVar();
    When(u.hasVisibility.greaterThan(0), () => {
      const plain = seenAt(u, map, px).toVar();
      When(plain.greaterThan(0.02).and(plain.lessThan(0.98)), () => {
        plain.assign(guided(u, map, source, px));
      });
      seen.assign(smoothstep(float(VISIBLE_LO), float(VISIBLE_HI), plain));
    });
    return seen;
  })();

const guided = (u: Uniforms, map: Node, source: Node, px: Node): Node => {
  const own = loadClamped(source, px, u.size).xyz.toVar();
  const at = placed(u.toMap, px).toVar();
  const corner = at.floor().toVar();
  const sum = vec2(0).toVar();
  Loop({ start: int(0), end: int(9), name: 'v' }, ({ v }: Node) => {
    const offset = vec2(float(v.mod(int(3))), float(v.div(int(3)))).sub(1);
    const centre = corner.add(offset).add(0.5).toVar();
    const light = loadClamped(source, placed(u.toPicture, centre), u.size).xyz.sub(own).toVar();
    const way = centre.sub(at).toVar();
    const near = way.dot(way).div(VISIBLE_TEXELS ** 2);
    const like = light.dot(light).div(VISIBLE_COLOUR ** 2);
    const w = exp(near.add(like).mul(-0.5)).add(1e-6).toVar();
    sum.addAssign(vec2(texel(map, centre), 1).mul(w));
  });
  return sum.x.div(sum.y);
};
