import { type MouthMotion, MouthPicture } from './mouth-motion.ts';
import { VIEW_HEIGHT, VIEW_WIDTH } from './mouth-view.ts';

/** Mean difference of luma over the film's own noise at which a mouth counts as changing, and from which as another form. On heads lips that
 *  part by half a millimetre leave 1, a light smile .4; a photograph moved as it is less than .5 (decision 0150). */
const CHANGING = 0.4;
const CHANGED = 1.1;
/** The noise is the least that neighbouring frames differ by; it may grow again by this share a frame. */
const NOISE_GROWTH = 1.03;

/** Tells by the picture whether a mouth has taken another form since a kept one, or only moved. */
export class MouthChange {
  readonly #kept = new MouthPicture(VIEW_WIDTH, VIEW_HEIGHT);
  #noise = Number.POSITIVE_INFINITY;

  /** `seen` is the form that later ones are held against. */
  keep(seen: MouthPicture): void {
    this.#kept.copy(seen);
  }

  /** 0: the kept mouth, moved; 1: another form, or none that can be compared. `fit`: what registration left between the last two frames. */
  tell(registration: MouthMotion, now: MouthPicture, fit: number): number {
    this.#noise = Math.min(fit, this.#noise * NOISE_GROWTH);
    const motion = registration.find(this.#kept, now);
    if (!motion) return 1;
    return Math.min(1, Math.max(0, (motion.fit - this.#noise - CHANGING) / (CHANGED - CHANGING)));
  }
}
