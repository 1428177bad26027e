import type { FacePoint } from '../face-shape.ts';
import { onFace } from './on-face.ts';

/** A dab of product at x, y of the canonical face (x: distance from the midline): amount in its middle, 0..1, and where it ends, cm. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly amount: number;
}

/**
 * A stroke of a brush through `dabs` on both halves of the face: amount and radius run evenly from dab to dab; across, the product falls off as
 * (1 - d^2)^2, which has no edge to see. One dab is a round spot. Distances are taken in space, so a stroke keeps its width around the cheek.
 */
export const softPath = (dabs: readonly Dab[]): ((p: FacePoint) => number) => {
  const knots = dabs.map((d) => ({ ...d, at: onFace(d.x, d.y) }));
  if (knots.length === 1) knots.push(knots[0]!);
  return (p) => {
    const x = Math.abs(p.x);
    let most = 0;
    for (let i = 1; i < knots.length; i++) {
      const [a, b] = [knots[i - 1]!, knots[i]!];
      const [ux, uy, uz] = [b.at[0] - a.at[0], b.at[1] - a.at[1], b.at[2] - a.at[2]];
      const [px, py, pz] = [x - a.at[0], p.y - a.at[1], p.z - a.at[2]];
      const length2 = ux * ux + uy * uy + uz * uz || 1;
      const t = Math.min(1, Math.max(0, (px * ux + py * uy + pz * uz) / length2));
      const radius = a.radius + (b.radius - a.radius) * t;
      const d2 = ((px - ux * t) ** 2 + (py - uy * t) ** 2 + (pz - uz * t) ** 2) / (radius * radius);
      if (d2 >= 1) continue;
      most = Math.max(most, (a.amount + (b.amount - a.amount) * t) * (1 - d2) * (1 - d2));
    }
    return most;
  };
};

/** The larger of several amounts: strokes that meet do not add up. */
export const anyOf =
  (...parts: readonly ((p: FacePoint) => number)[]): ((p: FacePoint) => number) =>
  (p) => {
    let most = 0;
    for (const part of parts) most = Math.max(most, part(p));
    return most;
  };
