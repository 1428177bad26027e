import { LIP_CENTRE, LIP_LOWER, LIP_RIM, LIP_UPPER } from '../look/film-row.ts';
import {
  LINE_EDGE_MM,
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

/** The shares that are no constant, told once a pixel. */
export interface LipShareNodes {
  readonly centre: Node;
  readonly lower: Node;
}

export const lipShares = (p: LipPointNodes, lipEdge: Node): LipShareNodes => {
  const corner = smoothstep(float(TWO_TONE_CORNER), float(1), p.along.mul(2).sub(1).abs());
  const half = mix(lipEdge, max(lipEdge, TWO_TONE_CORNER_MM), corner);
  return {
    centre: smoothstep(float(OMBRE_FROM), float(OMBRE_TO), p.across).toVar(),
    lower: edge(p.side.negate(), half).toVar(),
  };
};

export const lipShare = (shape: Node, s: LipShareNodes): Node => {
  const is = (code: number): Node => shape.equal(code);
  const second = select(is(LIP_RIM).or(is(LIP_CENTRE)), s.centre, s.lower);
  const own = select(is(LIP_RIM).or(is(LIP_UPPER)), second.oneMinus(), second);
  return select(is(LIP_RIM).or(is(LIP_CENTRE)).or(is(LIP_UPPER)).or(is(LIP_LOWER)), own, float(1));
};

export const lineShare = (p: LipPointNodes, width: Node, lipEdge: Node): Node =>
  edge(width.mul(0.5).sub(p.out.abs()), max(lipEdge, LINE_EDGE_MM)).mul(
    smoothstep(float(1), float(LINE_MOUTH), p.across).oneMinus(),
  );
