import { PAIR_FIRST, PAIR_SECOND } from '../look/film-row.ts';
import { EDGE_THICKNESS } from '../model/constants.ts';
import type { FacingNodes } from './highlight-nodes.ts';
import { addPearl, metalTint } from './pearl-nodes.ts';
import { eachFilm, type FilmHere, type PixelNodes } from './pixel-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import { exp, float, max, min, mix, type Node, sqrt, vec3, vec4, When } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of `films` and `filmOver` in reference/wear.ts. */

interface FilmsInput {
  readonly worn: Node;
  readonly normal: Node;
  readonly facing: FacingNodes;
  readonly shading: Node;
}

/** Step 8: each film over what lies below it; also the squared transmittance of all, the finish on top and the pearls' light. */
export const filmsNode = (
  u: Uniforms,
  st: StatNodes,
  p: PixelNodes,
  { worn, normal, facing, shading }: FilmsInput,
) => {
  const through = vec3(1).toVar();
  const surface = vec4(1, 1, 0, 0.5).toVar();
  const extra = vec4(0.04, 0, 1, 0).toVar();
  const metal = float(0).toVar();
  const mirror = vec3(1).toVar();
  const pearl = vec3(0).toVar();
  const below = pairBelow([worn, through, pearl]);
  const most = float(0).toVar();
  const lay = ({ kind, amount, row }: FilmHere): void => {
    const b = row(1).toVar();
    const a = sqrt(b.xyz.mul(b.xyz).add(1)).toVar();
    const q = row(2).toVar();
    const pair = row(0).w;
    const full = amount.toVar();
    const share = float(1).toVar();
    // Only the lips are shared; the others need none of this in their loops.
    if (kind === 'lips') {
      When(pair.equal(PAIR_SECOND), () => {
        full.assign(max(p.lipAmount, 1e-6));
        share.assign(amount.div(full));
        below.swap();
      });
      When(pair.equal(PAIR_FIRST), () => {
        below.keep();
      });
    }
    const seen = filmOver({ a, b: b.xyz, q: q.xyz }, full, worn, through);
    const presence = min(full.mul(2), 1).mul(b.w).mul(share).toVar();
    surface.assign(mix(surface, row(3), presence));
    extra.assign(mix(extra, row(4), presence));
    if (p.has.pearl)
      When(u.hasPearl.greaterThan(0), () => {
        metal.assign(mix(metal, q.w, presence));
        metalTint(a, b.xyz, q.w, presence, mirror);
        pearl.mulAssign(seen);
        const flake = { colour: row(5).toVar(), glints: row(6).z.toVar() };
        const input = { ...flake, share: full.mul(b.w), facing, normal };
        addPearl(u, { ...input, light: st.light, pixel: p, shading }, pearl);
      });
    if (kind === 'lips')
      When(pair.equal(PAIR_SECOND), () => {
        below.mixFirst(share);
      });
  };
  eachFilm(u, p, (film) => {
    most.assign(max(most, film.amount));
    // Of the shapes round a place most do not lie on the pixel itself.
    if (film.kind === 'skin') When(film.amount.greaterThan(0), () => lay(film));
    else lay(film);
  });
  return {
    /** Largest amount of a film. */
    most,
    through,
    relief: surface.x,
    keep: surface.y,
    lobe: surface.z,
    alpha: surface.w,
    f0: extra.x,
    boost: extra.y,
    wet: extra.z,
    sheen: extra.w,
    metal,
    mirror,
    pearl,
  };
};

/** What lies below a pair, then the first of it: albedo, transmittance, pearl. */
const pairBelow = (layered: readonly Node[]) => {
  const kept = layered.map(() => vec3(0).toVar());
  return {
    keep: () => {
      layered.forEach((v, i) => {
        kept[i]!.assign(v);
      });
    },
    swap: () => {
      layered.forEach((v, i) => {
        const first = vec3(v).toVar();
        v.assign(kept[i]);
        kept[i]!.assign(first);
      });
    },
    mixFirst: (share: Node) => {
      layered.forEach((v, i) => {
        v.assign(mix(kept[i], v, share));
      });
    },
  };
};

/** One film over `worn`; gives the share of what lies below it that is still seen. */
const filmOver = (
  { a, b, q }: { readonly a: Node; readonly b: Node; readonly q: Node },
  amount: Node,
  worn: Node,
  through: Node,
): Node => {
  const thickness = mix(float(EDGE_THICKNESS), float(1), amount);
  const once = exp(q.mul(thickness).negate()).toVar();
  const twice = once.mul(once).toVar();
  const den = a
    .mul(twice.oneMinus())
    .add(b.mul(twice.add(1)))
    .toVar();
  const r0 = twice.oneMinus().div(den).toVar();
  const t = b.mul(once).mul(2).div(den).toVar();
  const square = t.mul(t).toVar();
  const t2 = mix(vec3(1), square, amount).toVar();
  worn.assign(mix(worn, r0.add(square.mul(worn).div(r0.mul(worn).oneMinus())), amount));
  through.mulAssign(t2);
  return t2.dot(vec3(1 / 3));
};
