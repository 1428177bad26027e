import { LIP_CENTRE, LIP_RIM, LIP_UPPER } from '../look/film-row.ts';
import {
  LINE_EDGE_MM,
  LINE_INSIDE,
  LINE_MOUTH,
  OMBRE_FROM,
  OMBRE_TO,
  TWO_TONE_CORNER,
  TWO_TONE_CORNER_MM,
} from '../model/constants.ts';
import { edge } from './surface-nodes.ts';
import { float, max, mix, type Node, select, smoothstep } from './tsl.ts';

/** Shader twins of model/lip-amount.ts. */

/** A point of the lip chart: see LipStrip. */
export interface LipPointNodes {
  readonly out: Node;
  readonly side: Node;
  readonly across: Node;
  readonly along: Node;
}

/** Not for a film on all of the lips, nor for a line. */
export const lipShare = (shape: Node, p: LipPointNodes, lipEdge: Node): Node => {
  const is = (code: number): Node => shape.equal(code);
  const second = select(is(LIP_RIM).or(is(LIP_CENTRE)), centre(p), lower(p, lipEdge)).toVar();
  return select(is(LIP_RIM).or(is(LIP_UPPER)), second.oneMinus(), second);
};

const centre = (p: LipPointNodes): Node => smoothstep(float(OMBRE_FROM), float(OMBRE_TO), p.across);

const lower = (p: LipPointNodes, lipEdge: Node): Node => {
  const corner = smoothstep(float(TWO_TONE_CORNER), float(1), p.along.mul(2).sub(1).abs());
  return edge(p.side.negate(), mix(lipEdge, max(lipEdge, TWO_TONE_CORNER_MM), corner));
};

export const lineShare = (p: LipPointNodes, width: Node, lipEdge: Node): Node =>
  edge(width.mul(0.5).sub(p.out.sub(width.mul(LINE_INSIDE - 0.5)).abs()), max(lipEdge, LINE_EDGE_MM)).mul(
    smoothstep(float(1), float(LINE_MOUTH), p.across).oneMinus(),
  );
