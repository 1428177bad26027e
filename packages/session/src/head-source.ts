import { CarmineError, toCarmineError } from '@carmine/errors';
import { headAt } from './head-motion.ts';
import { openPainter } from './head-painter.ts';
import type { LiveSource, SourceContext } from './live-source.ts';
import type { FrameSink } from './video-frames.ts';

/** ms between two pictures at least: 12 a second in the worker, 3 on the page so that it stays usable. */
const INTERVAL = { worker: 1000 / 12, inline: 1000 / 3 };

/** The synthetic head as a source: its pictures go the same way as a camera's. Rejects invalid-argument for a tone
 *  that is no Monk tone. */
export const openHeadSource = async (
  options: { readonly tone: number; readonly assetBase: string | URL },
  context: SourceContext,
  signal: AbortSignal,
): Promise<LiveSource> => {
  const { tone, assetBase } = options;
  if (!(typeof tone === 'number' && tone >= 1 && tone <= 10))
    throw new CarmineError('invalid-argument', {
      message: `head: tone ${tone} is not a Monk skin tone from 1 to 10`,
      details: { field: 'tone', value: tone },
    });
  const reduced = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
  const { painter, bitmap } = await openPainter(assetBase, headAt(0, tone, reduced), signal);
  const interval = painter.inline ? INTERVAL.inline : INTERVAL.worker;
  let [timer, startedAt] = [0 as number | ReturnType<typeof setTimeout>, 0];
  let [stopped, paused] = [false, false];
  let [wake, onEnded] = [() => {}, (_: CarmineError | null) => {}];
  let first: ImageBitmap | null = context.ledger.add(bitmap);

  const turn = async (sink: FrameSink): Promise<void> => {
    while (!stopped) {
      const begun = performance.now();
      const frame =
        first ?? context.ledger.add(await painter.paint(headAt(begun - startedAt, tone, reduced)));
      first = null;
      if (stopped) {
        frame.close();
        return;
      }
      sink(frame, context.clock.next(begun));
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (!paused) timer = setTimeout(resolve, Math.max(0, begun + interval - performance.now()));
      });
    }
  };

  return {
    kind: 'head',
    facesUser: false,
    start: (sink) => {
      startedAt = performance.now();
      turn(sink).catch((error) => !stopped && onEnded(toCarmineError(error, 'worker-failed')));
    },
    setPaused: (value) => {
      if (paused === value) return;
      paused = value;
      if (paused) clearTimeout(timer);
      else wake();
    },
    onEnded: (listener) => {
      onEnded = listener;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      first?.close();
      painter.close();
      wake();
    },
  };
};
