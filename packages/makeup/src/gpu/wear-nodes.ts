import { LIP_GRID, SKIN_GRID } from '../geometry/face-geometry.ts';
import { LAYER_ROWS } from '../look/layer-table.ts';
import {
  ALBEDO_MAX,
  ALBEDO_MIN,
  ALBEDO_STEP_LIP,
  ALBEDO_STEP_SKIN,
  EDGE_THICKNESS,
  LIGHT_Y,
  LIGHT_Z,
  LIP_ANCHOR_MAX,
  LIP_ANCHOR_MIN,
  MIN_AMOUNT,
  RELIEF_MAX,
  RELIEF_MIN,
  SHADE_DEEP,
  SHADE_FROM,
  SHADE_TINT,
  SHADE_WARM,
  SHEEN_FROM,
  SHEEN_MOST,
  TINT_MIN,
} from '../model/constants.ts';
import { sampleBandNode } from './band-nodes.ts';
import { glossNodes, type StatNodes } from './stat-nodes.ts';
import {
  clipping,
  decode,
  doubtOf,
  encode,
  hairGate,
  luminance,
  mouthGate,
  onset,
  skinGate,
  specular,
} from './surface-nodes.ts';
import {
  clamp,
  Discard,
  exp,
  Fn,
  float,
  If,
  int,
  ivec2,
  Loop,
  log,
  max,
  min,
  mix,
  type Node,
  pow,
  smoothstep,
  sqrt,
  tanh,
  textureLoad,
  vec3,
  vec4,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Textures of the per-pixel pass. */
export interface WearTextures {
  readonly source: Node;
  readonly mask: Node;
  readonly skinFine: Node;
  readonly skinCoarse: Node;
  readonly lipFine: Node;
  readonly lipCoarse: Node;
}

/** Amounts at a pixel and its light: twin of `readPixel` up to the bands. Discards where there is no product. */
const readAmounts = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node) => {
  const at = ivec2(px.floor()).toVar();
  const m = textureLoad(t.mask, at).toVar();
  const source = textureLoad(t.source, at).toVar();
  const c = decode(source.xyz).mul(u.scale).toVar();
  const y = luminance(c).toVar();
  const skin = onset(smoothstep(float(0), float(1), m.x))
    .mul(m.y.oneMinus())
    .mul(hairGate(y, st.skinMedian))
    .mul(skinGate(c, doubtOf(m), st))
    .mul(u.hasSkin)
    .toVar();
  const lip = onset(m.y)
    .mul(mouthGate(c, m.z, st.lipMedian, st.lipSaturation))
    .mul(u.hasLip)
    .toVar();
  Discard(max(skin, lip).lessThan(MIN_AMOUNT));
  return { m, source, c, y, skin, lip };
};

/** The amount of one product, for `readMask`. */
export const maskNode = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): Node =>
  Fn(() => {
    const { skin, lip } = readAmounts(u, st, t, px);
    return vec4(vec3(mix(lip, skin, u.shownMask)), 1);
  })();

/** The made-up pixel, encoded: twin of `readPixel`, `wear` and `encode`. */
export const wearNode = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): Node =>
  Fn(() => {
    const { m, source, c, y, skin, lip } = readAmounts(u, st, t, px);
    const share = m.y.toVar();
    const bands = readBands(u, t, px, share);
    const fine = bands.fine;
    const coarse = bands.coarse;
    // No band here: no product either; the source's own bytes.
    const known = bands.known;

    const s = specular(c, clipping(c, u.scale), glossNodes(st, m.y)).toVar();

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
    const tint = shadeTintNode(st, coarse, shading, share).toVar();
    const relief = clamp(yDiffuse.div(yFine), RELIEF_MIN, RELIEF_MAX).toVar();

    const albedo = clamp(fine.div(shading.mul(tint)), ALBEDO_MIN, ALBEDO_MAX).toVar();
    const e = eveningNode(u, skin).toVar();
    const low = coarse.mul(anchor).div(tint.mul(yCoarse));
    const hue = max(fine, 1e-4).div(max(coarse, 1e-4)).div(yFine.div(yCoarse));
    const even = low.mul(pow(exp(level), e.mul(0.6).oneMinus())).mul(pow(hue, vec3(e.oneMinus())));
    const worn = clamp(even, ALBEDO_MIN, ALBEDO_MAX).toVar();
    If(e.lessThanEqual(0), () => {
      worn.assign(albedo);
    });
    const through = vec3(1).toVar();
    const surface = vec4(1, 1, 0, 0.5).toVar();
    const extra = vec3(0.04, 0, 1).toVar();
    layersNode(u, skin, lip, { worn, through, surface, extra });

    const opacity = luminance(through).oneMinus();
    const rebuilt = tint.mul(shading.mul(pow(relief, surface.x)));
    const body = mix(bodyShare(shading), float(1), share);
    const deep = pow(worn, vec3(extra.z)).toVar();
    const film = mix(own.mul(deep).div(albedo), deep.mul(rebuilt), opacity);
    const out = mix(mix(own, vec3(yDiffuse), opacity).mul(surface.y), film, body).toVar();
    const yNow = luminance(out).add(s);
    const gloss = s
      .mul(surface.y)
      .add(extra.y.mul(pictureHighlightNode(st, share, y, yNow)))
      .add(
        surface.z.mul(
          lobeNode(u, st, { share, bulge: m.w.mul(2).sub(1), surface, f0: extra.x, shading, relief }),
        ),
      );
    const encoded = encode(out.add(gloss).div(u.scale));
    return vec4(mix(source.xyz, encoded, known), source.w);
  })();

const readBands = (u: Uniforms, t: WearTextures, px: Node, share: Node) => {
  const skinFine = vec4(0).toVar();
  const skinCoarse = vec4(0).toVar();
  const lipFine = vec4(0).toVar();
  const lipCoarse = vec4(0).toVar();
  If(u.hasSkin.greaterThan(0.5).and(share.lessThan(1)), () => {
    skinFine.assign(sampleBandNode(t.skinFine, SKIN_GRID, u.skinGrid, px));
    skinCoarse.assign(sampleBandNode(t.skinCoarse, SKIN_GRID, u.skinGrid, px));
  });
  If(u.hasLip.greaterThan(0.5).and(share.greaterThan(0)), () => {
    lipFine.assign(sampleBandNode(t.lipFine, LIP_GRID, u.lipGrid, px));
    lipCoarse.assign(sampleBandNode(t.lipCoarse, LIP_GRID, u.lipGrid, px));
  });
  const isSkin = skinFine.w.greaterThan(1e-3).and(skinCoarse.w.greaterThan(1e-3)).toVar();
  const isLip = lipFine.w.greaterThan(1e-3).and(lipCoarse.w.greaterThan(1e-3)).toVar();
  const skin = isSkin.select(float(1), float(0));
  const lip = isLip.select(float(1), float(0));
  // Lips only: all theirs. Skin only: the mask's share stays, the colours are the skin's.
  const weight = isLip.select(isSkin.select(share, float(1)), float(0)).toVar();
  share.assign(isLip.select(weight, share));
  return {
    fine: mix(skinFine.xyz, lipFine.xyz, weight).toVar(),
    coarse: mix(skinCoarse.xyz, lipCoarse.xyz, weight).toVar(),
    known: max(skin, lip).toVar(),
  };
};

const shadeTintNode = (st: StatNodes, coarse: Node, shading: Node, share: Node): Node => {
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

const eveningNode = (u: Uniforms, skin: Node): Node => {
  const e = float(0).toVar();
  Loop({ start: int(0), end: u.layerCount, name: 'le' }, ({ le }: Node) => {
    e.assign(max(e, u.layers.element(le.mul(int(LAYER_ROWS)).add(int(1))).w.mul(skin)));
  });
  return e;
};

interface Worn {
  /** Albedo, squared transmittance; relief, keep, lobe, alpha; f0, boost, wet. */
  readonly worn: Node;
  readonly through: Node;
  readonly surface: Node;
  readonly extra: Node;
}

const layersNode = (u: Uniforms, skin: Node, lip: Node, w: Worn): void => {
  Loop({ start: int(0), end: u.layerCount, name: 'l' }, ({ l }: Node) => {
    const base = l.mul(int(LAYER_ROWS)).toVar();
    const row = (k: number) => u.layers.element(base.add(int(k)));
    const a = row(0).toVar();
    const amount = mix(skin, lip, a.w).toVar();
    If(amount.greaterThan(0), () => {
      const b = row(1).xyz.toVar();
      const q = row(2).toVar();
      const thickness = mix(float(EDGE_THICKNESS), float(1), amount);
      const once = exp(q.xyz.mul(thickness).negate()).toVar();
      const twice = once.mul(once).toVar();
      const den = a.xyz
        .mul(twice.oneMinus())
        .add(b.mul(twice.add(1)))
        .toVar();
      const r0 = twice.oneMinus().div(den).toVar();
      const through = b.mul(once).mul(2).div(den).toVar();
      const t2 = through.mul(through).toVar();
      w.worn.assign(mix(w.worn, r0.add(t2.mul(w.worn).div(r0.mul(w.worn).oneMinus())), amount));
      w.through.mulAssign(mix(vec3(1), t2, amount));
      const presence = min(amount.mul(2), 1).mul(q.w).toVar();
      w.surface.assign(mix(w.surface, row(3), presence));
      w.extra.assign(mix(w.extra, row(4).xyz, presence));
    });
  });
};

const pictureHighlightNode = (st: StatNodes, share: Node, y: Node, yNow: Node): Node => {
  const median = mix(st.skinMedian, st.lipMedian, share);
  const top = mix(st.skinP98, st.lipP98, share);
  const span = max(top.sub(median), median.mul(0.35));
  const t = y.sub(median).div(span);
  const g = float(1).div(exp(t.sub(0.85).mul(-7)).add(1));
  return g.mul(max(median.add(span.mul(1.3)).sub(yNow), 0));
};

interface LobeInput {
  readonly share: Node;
  readonly bulge: Node;
  readonly surface: Node;
  readonly f0: Node;
  readonly shading: Node;
  readonly relief: Node;
}

const lobeNode = (u: Uniforms, st: StatNodes, p: LobeInput): Node => {
  const nx = u.axes.x.add(u.axes.z.mul(p.bulge)).toVar();
  const ny = u.axes.y.sub(u.axes.w.mul(p.bulge)).toVar();
  const nz = sqrt(max(nx.mul(nx).add(ny.mul(ny)).oneMinus(), 0.04));
  const n = vec3(nx, ny, nz).normalize().toVar();
  const l = vec3(st.lightX, LIGHT_Y, LIGHT_Z).normalize().toVar();
  const h = l.add(vec3(0, 0, 1)).normalize();
  const nh = clamp(n.dot(h), 0, 1).toVar();
  const nl = clamp(n.dot(l), 0, 1);
  const a2 = p.surface.w.mul(p.surface.w).toVar();
  const q = nh.mul(nh).mul(a2.sub(1)).add(1).toVar();
  // F pi D / 4 with D = a2 / (pi q^2).
  const peak = p.f0.mul(a2).div(q.mul(q).mul(4)).mul(nl);
  const missing = smoothstep(float(1.4), float(2.4), st.lipP98.div(st.lipMedian)).oneMinus();
  const gain = mix(float(1), mix(float(0.25), float(1), missing), p.share);
  return gain.mul(min(peak, 0.35)).mul(min(p.shading, 1.5)).mul(p.relief.mul(p.relief));
};
