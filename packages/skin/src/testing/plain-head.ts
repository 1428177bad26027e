import { type HeadInput, renderHead } from '@carmine/head';

/** Side of the picture, px. */
export const PLAIN_SIZE = 480;

/** The head before nothing, evenly lit by its studio, with a camera's noise: what a gate must let pass. */
export const plainHead = (input: HeadInput = {}) => {
  const head = renderHead({
    width: PLAIN_SIZE,
    height: PLAIN_SIZE,
    quality: 'live',
    truth: false,
    noise: { read: 0.001, shot: 0.006 },
    brightness: 0.7,
    ...input,
  });
  return { image: head.image, frame: head.truthFaceFrame() };
};
