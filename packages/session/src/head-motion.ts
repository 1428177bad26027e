import type { HeadInput } from '@carmine/head';

/** px; portrait as a phone mirror, small enough to be rasterised in a worker several times a second. */
export const HEAD_SIZE = { width: 480, height: 600 } as const;

/** A sine of `period` ms, phase 0..1 of a turn. */
const wave = (time: number, period: number, phase = 0): number =>
  Math.sin(2 * Math.PI * (time / period + phase));

const BLINK_EVERY = 4300;
const BLINK_MS = 260;

/** 0 open .. 1 shut .. 0 within a blink, 0 between blinks. */
const blinkAt = (time: number): number => {
  const into = time % BLINK_EVERY;
  return into < BLINK_MS ? Math.sin((Math.PI * into) / BLINK_MS) ** 2 : 0;
};

/** The model head at `time` ms: it looks about a little, blinks, and smiles now and then, so that a look is seen from
 *  more than one side. Periods share no small multiple: the movement does not seem to repeat. Every speed stays under
 *  15 degrees a second. `reduced`: a still head, for people who ask for less motion. */
export const headAt = (time: number, tone: number, reduced = false): HeadInput => {
  const t = reduced ? 0 : time;
  return {
    ...HEAD_SIZE,
    tone,
    quality: 'live',
    truth: false,
    // A little under full exposure and with the unevenness of real skin: pale tones do not clip, and the analysis
    // meets a face that has something to measure.
    brightness: 0.85,
    texture: { variation: 2, redness: 0.25 },
    fovY: 30,
    pose: {
      yaw: 11 * wave(t, 9700),
      pitch: 3 * wave(t, 7300, 0.25) - (reduced ? 3 : 0),
      roll: 2 * wave(t, 11900),
    },
    expression: {
      blink: reduced ? 0 : blinkAt(t + BLINK_MS),
      smile: 0.25 + 0.25 * wave(t, 13700, -0.25),
    },
  };
};
