import { linearToSrgb8, luminance } from '@carmine/color';
import { type FilmRow, PAIR_FIRST, PAIR_SECOND } from '../look/film-row.ts';
import {
  ALBEDO_MAX,
  ALBEDO_MIN,
  ALBEDO_SHARE,
  ALBEDO_STEP_LIP,
  ALBEDO_STEP_SKIN,
  EDGE_THICKNESS,
  GLOSS_FLOOR,
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
import { clamp, mix, smoothstep } from '../model/smooth.ts';
import type { FacePass } from './face-pass.ts';
import { type Facing, lobe, pictureHighlight } from './highlight.ts';
import { surfaceNormal } from './normal.ts';
import { addPearl, metalRoom, metalTint } from './pearl.ts';
import type { Pixel } from './pixel.ts';
import type { Stats } from './stats.ts';
import { split } from './surface.ts';

/** Luminance of skin or lips under full light, mixed at the border (rendering.md 3.2: lip anchor = skin anchor x lip / perioral). */
const anchorAt = (p: Pixel, stats: Stats): number =>
  mix(
    stats.skinAnchor,
    stats.skinAnchor * clamp(stats.lipDiffuse / stats.perioralDiffuse, LIP_ANCHOR_MIN, LIP_ANCHOR_MAX),
    p.lipShare,
  );

/** Finish at a pixel: what the outermost films make of the surface. */
const finish = { relief: 1, keep: 1, lobe: 0, alpha: 0.5, f0: 0.04, boost: 0, wet: 1, sheen: 0, metal: 0 };
const BARE = { ...finish };
const albedo = new Float64Array(3);
const worn = new Float64Array(3);
const through = new Float64Array(3);
const tint = new Float64Array(3);
/** Light of all pearls, and the colour of the surface's reflections. */
const pearl = new Float64Array(3);
const mirror = new Float64Array(3);
const normal = new Float64Array(3);
const facing: Facing = { nh: 0, nl: 0 };

/**
 * The per-pixel order of rendering.md 1.2, steps 4 to 11. Writes the worn light (still free of the scene's) to `out`.
 * A formula: longer than a function should be, and kept in the shader's order.
 */
export const wear = (p: Pixel, f: FacePass, out: Float64Array): void => {
  const { c, s, fine, coarse } = p;
  const { stats } = f;
  const yFine = Math.max(luminance(fine[0]!, fine[1]!, fine[2]!), 1e-4);
  const yCoarse = Math.max(luminance(coarse[0]!, coarse[1]!, coarse[2]!), 1e-4);
  const anchor = anchorAt(p, stats);
  // Steps 4, 5: the middle band's small steps belong to the albedo, its large ones to the shading.
  const step = mix(ALBEDO_STEP_SKIN, ALBEDO_STEP_LIP, p.lipShare);
  const delta = Math.log(yFine / yCoarse);
  const own = ALBEDO_SHARE * step * Math.tanh(delta / step);
  const shading = (yCoarse * Math.exp(delta - own)) / anchor;
  shadeTint(p, stats, shading);
  const yDiffuse = luminance(c[0]! - s, c[1]! - s, c[2]! - s);
  const relief = clamp(yDiffuse / yFine, RELIEF_MIN, RELIEF_MAX);

  // Step 7: evening keeps the coarse colour and raises the rest to a power.
  const e = strongest(p, f.films, 'evening');
  const yOwn = Math.exp(own);
  for (let k = 0; k < 3; k++) {
    albedo[k] = clamp(fine[k]! / (shading * tint[k]!), ALBEDO_MIN, ALBEDO_MAX);
    const low = (coarse[k]! * anchor) / (yCoarse * tint[k]!);
    const hue = Math.max(fine[k]!, 1e-4) / Math.max(coarse[k]!, 1e-4) / (yFine / yCoarse);
    const even = low * yOwn ** (1 - 0.6 * e) * hue ** (1 - e);
    worn[k] = e > 0 ? clamp(even, ALBEDO_MIN, ALBEDO_MAX) : albedo[k]!;
  }
  light(p, f);
  films(p, f, shading);

  // Steps 9, 10. Concealer lifts what lies in shade (rendering.md 1.7), light itself it leaves alone.
  const lifted = Math.min(shading, 1) ** -strongest(p, f.films, 'lift');
  const opacity = 1 - luminance(through[0]!, through[1]!, through[2]!);
  const unveiled = mix(1, bodyUnderVeil(fine, yFine, stats), (1 - finish.keep) * p.lipShare);
  const rebuilt = shading * lifted * relief ** finish.relief * unveiled;
  // Lips are unevenly lit by their shape, and gloss is told from their own highlights.
  const body = mix(bodyShare(shading), 1, p.lipShare);
  const dark = 1 - METAL_BODY * finish.metal;
  for (let k = 0; k < 3; k++) {
    const deep = worn[k]! ** finish.wet;
    const bare = (c[k]! - s) * lifted;
    const film = mix((bare * deep) / albedo[k]!, deep * rebuilt * tint[k]!, opacity);
    out[k] = dark * mix(mix(bare, yDiffuse * lifted, opacity) * finish.keep, film, body);
  }
  const yOut = luminance(out[0]!, out[1]!, out[2]!);
  const lit = Math.min(shading, 1.5) * relief * relief;
  const gloss =
    s * finish.keep +
    finish.boost * pictureHighlight(p, stats, yOut + s) +
    (finish.lobe * lobe(facing, finish, p.lipShare, stats) + metalRoom(finish.metal, normal)) * lit;
  const velvet = finish.sheen * SHEEN_SCALE * (1 - normal[2]!) ** SHEEN_POWER * Math.min(shading, 1.5);
  for (let k = 0; k < 3; k++) out[k] = out[k]! + gloss * mirror[k]! + pearl[k]! * lit + velvet;
};

/** The surface in the light: its normal and the cosines. */
const light = (p: Pixel, f: FacePass): void => {
  surfaceNormal(f.geometry, p.lip, p.lipShare, p.normal, normal);
  const [x, y, z] = f.light;
  const h = Math.hypot(x, y, z + 1);
  const [nx, ny, nz] = normal as unknown as [number, number, number];
  facing.nh = clamp((nx * x + ny * y + nz * (z + 1)) / h, 0, 1);
  facing.nl = clamp(nx * x + ny * y + nz * z, 0, 1);
};

/** Colour of the light in shade over that on the rest of the face, into `tint`: skin bounces warm light into its folds, and that falls on
 *  the film too. Shade that is cooler says more of the lamp than of itself, and is left. */
const shadeTint = (p: Pixel, stats: Stats, shading: number): void => {
  const skin = stats.skinColor;
  const own = (k: number) => p.coarse[k]! / Math.max(skin[k]!, 1e-4);
  const warm = clamp(SHADE_WARM * (own(0) / Math.max(own(1), 1e-4) - 1), 0, 1);
  const share = SHADE_TINT * warm * (1 - smoothstep(SHADE_DEEP, SHADE_FROM, shading)) * (1 - p.lipShare);
  const level = luminance(p.coarse[0]!, p.coarse[1]!, p.coarse[2]!) / luminance(skin[0], skin[1], skin[2]);
  for (let k = 0; k < 3; k++) tint[k] = mix(1, clamp(own(k) / level, TINT_MIN, 1 / TINT_MIN), share);
};

/** Body's share of the light at a place of the lips, over that of all lips. What a surface mirrors evenly of all around it lies on lips as a veil, which
 *  is told in their lowpass as on skin: pixel by pixel it is mottling. A film that mirrors little takes it away. */
const bodyUnderVeil = (fine: ArrayLike<number>, yFine: number, stats: Stats): number =>
  (1 - Math.min(split(fine[0]!, fine[1]!, fine[2]!, stats.lipRatio), GLOSS_FLOOR) / yFine) / stats.lipBody;

/** Share of the diffuse light that is body colour: past `SHEEN_FROM` times the face's own light, more and more of it is sheen that
 *  was taken for diffuse, and a film must not multiply that. */
const bodyShare = (shading: number): number => {
  const room = SHEEN_MOST - SHEEN_FROM;
  const over = Math.max(shading - SHEEN_FROM, 0);
  return (Math.min(shading, SHEEN_FROM) + room * (1 - Math.exp(-over / room))) / shading;
};

/** Strongest evening or lift of the films at the pixel. */
const strongest = (p: Pixel, rows: readonly FilmRow[], of: 'evening' | 'lift'): number => {
  let most = 0;
  for (let i = 0; i < rows.length; i++) most = Math.max(most, rows[i]![of] * p.amounts[i]!);
  return most;
};

/** Step 8: each film over what lies below it; also the squared transmittance of all, the finish on top and the pearls' light. */
const films = (p: Pixel, f: FacePass, shading: number): void => {
  Object.assign(finish, BARE);
  pearl.fill(0);
  mirror.fill(1);
  through.fill(1);
  for (let i = 0; i < f.films.length; i++) {
    const film = f.films[i]!;
    const amount = p.amounts[i]!;
    if (amount <= 0) continue;
    // Of two films that share the lips, the second lies on what is below the first, and takes its share from it.
    const second = film.pair === PAIR_SECOND;
    const full = second ? p.amounts[i - 1]! : amount;
    if (second) swapBelow();
    else if (film.pair === PAIR_FIRST) keepBelow();
    const seen = filmOver(film, full);
    for (let k = 0; k < 3; k++) pearl[k] = pearl[k]! * seen;
    addPearl({ film, share: full * film.presence, facing, normal, pixel: p, pass: f, shading }, pearl);
    if (second) mixFirst(amount / full);
    const presence = Math.min(1, full * 2) * film.presence * (second ? amount / full : 1);
    for (const key of FINISH) finish[key] = mix(finish[key], film[key], presence);
    metalTint(film, presence, mirror);
  }
};
const FINISH = Object.keys(BARE) as (keyof typeof BARE)[];

/** What lies below a pair, then the first of it: albedo, transmittance, pearl. */
const below = new Float64Array(9);
const layered = [worn, through, pearl] as const;
const keepBelow = (): void => {
  layered.forEach((v, n) => {
    below.set(v, n * 3);
  });
};
const swapBelow = (): void => {
  layered.forEach((v, n) => {
    for (let k = 0; k < 3; k++) [v[k], below[n * 3 + k]] = [below[n * 3 + k]!, v[k]!];
  });
};
const mixFirst = (share: number): void => {
  layered.forEach((v, n) => {
    for (let k = 0; k < 3; k++) v[k] = mix(below[n * 3 + k]!, v[k]!, share);
  });
};

/** One film over `worn`; gives the share of what lies below it that is still seen. */
const filmOver = (film: FilmRow, amount: number): number => {
  // Towards its edge a film is thinner and covers less of each pixel's area.
  const thickness = mix(EDGE_THICKNESS, 1, amount);
  let seen = 0;
  for (let k = 0; k < 3; k++) {
    const [a, b] = [film.a[k]!, film.b[k]!];
    const once = Math.exp(-film.q[k]! * thickness);
    const twice = once * once;
    // sinh and cosh by exponentials: no overflow for opaque films.
    const den = a * (1 - twice) + b * (1 + twice);
    const r0 = (1 - twice) / den;
    const t = (2 * b * once) / den;
    const t2 = mix(1, t * t, amount);
    worn[k] = mix(worn[k]!, r0 + (t * t * worn[k]!) / (1 - r0 * worn[k]!), amount);
    through[k] = through[k]! * t2;
    seen += t2 / 3;
  }
  return seen;
};

/** Puts the scene's light back and encodes (step 11). */
export const encode = (value: number, scale: number): number => linearToSrgb8(value / scale);
