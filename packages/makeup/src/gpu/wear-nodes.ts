import { PAIR_FIRST, PAIR_SECOND } from '../look/film-row.ts';
import {
  ALBEDO_MAX,
  ALBEDO_MIN,
  ALBEDO_STEP_LIP,
  ALBEDO_STEP_SKIN,
  EDGE_THICKNESS,
  LIP_ANCHOR_MAX,
  LIP_ANCHOR_MIN,
  METAL_BODY,
  MIN_AMOUNT,
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
import {
  eachFilm,
  type PixelNodes,
  readBands,
  readCover,
  readPixel,
  strongest,
  type WearTextures,
} from './pixel-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import { encode, luminance } from './surface-nodes.ts';
import {
  clamp,
  Discard,
  exp,
  Fn,
  float,
  int,
  log,
  max,
  min,
  mix,
  type Node,
  pow,
  select,
  smoothstep,
  tanh,
  vec2,
  vec3,
  vec4,
  When,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of reference/wear.ts, and the masks of reference/index.ts. */

/** The amount of one product, for `readMask`. */
export const maskNode = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): Node =>
  Fn(() => {
    const cover = readCover(u, t, px);
    const shown = float(0).toVar();
    const most = float(0).toVar();
    When(cover.mayWear, () => {
      eachFilm(readPixel(u, st, t, cover, px), 'm', (base, amount) => {
        most.assign(max(most, amount));
        const own = u.films.element(base.add(int(7))).z.equal(u.shownMask);
        shown.assign(max(shown, select(own, amount, float(0))));
      });
    });
    Discard(most.lessThan(MIN_AMOUNT));
    return vec4(vec3(shown), 1);
  })();

/** The made-up pixel, encoded. */
export const wearNode = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): Node =>
  Fn(() => {
    const cover = readCover(u, t, px);
    const result = vec4(0).toVar();
    const most = float(0).toVar();
    When(cover.mayWear, () => {
      const p = readPixel(u, st, t, cover, px);
      eachFilm(p, 'a', (_, amount) => {
        most.assign(max(most, amount));
      });
      When(most.greaterThanEqual(MIN_AMOUNT), () => {
        const bands = readBands(u, t, px, p);
        most.mulAssign(select(bands.known, float(1), float(0)));
        result.assign(vec4(encode(worn(u, st, p, bands).div(u.scale)), p.source.w));
      });
    });
    Discard(most.lessThan(MIN_AMOUNT));
    return result;
  })();

/** Light of a worn pixel, still free of the scene's: twin of `wear`, a formula in the reference's order. */
const worn = (
  u: Uniforms,
  st: StatNodes,
  p: PixelNodes,
  { fine, coarse }: { fine: Node; coarse: Node },
): Node => {
  const { c, s, lipShare: share } = p;
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
  const under = albedo.toVar();
  const { x: e, y: lift } = strongest(u, p);
  When(e.greaterThan(0), () => {
    const low = coarse.mul(anchor).div(tint.mul(yCoarse));
    const hue = max(fine, 1e-4).div(max(coarse, 1e-4)).div(yFine.div(yCoarse));
    const even = low.mul(exp(level.mul(e.mul(0.6).oneMinus()))).mul(pow(hue, vec3(e.oneMinus())));
    under.assign(clamp(even, ALBEDO_MIN, ALBEDO_MAX));
  });
  const surface = surfaceIn(u, st, p);
  const f = filmsNode(u, st, p, { worn: under, ...surface, shading });

  const lifted = float(1).toVar();
  When(lift.greaterThan(0), () => {
    lifted.assign(pow(min(shading, 1), lift.negate()));
  });
  const opacity = luminance(f.through).oneMinus().toVar();
  const rebuilt = tint.mul(shading.mul(lifted).mul(pow(relief, f.relief)));
  const body = mix(bodyShare(shading), float(1), share).toVar();
  const dark = f.metal.mul(METAL_BODY).oneMinus();
  const deep = under.toVar();
  When(f.wet.notEqual(1), () => {
    deep.assign(pow(under, vec3(f.wet)));
  });
  const bare = own.mul(lifted).toVar();
  const film = mix(bare.mul(deep).div(albedo), deep.mul(rebuilt), opacity);
  const out = mix(mix(bare, vec3(yDiffuse.mul(lifted)), opacity).mul(f.keep), film, body)
    .mul(dark)
    .toVar();
  const lit = min(shading, 1.5).mul(relief).mul(relief).toVar();
  const gloss = s.mul(f.keep).toVar();
  When(f.boost.greaterThan(0), () => {
    gloss.addAssign(f.boost.mul(pictureHighlight(st, share, luminance(c), luminance(out).add(s))));
  });
  When(f.lobe.greaterThan(0), () => {
    gloss.addAssign(f.lobe.mul(lobe(surface.facing, f, share, st)).mul(lit));
  });
  const velvet = float(0).toVar();
  When(f.sheen.greaterThan(0), () => {
    const grazing = pow(max(surface.normal.z.oneMinus(), 0), float(SHEEN_POWER));
    velvet.assign(grazing.mul(f.sheen.mul(SHEEN_SCALE)).mul(min(shading, 1.5)));
  });
  return out.add(f.mirror.mul(gloss)).add(f.pearl.mul(lit)).add(velvet);
};

/** The surface in the light, for looks that shine: its normal and the cosines. */
const surfaceIn = (u: Uniforms, st: StatNodes, p: PixelNodes): { normal: Node; facing: FacingNodes } => {
  const normal = vec3(0, 0, 1).toVar();
  const cosines = vec2(1).toVar();
  When(u.hasShine.greaterThan(0), () => {
    normal.assign(surfaceNormal(u, p.lip, p.lipShare, p.normal));
    const half = st.light.add(vec3(0, 0, 1)).normalize();
    cosines.assign(clamp(vec2(normal.dot(half), normal.dot(st.light)), 0, 1));
  });
  return { normal, facing: { nh: cosines.x, nl: cosines.y } };
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
  const below = pairBelow([worn, through, pearl]);
  const lay = (base: Node, amount: Node, kind: string): void => {
    const row = (k: number) => u.films.element(base.add(int(k)));
    const a = row(0).xyz.toVar();
    const b = row(1).xyz.toVar();
    const q = row(2).toVar();
    const pair = row(7).w.toVar();
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
    const seen = filmOver({ a, b, q }, full, worn, through);
    const presence = min(full.mul(2), 1).mul(q.w).mul(share).toVar();
    surface.assign(mix(surface, row(3), presence));
    extra.assign(mix(extra, row(4), presence));
    When(u.hasPearl.greaterThan(0), () => {
      const row6 = row(6).toVar();
      metal.assign(mix(metal, row6.w, presence));
      metalTint(a, b, row6.w, presence, mirror);
      pearl.mulAssign(seen);
      const input = { row5: row(5).toVar(), row6, share: full.mul(q.w), facing, normal };
      addPearl(u, { ...input, light: st.light, pixel: p, shading }, pearl);
    });
    if (kind === 'lips')
      When(pair.equal(PAIR_SECOND), () => {
        below.mixFirst(share);
      });
  };
  eachFilm(p, 'f', (base, amount, kind) => {
    // Of the shapes round a place most do not lie on the pixel itself.
    if (kind === 'skin') When(amount.greaterThan(0), () => lay(base, amount, kind));
    else lay(base, amount, kind);
  });
  return {
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
