import { CarmineError } from '@carmine/errors';
import { type HeadMoment, type HeadPath, PATHS, type PathName } from './motion.ts';
import type { HeadInput } from './params.ts';
import { createHeadAnimator } from './render.ts';
import type { HeadRender } from './result.ts';

/** How a clip is made. */
export interface ClipOptions {
  /** Frames per second of the path's clock. Default 30. */
  readonly fps?: number;
  /** Draw the frame number as a bar code (frame-match tests). Default false. */
  readonly coded?: boolean;
}

/** One frame of a clip. */
export interface ClipFrame {
  readonly index: number;
  /** Seconds from the start. */
  readonly seconds: number;
  /** Valid until the next frame is asked for: copy what you keep. */
  readonly render: HeadRender;
}

/** Parameters at a moment of a path. */
export const atMoment = (input: HeadInput, moment: HeadMoment): HeadInput => ({
  ...input,
  pose: { ...input.pose, ...moment.pose },
  expression: { ...input.expression, ...moment.expression },
});

/** Renders `frames` pictures along a path, each with its exact truth.
 *  @throws CarmineError `invalid-argument` for an unknown path, a bad count or bad parameters. */
export function* headClip(
  input: HeadInput,
  frames: number,
  path: PathName | HeadPath,
  { fps = 30, coded = false }: ClipOptions = {},
): Generator<ClipFrame> {
  const move = typeof path === 'function' ? path : PATHS[path];
  if (!move || !(fps > 0) || !Number.isInteger(frames) || frames < 1)
    throw new CarmineError('invalid-argument', {
      message: 'head: a clip needs a known path, at least one frame and fps above 0',
      details: { path: String(path), frames, fps },
    });
  const animator = createHeadAnimator();
  for (let index = 0; index < frames; index++) {
    const seconds = index / fps;
    const now = atMoment(input, move(seconds));
    yield { index, seconds, render: animator.render(coded ? { ...now, frameCode: index % 65536 } : now) };
  }
}
