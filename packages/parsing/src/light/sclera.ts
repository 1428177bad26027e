import { luminance, SRGB8_TO_LINEAR } from '@carmine/color';
import { EYE_RINGS, IRISES, type Side } from '@carmine/face';
import type { Crop } from '../crop.ts';
import { CLIP_CODE, type CropView } from './crop-view.ts';
import { Sorted } from './order.ts';
import { EYE_CROP_HEIGHT, EYE_CROP_WIDTH, type Points, pointX, pointY } from './plans.ts';

/** What the white of one eye shows. Logarithms are natural, of linear light. */
export interface White {
  /** Texels that were taken for white of the eye; 0: none is seen. */
  count: number;
  /** ln luminance. */
  level: number;
  /** ln(r/g), ln(b/g). */
  red: number;
  blue: number;
  /** Half the distance of the quartiles of the two among the texels. */
  spread: number;
  /** Lid gap over eye width. */
  openness: number;
}

/** Gap of the lids over the eye's width below which it is closed. */
const OPENNESS_MIN = 0.13;
/** The lid's shadow and lashes line the ring: it is read this far from its middle line. */
const LID_INSET = 0.74;
/** The limbus is soft: the iris counts this much larger. */
const IRIS_MARGIN = 1.18;
/** Nearer than this to the corners (share of the eye's width) lie the caruncle and the folds of the lids. */
const CORNER = 0.12;
/** Of the texels by light the darker are lashes, vessels, lid shadow; the brightest are catch-lights and the wet rim. */
const BAND_FROM = 0.55;
const BAND_TO = 0.94;
/** Share of those texels that show the white cleanest: lids and vessels redden the rest. */
const CLEAN = 0.4;
/** Too few texels say nothing. */
const COUNT_MIN = 10;

const MOST = EYE_CROP_WIDTH * EYE_CROP_HEIGHT;

/** Reads the white between lids and iris of an eye's crop. Buffers are kept. */
export class ScleraReader {
  readonly #ringX = new Float32Array(16);
  readonly #ringY = new Float32Array(16);
  readonly #level = new Float32Array(MOST);
  readonly #red = new Float32Array(MOST);
  readonly #blue = new Float32Array(MOST);
  readonly #levels = new Sorted(MOST);
  readonly #sorted = new Sorted(MOST);

  read(crop: Crop, view: CropView, points: Points, side: Side, out: White): void {
    out.count = 0;
    this.#placeRing(view, points, side);
    out.openness = this.#openness();
    if (!(out.openness >= OPENNESS_MIN)) return;
    const candidates = this.#collect(crop, view, points, side);
    if (candidates < COUNT_MIN) return;
    this.#levels.clear();
    for (let i = 0; i < candidates; i++) this.#levels.add(this.#level[i]!);
    this.#levels.sort();
    const [lo, hi] = [this.#levels.at(BAND_FROM), this.#levels.at(BAND_TO)];
    out.level = (this.#levels.at(BAND_FROM) + 2 * this.#levels.at((BAND_FROM + BAND_TO) / 2) + hi) / 4;
    this.#gather(this.#red, candidates, lo, hi, Infinity);
    out.red = this.#sorted.at(CLEAN / 2);
    out.spread = (this.#sorted.at(0.75) - this.#sorted.at(0.25)) / 2;
    out.count = this.#sorted.count;
    this.#gather(this.#blue, candidates, lo, hi, this.#sorted.at(CLEAN));
    out.blue = this.#sorted.at(0.5);
    out.spread = Math.max(out.spread, (this.#sorted.at(0.75) - this.#sorted.at(0.25)) / 2);
  }

  /** Sorts the values of texels in a band of light that are no redder than a limit. */
  #gather(values: Float32Array, count: number, lo: number, hi: number, reddest: number): void {
    this.#sorted.clear();
    for (let i = 0; i < count; i++)
      if (this.#level[i]! >= lo && this.#level[i]! <= hi && this.#red[i]! <= reddest)
        this.#sorted.add(values[i]!);
    this.#sorted.sort();
  }

  /** The lid ring in crop px, drawn in towards the line between the corners. */
  #placeRing(view: CropView, points: Points, side: Side): void {
    const ring = EYE_RINGS[side];
    for (let k = 0; k < 16; k++) {
      const [x, y] = [pointX(points, ring[k]!), pointY(points, ring[k]!)];
      this.#ringX[k] = view.x(x, y);
      this.#ringY[k] = view.y(x, y);
    }
  }

  #openness(): number {
    const [x, y] = [this.#ringX, this.#ringY];
    const gap = (a: number, b: number) => Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
    // Lower lid points 3, 4, 5 face upper lid points 13, 12, 11.
    return (gap(3, 13) + gap(4, 12) + gap(5, 11)) / 3 / Math.max(gap(0, 8), 1e-3);
  }

  /** Texels well between the lids and outside the iris, with their light; how many. */
  #collect(crop: Crop, view: CropView, points: Points, side: Side): number {
    const x = this.#ringX;
    const iris = IRISES[side];
    const [px, py] = [pointX(points, iris.center), pointY(points, iris.center)];
    const [ix, iy] = [view.x(px, py), view.y(px, py)];
    let radius = 0;
    for (const e of iris.edge) {
      const [ex, ey] = [pointX(points, e), pointY(points, e)];
      radius = Math.max(radius, Math.hypot(view.x(ex, ey) - ix, view.y(ex, ey) - iy));
    }
    radius *= IRIS_MARGIN;
    const from = Math.max(0, Math.floor(Math.min(x[0]!, x[8]!)));
    const to = Math.min(crop.width - 1, Math.ceil(Math.max(x[0]!, x[8]!)));
    const [cornerX, span] = [x[0]!, x[8]! - x[0]!];
    let n = 0;
    for (let i = from; i <= to; i++) {
      const t = (i + 0.5 - cornerX) / span;
      if (t < CORNER || t > 1 - CORNER) continue;
      const [low, up] = [this.#lid(1, 8, i + 0.5), this.#lid(8, 16, i + 0.5)];
      const mid = (low + up) / 2;
      const half = (LID_INSET * (low - up)) / 2;
      const last = Math.min(crop.height - 1, Math.floor(mid + half - 0.5));
      for (let j = Math.max(0, Math.ceil(mid - half - 0.5)); j <= last; j++) {
        if (Math.hypot(i + 0.5 - ix, j + 0.5 - iy) < radius) continue;
        const at = (j * crop.width + i) * 4;
        const [r8, g8, b8] = [crop.data[at]!, crop.data[at + 1]!, crop.data[at + 2]!];
        if (crop.data[at + 3]! < 255 || Math.max(r8, g8, b8) >= CLIP_CODE) continue;
        const [r, g, b] = [SRGB8_TO_LINEAR[r8]!, SRGB8_TO_LINEAR[g8]!, SRGB8_TO_LINEAR[b8]!];
        if (g <= 0.002) continue;
        this.#level[n] = Math.log(luminance(r, g, b));
        this.#red[n] = Math.log(Math.max(r, 1e-4) / g);
        this.#blue[n] = Math.log(Math.max(b, 1e-4) / g);
        n++;
      }
    }
    return n;
  }

  /** Height of a lid (ring points from - 1 .. to) at crop column x. */
  #lid(from: number, to: number, x: number): number {
    for (let k = from; k <= to; k++) {
      const [a, b] = [k - 1, k % 16];
      const [xa, xb] = [this.#ringX[a]!, this.#ringX[b]!];
      if ((x - xa) * (x - xb) > 0 || xa === xb) continue;
      return this.#ringY[a]! + ((this.#ringY[b]! - this.#ringY[a]!) * (x - xa)) / (xb - xa);
    }
    return Number.NaN;
  }
}
