import { LIP_GRID, SKIN_GRID } from '../geometry/face-geometry.ts';
import { MAP_SIZE, mapOfUv } from '../geometry/face-map.ts';
import { FILM_ROWS, LIP_LINE, ON_LIPS, ON_SKIN, PAIR_FIRST } from '../look/film-row.ts';
import { MIN_AMOUNT } from '../model/constants.ts';
import { sampleBandNode } from './band-nodes.ts';
import { LIPS_AWAY } from './face-targets.ts';
import { type LipPointNodes, type LipShareNodes, lineShare, lipShare, lipShares } from './lip-nodes.ts';
import { glossNodes, type StatNodes } from './stat-nodes.ts';
import {
  clipping,
  decode,
  doubtOf,
  hairGate,
  luminance,
  mouthGate,
  onset,
  openEye,
  skinGate,
  specular,
} from './surface-nodes.ts';
import {
  clamp,
  Discard,
  float,
  If,
  int,
  ivec2,
  Loop,
  max,
  min,
  mix,
  type Node,
  select,
  smoothstep,
  textureLoad,
  vec2,
  vec4,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';
import { visibleAt } from './visibility-nodes.ts';

/** Shader twins of reference/pixel.ts. */

/** Textures of the per-pixel pass. */
export interface WearTextures {
  readonly source: Node;
  readonly mask: Node;
  readonly chart: Node;
  readonly lips: Node;
  readonly strokes: Node;
  readonly visibility: Node;
  readonly pages: readonly Node[];
  readonly skinFine: Node;
  readonly skinCoarse: Node;
  readonly lipFine: Node;
  readonly lipCoarse: Node;
}

/** Amounts at a pixel, before they are shared out among the films. */
interface Amounts {
  readonly skin: Node;
  readonly lip: Node;
  readonly line: Node;
  /** Product where the open eye does not cut, and where it does. */
  readonly stroke: Node;
  readonly cut: Node;
  readonly maps: readonly Node[];
  readonly strokes: Node;
  readonly point: LipPointNodes;
  readonly shares: LipShareNodes;
}

/** One pixel on its way from camera to made-up light: see Pixel. */
export interface PixelNodes {
  readonly source: Node;
  readonly c: Node;
  readonly s: Node;
  readonly lipShare: Node;
  readonly lip: LipPointNodes;
  /** Canonical UV and the skin's normal. */
  readonly uv: Node;
  readonly normal: Node;
  /** Amount of a film that lies on all of the lips. */
  readonly lipAmount: Node;
  /** Films that may lie here: from, up to. */
  readonly from: Node;
  readonly to: Node;
  /** Amount of the film whose rows begin at an index. */
  amount(base: Node): Node;
}

/** Amounts and specular split at a pixel; discards where nothing can be worn. */
export const readPixel = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): PixelNodes => {
  const at = ivec2(px.floor()).toVar();
  const m = textureLoad(t.mask, at).toVar();
  const lip = lipPoint(u, t, at, px);
  const strokes = vec4(0).toVar();
  If(u.hasStrokes.greaterThan(0).and(inside(px, u.strokeBox)), () => {
    strokes.assign(textureLoad(t.strokes, at));
  });
  const anyStroke = max(max(strokes.x, strokes.y), max(strokes.z, strokes.w)).toVar();
  const skinLies = m.x.mul(u.hasSkinFilms);
  const lipLies = max(m.y, select(lip.out.greaterThan(u.lineReach.negate()), float(1), float(0))).mul(
    u.hasLip,
  );
  Discard(max(max(skinLies, lipLies), anyStroke).lessThanEqual(0));

  const source = textureLoad(t.source, at).toVar();
  const c = decode(source.xyz).mul(u.scale).toVar();
  const y = luminance(c).toVar();
  const doubt = doubtOf(m).toVar();
  const hair = hairGate(y, st.skinMedian).toVar();
  const gate = hair.toVar();
  If(doubt.greaterThan(0), () => {
    gate.mulAssign(skinGate(c, doubt, st));
  });
  const eye = openEye(m.w, doubt, gate).toVar();
  const mouth = mouthGate(
    c,
    select(m.y.greaterThan(0), m.z, float(0)),
    st.lipMedian,
    st.lipSaturation,
  ).toVar();
  const seen = visibleAt(u, t.visibility, t.source, px).mul(u.presence).toVar();
  const skin = onset(smoothstep(float(0), float(1), m.x))
    .mul(m.y.oneMinus())
    .mul(eye.oneMinus())
    .mul(gate)
    .mul(u.hasSkinFilms)
    .mul(seen)
    .toVar();
  const lipAmount = onset(m.y).mul(mouth).mul(u.hasLip).mul(seen).toVar();
  // A line beside the lips lies on skin: hair hides it, and it turns away with the cheek.
  const beside = hair.mul(min(m.x.mul(1.5), 1));
  const line = mix(beside, mouth, m.y).mul(seen).toVar();
  const { uv, normal } = facePoint(u, t, at);
  const maps = mapAmounts(u, t, uv, skin);
  const a: Amounts = {
    skin,
    lip: lipAmount,
    line,
    stroke: seen,
    cut: seen.mul(eye.oneMinus()).toVar(),
    maps: maps.values,
    strokes,
    point: lip,
    shares: lipShares(lip, u.lipEdge),
  };
  const { from, to } = filmRange(u, [skin, maps.any.mul(skin), anyStroke, max(lipAmount, lipLies)]);
  const s = specular(c, clipping(c, u.scale), glossNodes(st, m.y)).toVar();
  return {
    source,
    c,
    s,
    lipShare: m.y.toVar(),
    lip,
    uv,
    normal,
    lipAmount,
    from,
    to,
    amount: (base) => amountOf(u, a, base),
  };
};

const inside = (px: Node, box: Node): Node =>
  px.x.greaterThan(box.x).and(px.y.greaterThan(box.y)).and(px.x.lessThan(box.z)).and(px.y.lessThan(box.w));

const lipPoint = (u: Uniforms, t: WearTextures, at: Node, px: Node): LipPointNodes => {
  const chart = vec4(-LIPS_AWAY, 0, 0, 0).toVar();
  If(u.hasLip.greaterThan(0).and(inside(px, u.lipBox)), () => {
    chart.assign(textureLoad(t.lips, at).sub(vec4(LIPS_AWAY, 0, 0, 0)));
  });
  return { out: chart.x, side: chart.y, across: chart.z, along: chart.w };
};

const facePoint = (u: Uniforms, t: WearTextures, at: Node) => {
  const chart = vec4(0).toVar();
  If(u.hasChart.greaterThan(0), () => {
    chart.assign(textureLoad(t.chart, at));
  });
  return { uv: chart.xy, normal: chart.zw };
};

/** Amounts of all shapes, four a page, bilinear: twin of `mapAmount`. */
const mapAmounts = (u: Uniforms, t: WearTextures, uv: Node, skin: Node) => {
  const values = t.pages.map(() => vec4(0).toVar());
  const any = float(0).toVar();
  const scale = mapOfUv(1) - mapOfUv(0);
  const place = clamp(uv.mul(scale).add(mapOfUv(0) - 0.5), 0, MAP_SIZE - 1.001);
  If(u.pages.greaterThan(0).and(skin.greaterThan(0)), () => {
    const spot = place.toVar();
    const corner = spot.floor().toVar();
    const f = spot.sub(corner).toVar();
    t.pages.forEach((page, i) => {
      If(u.pages.greaterThan(i), () => {
        const load = (dx: number, dy: number) => textureLoad(page, ivec2(corner.add(vec2(dx, dy))));
        const value = mix(mix(load(0, 0), load(1, 0), f.x), mix(load(0, 1), load(1, 1), f.x), f.y).toVar();
        values[i]!.assign(value);
        any.addAssign(value.dot(vec4(1)));
      });
    });
  });
  return { values, any };
};

/** The films between the first and the last that one of the kinds here can be: whole skin, shapes, strokes, lips. */
const filmRange = (u: Uniforms, kinds: readonly Node[]) => {
  const none = float(99);
  const bound = (k: number, ends: Node, without: Node) =>
    select(kinds[k]!.greaterThan(0), [ends.x, ends.y, ends.z, ends.w][k], without);
  const of = (ends: Node, without: Node) => [0, 1, 2, 3].map((k) => bound(k, ends, without));
  const from = of(u.filmsFrom, none).reduce((a, b) => min(a, b));
  const to = of(u.filmsTo, float(0)).reduce((a, b) => max(a, b));
  return { from: int(from).toVar(), to: int(to).toVar() };
};

const component = (v: Node, k: Node): Node =>
  select(k.lessThan(1.5), select(k.lessThan(0.5), v.x, v.y), select(k.lessThan(2.5), v.z, v.w));

const amountOf = (u: Uniforms, a: Amounts, base: Node): Node => {
  const row = (k: number) => u.films.element(base.add(int(k)));
  const place = row(0).w.toVar();
  const slot = row(1).w.toVar();
  const amount = float(0).toVar();
  If(place.equal(ON_SKIN), () => {
    amount.assign(a.skin);
    If(slot.greaterThan(-0.5), () => {
      const page = slot.div(4).floor().toVar();
      const values = a.maps.reduceRight((rest, value, i) => select(page.equal(i), value, rest)).toVar();
      amount.mulAssign(component(values, slot.sub(page.mul(4))));
    });
  })
    .ElseIf(place.equal(ON_LIPS), () => {
      If(slot.equal(LIP_LINE), () => {
        amount.assign(a.line.mul(lineShare(a.point, row(7).x, u.lipEdge)));
      }).Else(() => {
        amount.assign(a.lip);
        If(row(7).w.notEqual(PAIR_FIRST), () => {
          amount.mulAssign(lipShare(slot, a.shares));
        });
      });
    })
    .Else(() => {
      const open = select(row(7).y.greaterThan(0), a.cut, a.stroke);
      amount.assign(onset(component(a.strokes, slot)).mul(open));
    });
  return amount;
};

/** Calls `body` for every film that may lie on the pixel. `name` keeps loops apart; `base`: the film's first row. */
export const eachFilm = (
  p: { readonly from: Node; readonly to: Node },
  name: string,
  body: (base: Node) => void,
): void => {
  Loop({ start: p.from, end: p.to, name }, (v: Node) => body(v[name].mul(int(FILM_ROWS)).toVar()));
};

/** True where an amount is worth drawing. */
export const isWorn = (amount: Node): Node => amount.greaterThanEqual(MIN_AMOUNT);

/** The two lowpasses at a point, mixed between the regions at the lip's edge, and the lips' share of them. */
export const readBands = (u: Uniforms, t: WearTextures, px: Node, p: PixelNodes) => {
  const share = p.lipShare;
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
  // Lips only: all theirs. Skin only: the mask's share stays, the colours are the skin's.
  const weight = isLip.select(isSkin.select(share, float(1)), float(0)).toVar();
  share.assign(isLip.select(weight, share));
  const fine = mix(skinFine.xyz, lipFine.xyz, weight).toVar();
  const coarse = mix(skinCoarse.xyz, lipCoarse.xyz, weight).toVar();
  const known = isSkin.or(isLip).toVar();
  // Far from any skin (lashes over the eye) a stroke takes the pixel's own light for its surroundings'.
  If(known.not(), () => {
    fine.assign(max(p.c.sub(p.s), 1e-4));
    coarse.assign(fine);
    Discard(u.hasStrokes.lessThanEqual(0));
  });
  return { fine, coarse };
};
