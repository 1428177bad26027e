import type { Crop } from '../crop.ts';
import { SPOKES, type Spokes } from './spokes.ts';
import { CHANNELS, type Tissue } from './tissue.ts';

/** Steps along a spoke, mm. */
export const STEP_MM = 0.5;
/** Rows of a strip: -9 .. 9 mm across the curve. */
export const ROWS = 37;
/** Facts of a spoke beside its pixels, see `Strips.facts`. */
export const FACTS = 5;
const LIP = SPOKES / 2;

/** A ring unrolled: what lies along its spokes. Reused from frame to frame. */
export class Strips {
  /** [ring] SPOKES x ROWS x CHANNELS; row 18 lies on the landmarks' curve, later rows further along the spoke. */
  readonly pixels = [0, 1].map(() => new Float32Array(SPOKES * ROWS * CHANNELS));
  /** SPOKES x (|place| 0 middle .. 1 corner; lip 1 upper, -1 lower, 0 corner; thickness, opening, cm; separation of lip and skin 0..1). */
  readonly facts = new Float32Array(SPOKES * FACTS);

  fill(crop: Crop, spokes: Spokes, tissue: Tissue, pxPerMm: number): void {
    const step = STEP_MM * pxPerMm;
    for (let ring = 0; ring < 2; ring++) {
      const at = spokes.origins[ring]!;
      const to = spokes.directions[ring]!;
      const out = this.pixels[ring]!;
      for (let k = 0; k < SPOKES; k++)
        for (let row = 0; row < ROWS; row++) {
          const t = (row - (ROWS >> 1)) * step;
          const x = at[k * 2]! + to[k * 2]! * t;
          const y = at[k * 2 + 1]! + to[k * 2 + 1]! * t;
          tissue.read(crop, x, y, out, (k * ROWS + row) * CHANNELS);
        }
    }
    this.#gauge(spokes, tissue.separation, pxPerMm);
  }

  #gauge({ origins: [outer, inner] }: Spokes, separation: number, pxPerMm: number): void {
    const cm = 10 * pxPerMm;
    for (let k = 0; k < SPOKES; k++) {
      const across = (SPOKES - k) % SPOKES;
      const at = k * FACTS;
      this.facts[at] = Math.abs((k % LIP) - LIP / 2) / (LIP / 2);
      this.facts[at + 1] = k % LIP === 0 ? 0 : k < LIP ? 1 : -1;
      this.facts[at + 2] =
        Math.hypot(outer[k * 2]! - inner[k * 2]!, outer[k * 2 + 1]! - inner[k * 2 + 1]!) / cm;
      this.facts[at + 3] =
        Math.hypot(inner[k * 2]! - inner[across * 2]!, inner[k * 2 + 1]! - inner[across * 2 + 1]!) / cm;
      this.facts[at + 4] = separation / (2 + separation);
    }
  }
}
