import { type FaceFrame, type FaceLight, readFaceLight, type TrackedFace } from '@carmine/face';

/** How far the colours on the screen can be trusted in this light. */
export interface LightReport {
  readonly confidence: 'high' | 'medium' | 'low';
  /** What stands against it; absent with `high`. dark, bright: the picture is exposed too low or too high; colour: the light's own colour
   *  cannot be told; contrast: how bright the light is cannot be told. */
  readonly cause?: 'dark' | 'bright' | 'colour' | 'contrast';
}

/** Confidence, 0..1, from which it is high and medium. */
const HIGH = 0.6;
const MEDIUM = 0.3;
/** Image luminance of a white diffuser lit like the face below and above which the camera's tone curve bends colours: a stop and a half
 *  under a good exposure, and clipping. */
const DARK = 0.35;
const BRIGHT = 1.35;
/** Readings in a row that must agree before another one is told: at two a second, a second and a half. */
const STEADY = 3;

/** What the picture tells of the light on its largest face; null where nothing was told. */
export const lightReport = (seen: FaceFrame | null): LightReport | null => {
  const face = largest(seen?.faces ?? []);
  const light = face?.light ? readFaceLight(face.light) : null;
  if (!light || (light.illuminantConfidence === 0 && light.exposureConfidence === 0)) return null;
  const sure = Math.min(light.illuminantConfidence, light.exposureConfidence);
  const cause = causeOf(light);
  const exposed = cause !== 'dark' && cause !== 'bright';
  if (sure >= HIGH && exposed) return { confidence: 'high' };
  return { confidence: sure >= MEDIUM ? 'medium' : 'low', cause };
};

const causeOf = (light: FaceLight): NonNullable<LightReport['cause']> => {
  if (light.exposureConfidence >= MEDIUM && light.exposure < DARK) return 'dark';
  if (light.exposureConfidence >= MEDIUM && light.exposure > BRIGHT) return 'bright';
  return light.illuminantConfidence <= light.exposureConfidence ? 'colour' : 'contrast';
};

const largest = (faces: readonly TrackedFace[]): TrackedFace | undefined =>
  faces.reduce<TrackedFace | undefined>(
    (best, face) => (best && area(best) >= area(face) ? best : face),
    undefined,
  );

/** Of the box of brow, chin and cheeks, in shares of the picture: MediaPipe's topmost, lowest, leftmost and rightmost points. */
const area = ({ landmarks }: TrackedFace): number => {
  const at = (point: number, axis: 0 | 1) => landmarks[point * 3 + axis]!;
  return Math.abs(at(454, 0) - at(234, 0)) * Math.abs(at(152, 1) - at(10, 1));
};

/** Keeps a report until another one has come several times in a row, so that a hint does not blink. */
export class LightWatch {
  #told: LightReport | null = null;
  #next: LightReport | null = null;
  #times = 0;

  /** The report to tell after this reading; the same object as before when nothing changed. */
  take(reading: LightReport | null): LightReport | null {
    if (same(reading, this.#told)) this.#times = 0;
    else {
      this.#times = same(reading, this.#next) ? this.#times + 1 : 1;
      this.#next = reading;
      if (this.#told === null || this.#times >= STEADY) {
        this.#told = reading && Object.freeze(reading);
        this.#times = 0;
      }
    }
    return this.#told;
  }
}

const same = (a: LightReport | null, b: LightReport | null): boolean =>
  a?.confidence === b?.confidence && a?.cause === b?.cause;
