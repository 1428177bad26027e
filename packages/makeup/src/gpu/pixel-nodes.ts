import { MAP_SIZE, mapOfUv } from '../geometry/face-map.ts';
import { FILM_ROWS, GATE_BROW, GATE_EYE, LIP_ALL, LIP_LINE, PAIR_FIRST } from '../look/film-row.ts';
import { SHAPES_A_PAGE } from '../look/shape-atlas.ts';
import { LIPS_AWAY } from './face-targets.ts';
import { type LipPointNodes, lineShare, lipShare } from './lip-nodes.ts';
import { skinLevel } from './shade-nodes.ts';
import { TILES } from './shape-tiles.ts';
import type { StatNodes } from './stat-nodes.ts';
import {
  decode,
  doubtOf,
  hairGate,
  lashGate,
  luminance,
  mouthGate,
  onset,
  openEye,
  skinGate,
} from './surface-nodes.ts';
import {
  clamp,
  float,
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
  When,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';
import { visibleAt } from './visibility-nodes.ts';
import type { WearParts } from './wear-parts.ts';

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
  readonly tiles: Node;
  readonly skinFine: Node;
  readonly skinCoarse: Node;
  readonly lipFine: Node;
  readonly lipCoarse: Node;
  /** See aroundTarget. */
  readonly around: Node;
}

/** What lies on a pixel before anything of its light is looked at. */
export interface CoverNodes {
  readonly has: WearParts;
  readonly at: Node;
  /** Skin amount, lip coverage, doubt, open eye. */
  readonly m: Node;
  readonly lip: LipPointNodes;
  readonly strokes: Node;
  /** Largest of the strokes; more than 0 where lips or a line beside them may lie. */
  readonly anyStroke: Node;
  readonly lipLies: Node;
  /** Whether anything at all may lie here. */
  readonly mayWear: Node;
}

/** Twin of `mayWear`, and of the charts of `readCharts` that it needs. */
export const readCover = (u: Uniforms, t: WearTextures, has: WearParts, px: Node): CoverNodes => {
  const at = ivec2(px.floor()).toVar();
  const m = textureLoad(t.mask, at).toVar();
  const chart = vec4(-LIPS_AWAY, 0, 0, 0).toVar();
  if (has.lips)
    When(u.hasLip.greaterThan(0).and(inside(px, u.lipBox)), () => {
      chart.assign(textureLoad(t.lips, at).sub(vec4(LIPS_AWAY, 0, 0, 0)));
    });
  const lip = { out: chart.x, side: chart.y, across: chart.z, along: chart.w };
  const strokes = vec4(0).toVar();
  if (has.strokes)
    When(u.hasStrokes.greaterThan(0).and(inside(px, u.strokeBox)), () => {
      strokes.assign(textureLoad(t.strokes, at));
    });
  const anyStroke = max(max(strokes.x, strokes.y), max(strokes.z, strokes.w)).toVar();
  const line = select(lip.out.greaterThan(u.lineReach.negate()), float(1), float(0));
  const lipLies = has.lips ? max(m.y, line).mul(u.hasLip).toVar() : float(0);
  const skinLies = has.skin ? m.x.mul(u.hasSkinFilms) : float(0);
  const mayWear = max(max(skinLies, lipLies), anyStroke).greaterThan(0).toVar();
  return { has, at, m, lip, strokes, anyStroke, lipLies, mayWear };
};

const inside = (px: Node, box: Node): Node =>
  px.x.greaterThan(box.x).and(px.y.greaterThan(box.y)).and(px.x.lessThan(box.z)).and(px.y.lessThan(box.w));

/** One pixel on its way from camera to made-up light: see Pixel. */
export interface PixelNodes {
  readonly has: WearParts;
  readonly source: Node;
  readonly c: Node;
  readonly lipShare: Node;
  readonly lip: LipPointNodes;
  /** Canonical UV and the skin's normal. */
  readonly uv: Node;
  readonly normal: Node;
  /** Amount of a film that lies on all of the lips. */
  readonly lipAmount: Node;
  /** The films that may lie here, kind by kind in the order in which they lie on each other. */
  readonly kinds: readonly FilmKind[];
}

/** Films of one kind at a pixel. */
interface FilmKind {
  readonly name: 'skin' | 'stroke' | 'lips';
  readonly from: Node;
  readonly to: Node;
  /** Amount of the film whose rows begin at `base`. */
  readonly amount: (base: Node) => Node;
}

/** Light and amounts at a pixel. */
export const readPixel = (
  u: Uniforms,
  st: StatNodes,
  t: WearTextures,
  cover: CoverNodes,
  px: Node,
): PixelNodes => {
  const { has, at, m, lip } = cover;
  const source = textureLoad(t.source, at).toVar();
  const c = decode(source.xyz).mul(u.scale).toVar();
  const seen = visibleAt(u, t.visibility, t.source, px).mul(u.presence).toVar();
  const { uv, normal } = facePoint(u, t, cover);
  const gates = has.skin || has.strokes ? readGates(u, st, t, { m, c, px }) : null;
  const { lipAmount, line } = readLips(st, cover, { c, seen, hair: gates?.hair });
  const kinds: FilmKind[] = [];
  if (gates && has.skin) kinds.push(skinKind(u, t, uv, skinAmounts(u, m, seen, gates)));
  if (gates && has.strokes) {
    const { eye, hair } = gates;
    kinds.push(strokeKind(u, cover, { seen, eye: seen.mul(eye).toVar(), brow: seen.mul(hair).toVar() }));
  }
  if (has.lips) kinds.push(lipKind(u, cover, lipAmount, line));
  return { has, source, c, lipShare: m.y.toVar(), lip, uv, normal, lipAmount, kinds };
};

/** What keeps films off a place: hair, what is no skin, solid lashes, and (eye) the open eye. 1: nothing does. */
interface GateNodes {
  readonly hair: Node;
  readonly own: Node;
  readonly lash: Node;
  readonly eye: Node;
}

const readGates = (
  u: Uniforms,
  st: StatNodes,
  t: WearTextures,
  { m, c, px }: { readonly m: Node; readonly c: Node; readonly px: Node },
): GateNodes => {
  const y = luminance(c).toVar();
  const doubt = doubtOf(m).toVar();
  const level = skinLevel(u, st, t.around, { px, y, known: u.hasSkin.greaterThan(0.5) });
  const hair = hairGate(y, level).toVar();
  const own = float(1).toVar();
  When(doubt.greaterThan(0), () => {
    own.assign(skinGate(c, doubt, st, level));
  });
  const eye = openEye(m.w, doubt, hair.mul(own)).oneMinus().toVar();
  return { hair, own, lash: lashGate(y, level), eye };
};

/** Amounts of films on the skin and on the lids. */
const skinAmounts = (u: Uniforms, m: Node, seen: Node, { hair, own, lash, eye }: GateNodes) => {
  const bare = onset(smoothstep(float(0), float(1), m.x))
    .mul(m.y.oneMinus())
    .mul(eye)
    .mul(u.hasSkinFilms)
    .mul(seen)
    .toVar();
  return { skin: bare.mul(hair.mul(own)).toVar(), lid: bare.mul(own).mul(lash).toVar() };
};

/** Amounts of films on the lips and of lines beside them; these lie on skin: `hair` hides them. Without it there are none. */
const readLips = (
  st: StatNodes,
  { has, m, lipLies }: CoverNodes,
  { c, seen, hair }: { readonly c: Node; readonly seen: Node; readonly hair: Node | undefined },
) => {
  const lipAmount = float(0).toVar();
  const line = float(0).toVar();
  if (has.lips)
    When(lipLies.greaterThan(0), () => {
      const inner = select(m.y.greaterThan(0), m.z, float(0));
      const mouth = mouthGate(c, inner, st.lipMedian, st.lipSaturation).toVar();
      lipAmount.assign(onset(m.y).mul(mouth).mul(seen));
      // ... and they turn away with the cheek.
      if (hair) line.assign(mix(hair.mul(min(m.x.mul(1.5), 1)), mouth, m.y).mul(seen));
    });
  return { lipAmount, line };
};

/** `k`: see FilmSummary. Ends of the films of a kind that is `here`. */
const ends = (u: Uniforms, k: 'x' | 'y' | 'z' | 'w', here: Node) => ({
  from: int(u.filmsFrom[k]).toVar(),
  to: int(select(here.greaterThan(0), u.filmsTo[k], float(0))).toVar(),
});

const rowOf = (u: Uniforms, base: Node, k: number): Node => u.films.element(base.add(int(k)));

const facePoint = (u: Uniforms, t: WearTextures, { has, at }: CoverNodes) => {
  const chart = vec4(0).toVar();
  if (has.skin)
    When(u.hasChart.greaterThan(0), () => {
      chart.assign(textureLoad(t.chart, at));
    });
  return { uv: chart.xy, normal: chart.zw };
};

/** Amounts of films on all of the skin and of shapes, four a page, bilinear: twin of `mapAmount`. Only what the pixel's tile holds is read. */
const skinKind = (
  u: Uniforms,
  t: WearTextures,
  uv: Node,
  { skin, lid }: { skin: Node; lid: Node },
): FilmKind => {
  const { from, to } = ends(u, 'x', skin);
  const values = t.pages.map(() => vec4(0).toVar());
  // Where hair gates the skin, it may gate the lids less, never more.
  const shaped = ends(u, 'y', lid);
  When(shaped.to.greaterThan(shaped.from), () => {
    const scale = mapOfUv(1) - mapOfUv(0);
    const place = clamp(uv.mul(scale).add(mapOfUv(0) - 0.5), 0, MAP_SIZE - 1.001).toVar();
    const tile = textureLoad(t.tiles, ivec2(place.mul(TILES / MAP_SIZE).floor()))
      .mul(255)
      .add(0.5)
      .floor()
      .toVar();
    When(tile.y.greaterThan(0), () => {
      from.assign(min(from, int(tile.x)));
      to.assign(max(to, int(tile.y)));
    });
    const corner = place.floor().toVar();
    const f = place.sub(corner).toVar();
    t.pages.forEach((page, i) => {
      When(tile.z.lessThanEqual(i).and(tile.w.greaterThan(i)), () => {
        const load = (dx: number, dy: number) => textureLoad(page, ivec2(corner.add(vec2(dx, dy))));
        values[i]!.assign(mix(mix(load(0, 0), load(1, 0), f.x), mix(load(0, 1), load(1, 1), f.x), f.y));
      });
    });
  });
  const amount = (base: Node): Node => {
    const slot = rowOf(u, base, 1).w.toVar();
    const page = slot.div(SHAPES_A_PAGE).floor().toVar();
    const own = values.reduceRight((rest, value, i) => select(page.equal(i), value, rest));
    const shape = component(vec4(own).toVar(), slot.sub(page.mul(SHAPES_A_PAGE)));
    const here = select(rowOf(u, base, 7).y.equal(GATE_EYE), lid, skin);
    return here.mul(select(slot.lessThan(0), float(1), shape));
  };
  return { name: 'skin', from, to, amount };
};

/** What is seen of a stroke that nothing keeps off, of one that the open eye cuts, and of one that lies between the hairs of a brow. */
interface StrokeGates {
  readonly seen: Node;
  readonly eye: Node;
  readonly brow: Node;
}

const strokeKind = (u: Uniforms, { strokes, anyStroke }: CoverNodes, gates: StrokeGates): FilmKind => ({
  name: 'stroke',
  ...ends(u, 'z', anyStroke),
  amount: (base) => {
    const gate = rowOf(u, base, 7).y.toVar();
    const open = select(gate.equal(GATE_EYE), gates.eye, gates.seen);
    const here = select(gate.equal(GATE_BROW), gates.brow, open);
    return onset(component(strokes, rowOf(u, base, 1).w)).mul(here);
  },
});

const lipKind = (u: Uniforms, { lip, lipLies }: CoverNodes, lips: Node, line: Node): FilmKind => ({
  name: 'lips',
  ...ends(u, 'w', lipLies),
  amount: (base) => {
    const slot = rowOf(u, base, 1).w.toVar();
    const row = rowOf(u, base, 7).toVar();
    const amount = lips.toVar();
    When(slot.equal(LIP_LINE), () => {
      amount.assign(line.mul(lineShare(lip, row.x, u.lipEdge)));
    });
    When(slot.greaterThan(LIP_ALL).and(slot.notEqual(LIP_LINE)).and(row.w.notEqual(PAIR_FIRST)), () => {
      amount.mulAssign(lipShare(slot, lip, u.lipEdge));
    });
    return amount;
  },
});

const component = (v: Node, k: Node): Node =>
  select(k.lessThan(1.5), select(k.lessThan(0.5), v.x, v.y), select(k.lessThan(2.5), v.z, v.w));

/** Calls `body` for every film that may lie on the pixel. `base`: the film's first row; `amount`: of it here. */
export const eachFilm = (
  p: PixelNodes,
  prefix: string,
  body: (base: Node, amount: Node, kind: FilmKind['name']) => void,
): void => {
  for (const { name, from, to, amount } of p.kinds) {
    const index = prefix + name;
    Loop({ start: from, end: to, condition: '<', name: index }, (v: Node) => {
      const base = v[index].mul(int(FILM_ROWS)).toVar();
      body(base, amount(base).toVar(), name);
    });
  }
};

/** Strongest evening (x) and lift (y) of the films at the pixel: twin of `strongest`. Only films on the skin have them: null where there are none. */
export const strongest = (u: Uniforms, { kinds }: PixelNodes): Node | null => {
  const skin = kinds.find(({ name }) => name === 'skin');
  if (!skin) return null;
  const most = vec2(0).toVar();
  const { from, to, amount } = skin;
  Loop({ start: from, end: min(to, u.evenTo), condition: '<', name: 'even' }, ({ even }: Node) => {
    const base = even.mul(int(FILM_ROWS)).toVar();
    most.assign(max(most, rowOf(u, base, 6).xy.mul(amount(base))));
  });
  return most;
};
