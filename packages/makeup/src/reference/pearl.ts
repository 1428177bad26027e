import type { FilmRow } from '../look/film-row.ts';
import {
  GLINT_MOST,
  LIP_ALONG_MM,
  METAL_GROUND,
  METAL_HORIZON,
  METAL_ROOM,
  METAL_TOP,
  PEARL_MOST,
  PEARL_SHADE_HI,
  PEARL_SHADE_LO,
  UV_MM,
} from '../model/constants.ts';
import { clamp, mix, smoothstep } from '../model/smooth.ts';
import type { FacePass } from './face-pass.ts';
import { glints } from './glints.ts';
import { type Facing, ggx } from './highlight.ts';
import type { Pixel } from './pixel.ts';

/** A film's pearl at a pixel. */
export interface PearlInput {
  readonly film: FilmRow;
  /** Share of the pixel that wears it, 0..1. */
  readonly share: number;
  readonly facing: Facing;
  readonly normal: Float64Array;
  readonly pixel: Pixel;
  readonly pass: FacePass;
  readonly shading: number;
}

/** Adds the light of a film's platelets to `out`: a coloured lobe, and flakes one by one (rendering.md 1.6). In shadow both go out. */
export const addPearl = (input: PearlInput, out: Float64Array): void => {
  const { film, share, facing, shading } = input;
  if (film.pearl[0] + film.pearl[1] + film.pearl[2] <= 0) return;
  const lit = share * smoothstep(PEARL_SHADE_LO, PEARL_SHADE_HI, shading);
  if (lit <= 0) return;
  const even = film.evenPearl * ggx(facing, film.pearlAlpha);
  const single = film.evenPearl < 1 ? (1 - film.evenPearl) * flakes(input) * facing.nl : 0;
  for (let k = 0; k < 3; k++) {
    const light = Math.min(film.pearl[k]! * even, PEARL_MOST) + Math.min(film.pearl[k]! * single, GLINT_MOST);
    out[k] = out[k]! + lit * light;
  }
};

/** The flakes at a pixel, anchored on the lips' chart or the face's. */
const flakes = ({ film, normal, pixel: p, pass }: PearlInput): number => {
  const onLips = p.lipShare > 0.5;
  const x = onLips ? p.lip.along * LIP_ALONG_MM : p.uv[0] * UV_MM;
  const y = onLips ? p.lip.side : p.uv[1] * UV_MM;
  // Slope of the half vector on the surface, near enough for flakes: both told against the viewer.
  const [lx, ly, lz] = pass.light;
  const nz = Math.max(normal[2]!, 0.2);
  const slope = [lx / (lz + 1) - normal[0]! / nz, ly / (lz + 1) - normal[1]! / nz] as const;
  return glints(x, y, pass.glintLevel, slope, film.pearlAlpha);
};

/** Light of the surroundings that metal mirrors at a surface's normal: the room above, the dimmer ground below. */
export const metalRoom = (metal: number, normal: Float64Array): number => {
  const up = smoothstep(-METAL_HORIZON, METAL_HORIZON, 2 * normal[2]! * normal[1]!);
  return metal * METAL_ROOM * mix(METAL_GROUND, 1, up);
};

/** Colours the surface's reflections by a metallic film's masstone, into `mirror`. */
export const metalTint = (film: FilmRow, presence: number, mirror: Float64Array): void => {
  if (film.metal <= 0 && mirror[0]! === 1 && mirror[1]! === 1 && mirror[2]! === 1) return;
  const r = [0, 1, 2].map((k) => clamp(film.a[k]! - film.b[k]!, 0, 1)) as [number, number, number];
  const top = Math.max(...r, 1e-3);
  for (let k = 0; k < 3; k++) {
    const own = mix(1, (METAL_TOP * r[k]!) / top, film.metal);
    mirror[k] = mix(mirror[k]!, own, presence);
  }
};
