import type { Stroke, StrokeSink } from '../stroke.ts';

/** A stroke, and the share of its amounts that is kept. */
export interface StrokePart {
  readonly stroke: Stroke;
  readonly share: number;
}

/** Several strokes laid as one film: where they overlap, the larger amount counts. Clipped at the eye if the first is, between hair if all are. */
export const joined = (key: string, parts: readonly StrokePart[]): Stroke => {
  const firsts = parts.map((_, n) => parts.slice(0, n).reduce((sum, p) => sum + p.stroke.vertexCount, 0));
  let target: StrokeSink = () => {};
  let first = 0;
  let share = 1;
  const forward: StrokeSink = (vertex, x, y, amount) => target(first + vertex, x, y, amount * share);
  return {
    key,
    vertexCount: parts.reduce((sum, p) => sum + p.stroke.vertexCount, 0),
    indices: Uint16Array.from(parts.flatMap((p, n) => [...p.stroke.indices].map((i) => firsts[n]! + i))),
    clipEye: parts[0]!.stroke.clipEye,
    betweenHair: parts.every((p) => p.stroke.betweenHair),
    place: (face, sink) => {
      target = sink;
      for (let n = 0; n < parts.length; n++) {
        first = firsts[n]!;
        share = parts[n]!.share;
        parts[n]!.stroke.place(face, forward);
      }
    },
  };
};
