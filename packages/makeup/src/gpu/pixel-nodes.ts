import { MAP_SIZE, mapOfUv } from '../geometry/face-map.ts';
import { GATE_BROW, GATE_EYE, LIP_ALL, LIP_LINE, PAIR_FIRST } from '../look/film-row.ts';
import { SHAPES_A_PAGE } from '../look/shape-atlas.ts';
import { LIPS_AWAY } from './face-targets.ts';
import { type LipPointNodes, lineShare, lipShare } from './lip-nodes.ts';
import { skinLevel } from './shade-nodes.ts';
import { listEntry } from './shape-pages.ts';
import { TILE_GLINTS, TILE_SHINES, TILES } from './shape-tiles.ts';
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
  textureAt,
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
  /** Maps of shapes, and lists of the films that lie in their tiles: see PageNodes. */
  readonly pages: Node;
  readonly tiles: Node;
  readonly lists: Node;
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
  /** What of them evens the skin; null: nothing can. */
  readonly evening: EveningHere | null;
  /** Whether one of them may shine: the surface's normal counts. */
  readonly shines: Node;
  /** ... may glint, as metal or by single flakes. */
  readonly glints: Node;
}

/** Films of one kind at a pixel. */
interface FilmKind {
  readonly name: 'skin' | 'stroke' | 'lips';
  /** Places in the list of these films, or their indices where there is no list. */
  readonly from: Node;
  readonly to: Node;
  /** Index and row 0 (of films on the skin slot and gate only) by place. Without a list a film's index is its place. */
  readonly entry?: (place: Node) => { readonly film: Node; readonly where: Node };
  /** Amount of a film by its row 0. */
  readonly amount: (where: Node) => Node;
}

/** Films that may even or lift the skin at a pixel. */
interface EveningHere {
  /** Amount of a film on all of the skin. */
  readonly whole: Node;
  /** Of the films of shapes: the first that may lie here, the one after the last, and their amounts. */
  readonly from: Node;
  readonly to: Node;
  readonly amount: FilmKind['amount'];
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
  const skin = gates && has.skin ? skinFilms(u, t, uv, skinAmounts(u, m, seen, gates)) : null;
  if (skin) kinds.push(skin.kind);
  if (gates && has.strokes) {
    const { eye, hair } = gates;
    kinds.push(strokeKind(u, cover, { seen, eye: seen.mul(eye).toVar(), brow: seen.mul(hair).toVar() }));
  }
  if (has.lips) kinds.push(lipKind(u, cover, lipAmount, line));
  const evening = skin?.evening ?? null;
  const shines = someDo(u.shine, cover, skin?.shine ?? float(0));
  const glints = someDo(u.glint, cover, skin?.glint ?? float(0));
  return {
    has,
    source,
    c,
    lipShare: m.y.toVar(),
    lip,
    uv,
    normal,
    lipAmount,
    kinds,
    evening,
    shines,
    glints,
  };
};

/** `kinds`: 1 for each kind of film that does something, see FilmSummary; `skin`: more than 0 where films on the skin do. */
const someDo = (kinds: Node, { has, anyStroke, lipLies }: CoverNodes, skin: Node): Node => {
  const strokes = has.strokes ? anyStroke.mul(kinds.z) : float(0);
  const lips = has.lips ? lipLies.mul(kinds.w) : float(0);
  return max(skin, max(strokes, lips)).greaterThan(0);
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
const ends = (u: Uniforms, k: 'x' | 'y', here: Node) => ({
  from: int(u.filmsFrom[k]).toVar(),
  to: int(select(here.greaterThan(0), u.filmsTo[k], float(0))).toVar(),
});

const facePoint = (u: Uniforms, t: WearTextures, { has, at }: CoverNodes) => {
  const chart = vec4(0).toVar();
  if (has.skin)
    When(u.hasChart.greaterThan(0), () => {
      chart.assign(textureLoad(t.chart, at));
    });
  return { uv: chart.xy, normal: chart.zw };
};

/** Amounts of films on all of the skin and of shapes, bilinear: twin of `mapAmount`. Only films that the pixel's tile holds are looked at. */
const skinFilms = (
  u: Uniforms,
  t: WearTextures,
  uv: Node,
  { skin, lid }: { skin: Node; lid: Node },
): { readonly kind: FilmKind; readonly evening: EveningHere; readonly shine: Node; readonly glint: Node } => {
  const from = int(0).toVar();
  const to = int(select(skin.greaterThan(0), u.wholeFilms, float(0))).toVar();
  const shapes = { from: u.evenTo.toVar(), to: u.evenTo };
  const shine = u.shine.x.toVar();
  const glint = u.glint.x.toVar();
  const place = vec2(0).toVar();
  // Where hair gates the skin, it may gate the lids less, never more.
  When(lid.mul(u.pages).greaterThan(0), () => {
    const scale = mapOfUv(1) - mapOfUv(0);
    place.assign(clamp(uv.mul(scale).add(mapOfUv(0) - 0.5), 0, MAP_SIZE - 1.001));
    const tile = textureLoad(t.tiles, ivec2(place.mul(TILES / MAP_SIZE).floor()))
      .mul(255)
      .add(0.5)
      .floor()
      .toVar();
    from.assign(int(tile.x.add(tile.y.mul(256))));
    to.assign(from.add(int(tile.z)));
    const shines = tile.w.mod(TILE_GLINTS).greaterThanEqual(TILE_SHINES);
    const evens = tile.w.mod(TILE_SHINES).greaterThan(0);
    shapes.from.assign(select(evens, u.evenFrom, u.evenTo));
    shine.assign(select(shines, float(1), shine));
    glint.assign(select(tile.w.greaterThanEqual(TILE_GLINTS), float(1), glint));
  });
  const entry = (at: Node) => {
    const where = listEntry(t.lists, at).toVar();
    return { where, film: int(where.z).toVar() };
  };
  const amount = ({ x: slot, y: gate }: Node): Node => {
    const page = max(slot.div(SHAPES_A_PAGE).floor(), 0).toVar();
    const at = place.add(vec2(0.5, page.mul(MAP_SIZE).add(0.5))).div(vec2(MAP_SIZE, u.pages.mul(MAP_SIZE)));
    const shape = component(textureAt(t.pages, at).toVar(), slot.sub(page.mul(SHAPES_A_PAGE)));
    const here = mix(skin, lid, float(gate.equal(GATE_EYE)));
    return here.mul(mix(shape, float(1), float(slot.lessThan(0))));
  };
  return {
    kind: { name: 'skin', from, to, entry, amount },
    evening: { whole: skin, ...shapes, amount },
    shine,
    glint,
  };
};

/** What is seen of a stroke that nothing keeps off, of one that the open eye cuts, and of one that lies between the hairs of a brow. */
interface StrokeGates {
  readonly seen: Node;
  readonly eye: Node;
  readonly brow: Node;
}

const strokeKind = (u: Uniforms, { strokes, anyStroke }: CoverNodes, gates: StrokeGates): FilmKind => ({
  name: 'stroke',
  ...ends(u, 'x', anyStroke),
  amount: ({ x: channel, y: gate }) => {
    const open = mix(gates.seen, gates.eye, float(gate.equal(GATE_EYE)));
    const here = mix(open, gates.brow, float(gate.equal(GATE_BROW)));
    return onset(component(strokes, channel)).mul(here);
  },
});

const lipKind = (u: Uniforms, { lip, lipLies }: CoverNodes, lips: Node, line: Node): FilmKind => ({
  name: 'lips',
  ...ends(u, 'y', lipLies),
  amount: ({ x: slot, z: width, w: pair }) => {
    const amount = lips.toVar();
    When(slot.equal(LIP_LINE), () => {
      amount.assign(line.mul(lineShare(lip, width, u.lipEdge)));
    });
    When(slot.greaterThan(LIP_ALL).and(slot.notEqual(LIP_LINE)).and(pair.notEqual(PAIR_FIRST)), () => {
      amount.mulAssign(lipShare(slot, lip, u.lipEdge));
    });
    return amount;
  },
});

/** Channel `k` of a vec4, without a branch: a software driver walks down both sides of each. */
const component = (v: Node, k: Node): Node => v.dot(max(vec4(0, 1, 2, 3).sub(k).abs().oneMinus(), 0));

/** A film that may lie on a pixel. */
export interface FilmHere {
  readonly kind: FilmKind['name'];
  readonly amount: Node;
  /** See FilmRow. */
  readonly row: (k: number) => Node;
}

/** Calls `body` for every film that may lie on the pixel, undermost first. */
export const eachFilm = (u: Uniforms, p: PixelNodes, body: (film: FilmHere) => void): void => {
  for (const { name, from, to, entry, amount } of p.kinds)
    Loop({ start: from, end: to, condition: '<', name }, (v: Node) => {
      const own = entry ?? ((film: Node) => ({ film, where: u.films.row(film, 0).toVar() }));
      const { film, where } = own(v[name]);
      const row = (k: number): Node => (k === 0 ? where : u.films.row(film, k));
      body({ kind: name, amount: amount(where).toVar(), row });
    });
};

/** Whether any film may lie on the pixel. */
export const anyFilm = ({ kinds }: PixelNodes): Node =>
  kinds.map(({ from, to }) => from.lessThan(to)).reduce((a, b) => a.or(b));

/** Strongest evening (x) and lift (y) of the films at the pixel: twin of `strongest`. Only films on the skin have them: null where there are none. */
export const strongest = (u: Uniforms, { evening }: PixelNodes): Node | null => {
  if (!evening) return null;
  const { whole, from, to, amount } = evening;
  const most = u.even.mul(whole).toVar();
  Loop({ start: from, end: to, condition: '<', name: 'even' }, ({ even }: Node) => {
    most.assign(max(most, u.films.row(even, 6).xy.mul(amount(u.films.row(even, 0).toVar()))));
  });
  return most;
};
