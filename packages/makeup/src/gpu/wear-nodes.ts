import { FILM_ROWS, PAIR_FIRST, PAIR_SECOND } from '../look/film-row.ts';
import {
  ALBEDO_MAX,
  ALBEDO_MIN,
  ALBEDO_STEP_LIP,
  ALBEDO_STEP_SKIN,
  EDGE_THICKNESS,
  LIP_ANCHOR_MAX,
  LIP_ANCHOR_MIN,
  METAL_BODY,
  RELIEF_MAX,
  RELIEF_MIN,
  SHADE_DEEP,
  SHADE_FROM,
  SHADE_TINT,
  SHADE_WARM,
  SHEEN_FROM,
  SHEEN_MOST,
  SHEEN_POWER,
  SHEEN_SCALE,
  TINT_MIN,
} from '../model/constants.ts';
import { type FacingNodes, lobe, pictureHighlight } from './highlight-nodes.ts';
import { surfaceNormal } from './normal-nodes.ts';
import { addPearl, metalTint } from './pearl-nodes.ts';
import { eachFilm, isWorn, type PixelNodes, readBands, readPixel, type WearTextures } from './pixel-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import { encode, luminance } from './surface-nodes.ts';
import {
  clamp,
  Discard,
  exp,
  Fn,
  float,
  If,
  int,
  Loop,
  log,
  max,
  min,
  mix,
  type Node,
  pow,
  smoothstep,
  tanh,
  vec2,
  vec3,
  vec4,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of reference/wear.ts, and the masks of reference/index.ts. */

/** The amount of one product, for `readMask`. */
export const maskNode = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): Node =>
  Fn(() => {
    const p = readPixel(u, st, t, px);
    const shown = float(0).toVar();
    const most = float(0).toVar();
    eachFilm(p, 'fm', (base) => {
      const amount = p.amount(base);
      most.assign(max(most, amount));
      If(u.films.element(base.add(int(7))).z.equal(u.shownMask), () => {
        shown.assign(max(shown, amount));
      });
    });
    Discard(isWorn(most).not());
    return vec4(vec3(shown), 1);
  })();

/** The made-up pixel, encoded. */
export const wearNode = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): Node =>
  Fn(() => {
    const p = readPixel(u, st, t, px);
    const { c, s } = p;
    const { fine, coarse } = readBands(u, t, px, p);
    const share = p.lipShare;

    const yFine = max(luminance(fine), 1e-4).toVar();
    const yCoarse = max(luminance(coarse), 1e-4).toVar();
    const lipAnchor = st.skinAnchor.mul(
      clamp(st.lipDiffuse.div(st.perioralMedian), LIP_ANCHOR_MIN, LIP_ANCHOR_MAX),
    );
    const anchor = mix(st.skinAnchor, lipAnchor, share).toVar();
    const stepSize = mix(float(ALBEDO_STEP_SKIN), float(ALBEDO_STEP_LIP), share);
    const delta = log(yFine.div(yCoarse)).toVar();
    const level = stepSize.mul(tanh(delta.div(stepSize))).toVar();
    const shading = yCoarse
      .mul(exp(delta.sub(level)))
      .div(anchor)
      .toVar();
    const own = c.sub(s).toVar();
    const yDiffuse = luminance(own).toVar();
    const tint = shadeTint(st, coarse, shading, share).toVar();
    const relief = clamp(yDiffuse.div(yFine), RELIEF_MIN, RELIEF_MAX).toVar();

    const albedo = clamp(fine.div(shading.mul(tint)), ALBEDO_MIN, ALBEDO_MAX).toVar();
    const worn = albedo.toVar();
    const { x: e, y: lift } = strongest(u, p);
    If(e.greaterThan(0), () => {
      const low = coarse.mul(anchor).div(tint.mul(yCoarse));
      const hue = max(fine, 1e-4).div(max(coarse, 1e-4)).div(yFine.div(yCoarse));
      const even = low.mul(exp(level.mul(e.mul(0.6).oneMinus()))).mul(pow(hue, vec3(e.oneMinus())));
      worn.assign(clamp(even, ALBEDO_MIN, ALBEDO_MAX));
    });

    const normal = surfaceNormal(u, p.lip, share, p.normal).toVar();
    const facing = lightOn(st, normal);
    const f = filmsNode(u, st, p, { worn, normal, facing, shading });

    const lifted = float(1).toVar();
    If(lift.greaterThan(0), () => {
      lifted.assign(pow(min(shading, 1), lift.negate()));
    });
    const { surface, extra, mirror, pearl } = f;
    const opacity = luminance(f.through).oneMinus().toVar();
    const rebuilt = tint.mul(shading.mul(lifted).mul(pow(relief, surface.x)));
    const body = mix(bodyShare(shading), float(1), share).toVar();
    const dark = f.metal.mul(METAL_BODY).oneMinus();
    const deep = worn.toVar();
    If(extra.z.notEqual(1), () => {
      deep.assign(pow(worn, vec3(extra.z)));
    });
    const bare = own.mul(lifted).toVar();
    const film = mix(bare.mul(deep).div(albedo), deep.mul(rebuilt), opacity);
    const out = mix(mix(bare, vec3(yDiffuse.mul(lifted)), opacity).mul(surface.y), film, body)
      .mul(dark)
      .toVar();
    const yNow = luminance(out).add(s).toVar();
    const lit = min(shading, 1.5).mul(relief).mul(relief).toVar();
    const gloss = s.mul(surface.y).toVar();
    If(extra.y.greaterThan(0), () => {
      gloss.addAssign(extra.y.mul(pictureHighlight(st, share, luminance(c), yNow)));
    });
    If(surface.z.greaterThan(0), () => {
      gloss.addAssign(surface.z.mul(lobe(facing, { alpha: surface.w, f0: extra.x }, share, st)).mul(lit));
    });
    const velvet = pow(max(normal.z.oneMinus(), 0), float(SHEEN_POWER)).mul(extra.w.mul(SHEEN_SCALE));
    out.addAssign(
      mirror
        .mul(gloss)
        .add(pearl.mul(lit))
        .add(velvet.mul(min(shading, 1.5))),
    );
    return vec4(encode(out.div(u.scale)), p.source.w);
  })();

const lightOn = (st: StatNodes, normal: Node): FacingNodes => {
  const half = st.light.add(vec3(0, 0, 1)).normalize();
  return {
    nh: clamp(normal.dot(half), 0, 1).toVar(),
    nl: clamp(normal.dot(st.light), 0, 1).toVar(),
  };
};

const shadeTint = (st: StatNodes, coarse: Node, shading: Node, share: Node): Node => {
  const own = coarse.div(max(st.skinColor, 1e-4)).toVar();
  const warm = clamp(own.x.div(max(own.y, 1e-4)).sub(1).mul(SHADE_WARM), 0, 1);
  const shade = smoothstep(float(SHADE_DEEP), float(SHADE_FROM), shading).oneMinus();
  const weight = warm.mul(SHADE_TINT).mul(shade).mul(share.oneMinus());
  const level = luminance(coarse).div(luminance(st.skinColor));
  return mix(vec3(1), clamp(own.div(level), TINT_MIN, 1 / TINT_MIN), weight);
};

const bodyShare = (shading: Node): Node => {
  const room = SHEEN_MOST - SHEEN_FROM;
  const over = max(shading.sub(SHEEN_FROM), 0);
  return min(shading, SHEEN_FROM)
    .add(exp(over.div(-room)).oneMinus().mul(room))
    .div(shading);
};

/** Strongest evening (x) and lift (y) of the films at the pixel: those have them come first. */
const strongest = (u: Uniforms, p: PixelNodes): Node => {
  const most = vec2(0).toVar();
  Loop({ start: int(0), end: min(p.to, u.evenTo), name: 'fe' }, ({ fe }: Node) => {
    const base = fe.mul(int(FILM_ROWS)).toVar();
    most.assign(max(most, u.films.element(base.add(int(6))).xy.mul(p.amount(base))));
  });
  return most;
};

interface FilmsInput {
  readonly worn: Node;
  readonly normal: Node;
  readonly facing: FacingNodes;
  readonly shading: Node;
}

/** Step 8: each film over what lies below it; also the squared transmittance of all, the finish on top and the pearls' light. */
const filmsNode = (
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
  const most = float(0).toVar();
  const below = pairBelow([worn, through, pearl]);
  eachFilm(p, 'fl', (base) => {
    const amount = p.amount(base);
    If(amount.greaterThan(0), () => {
      most.assign(max(most, amount));
      const row = (k: number) => u.films.element(base.add(int(k)));
      const a = row(0).xyz.toVar();
      const b = row(1).xyz.toVar();
      const q = row(2).toVar();
      const pair = row(7).w.toVar();
      const full = amount.toVar();
      const share = float(1).toVar();
      // Of two films that share the lips, the second lies on what is below the first, and takes its share from it.
      If(pair.equal(PAIR_SECOND), () => {
        full.assign(p.lipAmount);
        share.assign(amount.div(full));
        below.swap();
      }).ElseIf(pair.equal(PAIR_FIRST), () => {
        below.keep();
      });
      const seen = filmOver({ a, b, q }, full, worn, through);
      const presence = min(full.mul(2), 1).mul(q.w).mul(share).toVar();
      surface.assign(mix(surface, row(3), presence));
      extra.assign(mix(extra, row(4), presence));
      If(u.hasPearl.greaterThan(0), () => {
        const row6 = row(6).toVar();
        metal.assign(mix(metal, row6.w, presence));
        metalTint(a, b, row6.w, presence, mirror);
        pearl.mulAssign(seen);
        const input = { row5: row(5).toVar(), row6, share: full.mul(q.w), facing, normal };
        addPearl(u, { ...input, light: st.light, pixel: p, shading }, pearl);
      });
      If(pair.equal(PAIR_SECOND), () => {
        below.mixFirst(share);
      });
    });
  });
  Discard(isWorn(most).not());
  return { through, surface, extra, metal, mirror, pearl };
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
  const once = exp(q.xyz.mul(thickness).negate()).toVar();
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
