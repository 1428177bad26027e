import type { HeadPose } from './camera.ts';
import type { Expression } from './expression.ts';

/** What the head does at a moment; merged over the fixed parameters. */
export interface HeadMoment {
  readonly pose?: Partial<HeadPose>;
  readonly expression?: Partial<Expression>;
}

/** A movement: seconds to pose and expression. Pure, so that frame n is the same however it is reached. */
export type HeadPath = (seconds: number) => HeadMoment;

const turn = (seconds: number, period: number, phase = 0): number =>
  Math.sin((2 * Math.PI * seconds) / period + phase);

/** A blink of 0.24 s, one every `period` seconds. */
const blinkAt = (seconds: number, period: number): number => {
  const t = (seconds % period) - period * 0.6;
  return t > 0 && t < 0.24 ? Math.sin((Math.PI * t) / 0.24) ** 2 : 0;
};

/** Ready-made movements.
 *  - `still`: nothing moves (jitter tests)
 *  - `idle`: the living model of the demo: a slow sway, a blink every few seconds, a hint of a smile
 *  - `turn`: yaw +-25 degrees, 60 degrees/s at the middle (swim tests)
 *  - `nod`: pitch +-12 degrees
 *  - `talk`: the mouth opens and closes
 *  - `approach`: towards the camera and back */
export const PATHS = {
  still: () => ({}),
  idle: (s) => ({
    pose: {
      yaw: 11 * turn(s, 9) + 2 * turn(s, 3.7, 1),
      pitch: 2.5 * turn(s, 6.1, 0.5),
      roll: 2 * turn(s, 7.3, 2),
    },
    expression: { blink: blinkAt(s + 1, 4.3), smile: 0.15 + 0.15 * turn(s, 8, 1) },
  }),
  turn: (s) => ({ pose: { yaw: 25 * turn(s, (2 * Math.PI * 25) / 60) } }),
  nod: (s) => ({ pose: { pitch: 12 * turn(s, 2.4) } }),
  talk: (s) => ({
    pose: { yaw: 4 * turn(s, 5) },
    expression: {
      mouthOpen: 0.3 * (0.5 - 0.5 * Math.cos(7 * s)) * (0.6 + 0.4 * turn(s, 1.7)),
      pucker: 0.2 * (1 + turn(s, 1.1)) * 0.5,
    },
  }),
  approach: (s) => ({ pose: { distance: 62 - 14 * turn(s, 4) } }),
} as const satisfies Record<string, HeadPath>;

export type PathName = keyof typeof PATHS;
