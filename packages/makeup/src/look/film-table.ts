import { hexToLinear, solveScattering } from '@carmine/color';
import type { FaceShape } from '../layers/face-shape.ts';
import type { Film, FilmPlace } from '../layers/film.ts';
import { filmsOf, PRODUCT_KINDS, productSpec } from '../layers/index.ts';
import type { LipShape } from '../layers/lip-shape.ts';
import type { Stroke } from '../layers/stroke.ts';
import type { Look, LookLayer, ProductKind } from '../types.ts';
import {
  FILM_ROWS,
  type FilmRow,
  GATE_BROW,
  GATE_EYE,
  GATE_OWN,
  LIP_SHAPES,
  PAIR_FIRST,
  PAIR_SECOND,
  PLACES,
  WHOLE_SKIN,
  writeFilmRow,
} from './film-row.ts';

/** Films a look may come down to, shapes on the face among them, and strokes. */
export const MAX_FILMS = 24;
export const MAX_SHAPES = 16;
export const MAX_STROKES = 4;

/** Masstone limits of the two-flux formulas (rendering.md 1.3). */
const clampMasstone = (r: number): number => Math.min(0.995, Math.max(0.004, r));
/** Share of its thickness from which a film shows its whole finish; a thinner one shows it in part. */
const FULL_PRESENCE = 0.5;
/** Roughness of a film without pearl: any, its colour is black. */
const NO_PEARL_ALPHA = 0.5;

/** A look baked for the pixel loop, the same numbers for CPU and GPU. */
export interface FilmTable {
  /** MAX_FILMS x FILM_ROWS vec4: see film-row.ts. Undermost film first. */
  readonly data: Float32Array;
  /** Films in use. */
  readonly count: number;
  /** The face shapes in the order of their channels (channel c: page c >> 2, component c & 3). Films with one key share a channel. */
  readonly shapes: readonly FaceShape[];
  /** The strokes in the order of their channels. */
  readonly strokes: readonly Stroke[];
  readonly products: ReadonlySet<ProductKind>;
  /** What has to be made of a frame for these films. */
  readonly needs: {
    /** Lowpasses of the skin: any film on skin, strokes, and a line that leaves the lips. */
    readonly skin: boolean;
    readonly lips: boolean;
    /** The canonical UV and the surface's normal at each pixel: shapes, highlights, pearl and sheen on the skin. */
    readonly chart: boolean;
  };
}

/** Why films do not fit the engine; null when they do. */
export const filmLimit = (films: readonly Film[]): string | null => {
  const { shapes, strokes } = channelsOf(films);
  if (films.length > MAX_FILMS) return `at most ${MAX_FILMS} films; got ${films.length}`;
  if (shapes.length > MAX_SHAPES) return `at most ${MAX_SHAPES} placed films; got ${shapes.length}`;
  if (strokes.length > MAX_STROKES) return `at most ${MAX_STROKES} drawn films; got ${strokes.length}`;
  return null;
};

const onAllSkin = ({ place }: Film): boolean => place.on === 'skin' && !place.shape;

/** Films that are laid. One that only evens the skin is part of one that lies on all of it, whose finish stays; where there is none it stands for itself. */
const laidOf = (films: readonly Film[]): readonly Film[] => {
  const evens = films.filter((f) => f.coverage === 0 && onAllSkin(f));
  if (evens.length === 0) return films;
  const rest = films.filter((f) => !evens.includes(f));
  const ground = rest.find(onAllSkin);
  const evening = Math.max(...[...evens, ground].map((f) => f?.evening ?? 0));
  if (!ground) return [{ ...evens[0]!, evening }, ...rest];
  return rest.map((f) => (f === ground ? { ...f, evening } : f));
};

/** Films of a parsed look as rows of numbers and lists of what has to be drawn. */
export const bakeFilms = (asked: readonly Film[]): FilmTable => {
  const films = laidOf(asked);
  const { shapes, strokes } = channelsOf(films);
  const data = new Float32Array(MAX_FILMS * FILM_ROWS * 4);
  films.forEach((film, i) => {
    const row = { ...rowOf(film, shapes, strokes), pair: pairOf(films, i) };
    writeFilmRow(row, data, i);
  });
  const onSkin = films.filter((f) => f.place.on === 'skin');
  const line = films.some((f) => f.place.on === 'lips' && f.place.shape.kind === 'line');
  return {
    data,
    count: films.length,
    shapes,
    strokes,
    products: new Set(asked.map((f) => f.product)),
    needs: {
      skin: onSkin.length + strokes.length > 0 || line,
      lips: films.some((f) => f.place.on === 'lips'),
      chart: onSkin.some(
        (f) => (f.place.on === 'skin' && f.place.shape) || f.pearl || f.finish.sheen || f.finish.lobe > 0,
      ),
    },
  };
};

export const bakeLook = (look: Look): FilmTable => bakeFilms(filmsOf(look.layers));

/** Contrast ratio of a layer, its own or its finish's; 0 for a layer of nothing. */
export const coverageOf = (layer: LookLayer): number =>
  productSpec(layer.product).films(layer)[0]?.coverage ?? 0;

interface Channels {
  readonly shapes: readonly FaceShape[];
  readonly strokes: readonly Stroke[];
}

const channelsOf = (films: readonly Film[]): Channels => {
  const shapes = new Map<string, FaceShape>();
  const strokes = new Map<string, Stroke>();
  for (const { place } of films) {
    if (place.on === 'skin' && place.shape) shapes.set(place.shape.key, place.shape);
    if (place.on === 'stroke') strokes.set(place.stroke.key, place.stroke);
  }
  return { shapes: [...shapes.values()], strokes: [...strokes.values()] };
};

const slotOf = ({ place }: Film, { shapes, strokes }: Channels): number => {
  if (place.on === 'lips') return LIP_SHAPES.indexOf(place.shape.kind);
  if (place.on === 'stroke') return strokes.findIndex((s) => s.key === place.stroke.key);
  return place.shape ? shapes.findIndex((s) => s.key === place.shape?.key) : WHOLE_SKIN;
};

const widthOf = (shape: LipShape): number => (shape.kind === 'line' ? shape.width : 0);

const gateOf = (place: FilmPlace): number => {
  if (place.on === 'skin') return place.shape?.onLids ? GATE_EYE : GATE_OWN;
  if (place.on === 'lips') return GATE_OWN;
  if (place.stroke.betweenHair) return GATE_BROW;
  return place.stroke.clipEye ? GATE_EYE : GATE_OWN;
};

/** Shapes of the lips that two films share, first and second. */
const SHARED: readonly (readonly [LipShape['kind'], LipShape['kind']])[] = [
  ['rim', 'centre'],
  ['upper', 'lower'],
];

const pairOf = (films: readonly Film[], i: number): number => {
  const kind = (film: Film | undefined) => (film?.place.on === 'lips' ? film.place.shape.kind : undefined);
  const shared = (a: Film | undefined, b: Film | undefined): boolean =>
    a?.product === b?.product && SHARED.some(([first, second]) => kind(a) === first && kind(b) === second);
  if (shared(films[i], films[i + 1])) return PAIR_FIRST;
  return shared(films[i - 1], films[i]) ? PAIR_SECOND : 0;
};

const rowOf = (
  film: Film,
  shapes: readonly FaceShape[],
  strokes: readonly Stroke[],
): Omit<FilmRow, 'pair'> => {
  const { finish, intensity, place, pearl } = film;
  const masstone = hexToLinear(film.color);
  const x = solveScattering(masstone, film.coverage) * intensity;
  const r = masstone.map(clampMasstone) as [number, number, number];
  const b = r.map((v) => (1 - v * v) / (2 * v)) as [number, number, number];
  const sheen = hexToLinear(pearl?.color ?? '#000000');
  // Half as much product holds half as many platelets; under half, presence takes its share.
  const strength = (pearl?.strength ?? 0) * Math.max(FULL_PRESENCE, intensity);
  return {
    place: PLACES.indexOf(place.on),
    slot: slotOf(film, { shapes, strokes }),
    width: place.on === 'lips' ? widthOf(place.shape) : 0,
    gate: gateOf(place),
    product: PRODUCT_KINDS.indexOf(film.product),
    a: r.map((v) => (1 + v * v) / (2 * v)) as [number, number, number],
    b,
    q: [b[0] * x, b[1] * x, b[2] * x],
    presence: film.coverage > 0 ? Math.min(1, intensity / FULL_PRESENCE) : 0,
    evening: film.evening ?? 0,
    lift: film.lift ?? 0,
    relief: finish.relief,
    keep: finish.keep,
    lobe: finish.lobe,
    alpha: finish.alpha,
    f0: finish.f0,
    boost: finish.boost,
    wet: finish.wet,
    sheen: finish.sheen ?? 0,
    metal: finish.metal ?? 0,
    pearl: [sheen[0] * strength, sheen[1] * strength, sheen[2] * strength],
    pearlAlpha: pearl?.alpha ?? NO_PEARL_ALPHA,
    evenPearl: pearl ? 1 - pearl.glints : 0,
  };
};
