import { LIP_CENTRE, LIP_LOWER, LIP_RIM, LIP_UPPER } from '../look/film-row.ts';
import {
  LINE_EDGE_MM,
  LINE_INSIDE,
  LINE_MOUTH,
  OMBRE_FROM,
  OMBRE_TO,
  TWO_TONE_CORNER,
  TWO_TONE_CORNER_MM,
} from './constants.ts';
import { edge, smoothstep } from './smooth.ts';

/** A point of the lip chart: see LipStrip. */
export interface LipPoint {
  out: number;
  side: number;
  across: number;
  along: number;
}

/** Share of the lips' product that a film of this shape (code) has at a point, 0..1. */
export const lipShare = (shape: number, p: LipPoint, lipEdge: number): number => {
  if (shape === LIP_RIM) return 1 - centre(p);
  if (shape === LIP_CENTRE) return centre(p);
  if (shape === LIP_UPPER) return 1 - lower(p, lipEdge);
  if (shape === LIP_LOWER) return lower(p, lipEdge);
  return 1;
};

const centre = (p: LipPoint): number => smoothstep(OMBRE_FROM, OMBRE_TO, p.across);

const lower = (p: LipPoint, lipEdge: number): number => {
  const corner = smoothstep(TWO_TONE_CORNER, 1, Math.abs(2 * p.along - 1));
  return edge(-p.side, lipEdge + (Math.max(TWO_TONE_CORNER_MM, lipEdge) - lipEdge) * corner);
};

/** Share of a line of `width` mm along the outline, `LINE_INSIDE` of it on the lip and never in the mouth. */
export const lineShare = (p: LipPoint, width: number, lipEdge: number): number =>
  edge(width / 2 - Math.abs(p.out - (LINE_INSIDE - 0.5) * width), Math.max(LINE_EDGE_MM, lipEdge)) *
  (1 - smoothstep(1, LINE_MOUTH, p.across));
