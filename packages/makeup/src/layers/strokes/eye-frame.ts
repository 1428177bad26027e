import { EYE_ARCS, LID_HALOS, type Side } from '@carmine/face';
import type { StrokeFace } from '../stroke.ts';
import { Arc } from './arc.ts';

/** Distance of the eye's corners on the canonical face, mm. */
const EYE_LENGTH_MM = 26.6;
/** Landmarks at the temples and the nose's root, and where the canonical root lies to the temples' middle: cm up, cm forward. */
const TEMPLES = [127, 356] as const;
const NOSE_ROOT = 168;
const ROOT_UP_CM = 0.91;
const ROOT_FORWARD_CM = 7.25;

/** One eye of a face in the picture: what liner and lashes are laid by. Lines run from the nose outwards. */
export class EyeFrame {
  readonly upper: Arc;
  readonly lower: Arc;
  /** Unit vector from the inner to the outer corner, and the eye's up, px. */
  outX = 1;
  outY = 0;
  upX = 0;
  upY = -1;
  /** px a mm along the eye (shorter where the head turns), upwards, and what a mm straight ahead of the face is in the picture, px. */
  perMmOut = 1;
  perMm = 1;
  aheadX = 0;
  aheadY = 0;
  /** Middle opening over the eye's length: about .3 wide open, under .08 closed. */
  opening = 0;
  /** Sine of how far this eye is turned away from the viewer; negative for the near one. */
  away = 0;
  /** 1 for the subject's left eye, -1 for the right: (dy * side, -dx * side) is the upward normal of a line that runs outwards. */
  readonly side: number;
  readonly #lid: readonly number[];
  readonly #facing = new Float32Array(7);

  constructor(side: Side) {
    this.upper = new Arc([...EYE_ARCS[side].upper].reverse());
    this.lower = new Arc([...EYE_ARCS[side].lower].reverse());
    this.#lid = [...LID_HALOS[side][0].upper].reverse();
    this.side = side === 'left' ? 1 : -1;
  }

  read(face: StrokeFace): void {
    const { px, pixelsPerMm } = face;
    this.upper.read(px);
    this.lower.read(px);
    this.perMm = pixelsPerMm;
    const dx = this.upper.at(1, 0) - this.upper.at(0, 0);
    const dy = this.upper.at(1, 1) - this.upper.at(0, 1);
    const length = Math.hypot(dx, dy);
    this.outX = length > 0 ? dx / length : this.side;
    this.outY = length > 0 ? dy / length : 0;
    // Square to the eye; the sides are the subject's, so no test is needed which way is up.
    this.upX = this.outY * this.side;
    this.upY = -this.outX * this.side;
    this.perMmOut = Math.min(1.15 * pixelsPerMm, length / EYE_LENGTH_MM);
    this.opening = this.#gap() / Math.max(length, EYE_LENGTH_MM * 0.5 * pixelsPerMm, 1e-6);
    this.#ahead(face);
    for (let i = 0; i < 7; i++) this.#facing[i] = face.facing[this.#lid[i]!]!;
  }

  /** How far the lid faces the viewer at t, 0..1 from the inner corner. */
  facing(t: number): number {
    const at = Math.min(1, Math.max(0, t)) * 6;
    const i = Math.min(5, Math.floor(at));
    return this.#facing[i]! + (this.#facing[i + 1]! - this.#facing[i]!) * (at - i);
  }

  /** Height between the lids at their middle, px. */
  #gap(): number {
    const x = this.upper.at(0.5, 0) - this.lower.at(0.5, 0);
    const y = this.upper.at(0.5, 1) - this.lower.at(0.5, 1);
    return Math.max(0, x * this.upX + y * this.upY);
  }

  #ahead({ px, up, pixelsPerMm }: StrokeFace): void {
    const [a, b] = TEMPLES;
    const x = px[NOSE_ROOT * 2]! - (px[a * 2]! + px[b * 2]!) / 2;
    const y = px[NOSE_ROOT * 2 + 1]! - (px[a * 2 + 1]! + px[b * 2 + 1]!) / 2;
    const perCm = 10 * pixelsPerMm;
    this.aheadX = (x - ROOT_UP_CM * perCm * up[0]) / ROOT_FORWARD_CM / 10;
    this.aheadY = (y - ROOT_UP_CM * perCm * up[1]) / ROOT_FORWARD_CM / 10;
    this.away = (this.aheadX * this.outX + this.aheadY * this.outY) / (pixelsPerMm || 1);
  }
}
