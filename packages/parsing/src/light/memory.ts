import type { Shading } from './direction.ts';
import type { Seen } from './posterior.ts';
import type { Told } from './told.ts';

/** s: what is believed of a face's own albedo follows with this time constant (rendering.md 3.1) ... */
const TAU = 1;
/** ... and once it has been watched this long, by no more than .05 stop/s. */
const SETTLED = 3;
const RATE = 0.05 * Math.LN2;
/** The picture of the face itself is followed quietly below these steps (ln), and at once above: exposure and white balance of the camera, a
 *  lamp, a cloud. */
const QUIET_TAU = 0.25;
const LEVEL_STEP = 0.06;
const COLOUR_STEP = 0.04;
/** s: direction, ambient share and noise. */
const SHADING_TAU = 0.5;
/** s without the face, after which what was known of it is no more believed, and forgotten. */
const FADE_TAU = 2;
const FORGET = 3;
/** Least share of the usual pull that a frame with less evidence (a blink) has. */
const WEAK = 0.03;

/**
 * What is remembered of one face: not the light but the face's albedo (three logarithms), because that does not change. Light = what is seen of
 * the skin / albedo, so a step of the camera's gain or white balance moves the light at once and the belief not at all.
 */
export class FaceMemory {
  /** ms of the last frame. */
  time = 0;
  #age = 0;
  #frames = 0;
  readonly #albedo = new Float64Array(3);
  readonly #skin = new Float64Array(3);
  #illuminant = 0;
  #exposure = 0;
  readonly shading: Shading = { x: 0, y: 0, z: 1, sure: 0, ambient: 1, explained: 0 };
  noise = 0;

  /** true: too long ago to go on from. */
  stale(time: number): boolean {
    return !(time >= this.time && time - this.time <= FORGET * 1000);
  }

  get known(): boolean {
    return this.#frames > 0;
  }

  /** The steadied light after one more frame. */
  follow(skin: Seen, told: Told, shading: Shading, noise: number, time: number): Told {
    const dt = this.known ? Math.max(0, time - this.time) / 1000 : 0;
    this.#age += dt;
    this.#frames++;
    this.time = time;
    this.#follow(0, skin.level, LEVEL_STEP, dt);
    this.#follow(1, skin.red, COLOUR_STEP, dt);
    this.#follow(2, skin.blue, COLOUR_STEP, dt);
    this.#believe(0, skin.level - told.exposure, told.exposureConfidence, this.#exposure, dt);
    this.#believe(1, skin.red - told.red, told.illuminantConfidence, this.#illuminant, dt);
    this.#believe(2, skin.blue - told.blue, told.illuminantConfidence, this.#illuminant, dt);
    this.#exposure += this.#pull(dt) * (told.exposureConfidence - this.#exposure);
    this.#illuminant += this.#pull(dt) * (told.illuminantConfidence - this.#illuminant);
    this.#followShading(shading, noise, dt);
    return this.told;
  }

  /** The face is there but cannot be read: the last light, believed less and less. */
  fade(time: number): Told {
    const keep = Math.exp(-Math.max(0, time - this.time) / 1000 / FADE_TAU);
    const { exposureConfidence, illuminantConfidence, ...light } = this.told;
    return {
      ...light,
      exposureConfidence: exposureConfidence * keep,
      illuminantConfidence: illuminantConfidence * keep,
    };
  }

  get told(): Told {
    return {
      exposure: this.#skin[0]! - this.#albedo[0]!,
      red: this.#skin[1]! - this.#albedo[1]!,
      blue: this.#skin[2]! - this.#albedo[2]!,
      exposureConfidence: this.#exposure,
      illuminantConfidence: this.#illuminant,
    };
  }

  /** A mean of all frames at first, then an exponential one. */
  #pull(dt: number): number {
    return Math.max(1 - Math.exp(-dt / TAU), 1 / this.#frames);
  }

  #follow(k: number, seen: number, step: number, dt: number): void {
    const gap = seen - this.#skin[k]!;
    const share = this.#frames === 1 || Math.abs(gap) > step ? 1 : 1 - Math.exp(-dt / QUIET_TAU);
    this.#skin[k] = this.#skin[k]! + share * gap;
  }

  #believe(k: number, albedo: number, confidence: number, known: number, dt: number): void {
    const gap = albedo - this.#albedo[k]!;
    if (this.#frames === 1) {
      this.#albedo[k] = albedo;
      return;
    }
    // A frame that says less than the ones before (a blink) pulls less.
    const weight = Math.max(WEAK, Math.min(1, (confidence / Math.max(known, 1e-3)) ** 4));
    const move = this.#pull(dt) * weight * gap;
    const most = this.#age > SETTLED ? RATE * dt : Number.POSITIVE_INFINITY;
    this.#albedo[k] = this.#albedo[k]! + Math.max(-most, Math.min(most, move));
  }

  #followShading(s: Shading, noise: number, dt: number): void {
    const share = this.#frames === 1 ? 1 : 1 - Math.exp(-dt / SHADING_TAU);
    const own = this.shading;
    // Unsure directions weigh less; the mean is made a unit again.
    const [x, y, z] = [
      own.x * own.sure + share * (s.x * s.sure - own.x * own.sure),
      own.y * own.sure + share * (s.y * s.sure - own.y * own.sure),
      own.z * own.sure + share * (s.z * s.sure - own.z * own.sure),
    ];
    const length = Math.hypot(x, y, z);
    if (length > 1e-6) {
      own.x = x / length;
      own.y = y / length;
      own.z = z / length;
    }
    own.sure = length;
    own.ambient += share * (s.ambient - own.ambient);
    own.explained += share * (s.explained - own.explained);
    if (Number.isFinite(noise)) this.noise += share * (noise - this.noise);
  }
}
