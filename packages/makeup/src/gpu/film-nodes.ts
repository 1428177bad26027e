import { PAIR_FIRST, PAIR_SECOND } from '../look/film-row.ts';
import { EDGE_THICKNESS, PEARL_SHADE_LO } from '../model/constants.ts';
import type { FacingNodes } from './highlight-nodes.ts';
import { evenPearl, flakesLight, metalTint, pearlLit } from './pearl-nodes.ts';
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
export const filmsNode = (u: Uniforms, st: StatNodes, p: PixelNodes, input: FilmsInput) => {
  const { worn, facing } = input;
  const through = vec3(1).toVar();
  const pearl = vec3(0).toVar();
  const surface = vec4(1, 1, 0, 0.5).toVar();
  const extra = vec4(0.04, 0, 1, 0).toVar();
  const below = pairBelow(p.has.pearl ? [worn, through, pearl] : [worn, through]);
  const most = float(0).toVar();
  eachFilm(u, p, (film) => {
    most.assign(max(most, film.amount));
    layOver(p, film, below, ({ full, presence, b, q, optics }) => {
      const { r0, square, t2 } = optics;
      worn.assign(mix(worn, r0.add(square.mul(worn).div(r0.mul(worn).oneMinus())), full));
      through.mulAssign(t2);
      surface.assign(mix(surface, film.row(3), presence));
      extra.assign(mix(extra, film.row(4), presence));
      if (!p.has.pearl) return;
      pearl.mulAssign(seenThrough(t2));
      When(q.w.greaterThan(0), () => {
        pearl.addAssign(evenPearl(film.row(5).toVar(), q.w, facing).mul(full.mul(b.w)));
      });
    });
  });
  const { metal, mirror, flakes } = p.has.glint ? glintsNode(u, st, p, input) : NO_GLINTS;
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
    pearl: p.has.pearl ? pearl.add(flakes).mul(pearlLit(input.shading)) : pearl,
    metal,
    mirror,
  };
};

/** Share of what lies below a film that is still seen. */
const seenThrough = (t2: Node): Node => t2.dot(vec3(1 / 3));

const NO_GLINTS = { metal: float(0), mirror: vec3(1), flakes: vec3(0) };

/**
 * How the films glint: metal, and flakes one by one. A loop of its own over the same films, entered only where one of them does: in the loop of all
 * films a software driver pays for its code at every pixel, entered or not (decision 0406).
 */
const glintsNode = (
  u: Uniforms,
  st: StatNodes,
  p: PixelNodes,
  { normal, facing, shading }: FilmsInput,
): typeof NO_GLINTS => {
  const metal = float(0).toVar();
  const mirror = vec3(1).toVar();
  const flakes = vec3(0).toVar();
  When(p.glints, () => {
    const below = pairBelow([flakes]);
    eachFilm(u, p, (film) => {
      layOver(p, film, below, ({ full, presence, a, b, q, optics }) => {
        const own = film.row(6).z.toVar();
        metal.assign(mix(metal, own, presence));
        metalTint(a, b.xyz, own, presence, mirror);
        flakes.mulAssign(seenThrough(optics.t2));
        const colour = film.row(5).toVar();
        const single = q.w.oneMinus().toVar();
        const lit = shading.greaterThan(PEARL_SHADE_LO);
        When(
          single
            .mul(colour.dot(vec4(1, 1, 1, 0)))
            .greaterThan(0)
            .and(lit),
          () => {
            const input = { colour, single, facing, normal, light: st.light, pixel: p };
            flakes.addAssign(flakesLight(u, input).mul(full.mul(b.w)));
          },
        );
      });
    });
  });
  return { metal, mirror, flakes };
};

/** A film about to be laid. */
interface FilmLaid {
  /** Its amount; of the second of a pair, of both. */
  readonly full: Node;
  /** How much of its finish shows. */
  readonly presence: Node;
  readonly a: Node;
  /** Row 1 and 2, see FilmRow. */
  readonly b: Node;
  readonly q: Node;
  readonly optics: FilmOptics;
}

/** Lays a film where there is any of it; the second of a pair beside the first. */
const layOver = (
  p: PixelNodes,
  { kind, amount, row }: FilmHere,
  below: ReturnType<typeof pairBelow>,
  lay: (film: FilmLaid) => void,
): void => {
  const one = (full: Node, share: Node): void => {
    const b = row(1).toVar();
    const a = sqrt(b.xyz.mul(b.xyz).add(1)).toVar();
    const q = row(2).toVar();
    const presence = min(full.mul(2), 1).mul(b.w).mul(share).toVar();
    lay({ full, presence, a, b, q, optics: opticsOf({ a, b: b.xyz, q: q.xyz }, full) });
  };
  // Of the shapes round a place most do not lie on the pixel itself.
  if (kind === 'skin') When(amount.greaterThan(0), () => one(amount, float(1)));
  else if (kind === 'stroke') one(amount, float(1));
  else {
    const pair = row(0).w;
    const full = amount.toVar();
    const share = float(1).toVar();
    When(pair.equal(PAIR_SECOND), () => {
      full.assign(max(p.lipAmount, 1e-6));
      share.assign(amount.div(full));
      below.swap();
    });
    When(pair.equal(PAIR_FIRST), () => {
      below.keep();
    });
    one(full, share);
    When(pair.equal(PAIR_SECOND), () => {
      below.mixFirst(share);
    });
  }
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

/** A film's reflectance, squared transmittance, and that of as much of it as there is. */
interface FilmOptics {
  readonly r0: Node;
  readonly square: Node;
  readonly t2: Node;
}

const opticsOf = (
  { a, b, q }: { readonly a: Node; readonly b: Node; readonly q: Node },
  amount: Node,
): FilmOptics => {
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
  return { r0, square, t2: mix(vec3(1), square, amount).toVar() };
};
