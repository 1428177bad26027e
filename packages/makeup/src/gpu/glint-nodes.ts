import {
  GLINT_CELL_MM,
  GLINT_GAIN,
  GLINT_MIRROR,
  GLINT_MOST,
  GLINT_RADIUS,
  GLINT_SPREAD,
} from '../model/constants.ts';
import { exp, Fn, float, int, Loop, max, min, type Node, select, uint, vec2 } from './tsl.ts';

/** Shader twins of reference/glints.ts. */

export const pcg = (seed: Node): Node => {
  const state = seed.mul(uint(747796405)).add(uint(2891336453)).toVar();
  const word = state
    .shiftRight(state.shiftRight(uint(28)).add(uint(4)))
    .bitXor(state)
    .mul(uint(277803737))
    .toVar();
  return word.shiftRight(uint(22)).bitXor(word).toVar();
};

const unitOf = (hash: Node): Node => float(hash).div(4294967296);

/** `at`: mm in the chart (vec2). */
export const glints = (at: Node, level: Node, slope: Node, alpha: Node): Node =>
  Fn(() => {
    const low = level.floor().toVar();
    const t = level.sub(low).toVar();
    const light = float(0).toVar();
    // A loop, so that the flake's long code is there once: what is never entered costs a software driver too (decision 0406).
    const sizes = select(t.greaterThan(0), int(2), int(1)).toVar();
    Loop({ start: int(0), end: sizes, name: 'size' }, ({ size }: Node) => {
      const share = select(size.equal(int(0)), t.oneMinus(), t);
      light.addAssign(flake(at, low.add(float(size)).toVar(), slope, alpha).mul(share));
    });
    return min(light, GLINT_MOST * GLINT_GAIN);
  })();

const flake = (at: Node, level: Node, slope: Node, alpha: Node): Node => {
  const place = at.div(level.exp2().mul(GLINT_CELL_MM)).toVar();
  const cell = place.floor().toVar();
  const low16 = (v: Node): Node => uint(int(v).bitAnd(int(0xffff)));
  const seed = low16(cell.x)
    .shiftLeft(uint(16))
    .bitXor(low16(cell.y))
    .bitXor(uint(level).mul(uint(0x9e3779b1)));
  const a = pcg(seed);
  const b = pcg(a);
  const c = pcg(b);
  const own = vec2(unitOf(a), unitOf(b))
    .sub(0.5)
    .mul(alpha.mul(2 * GLINT_SPREAD));
  const away = own.sub(slope).toVar();
  const mirror = exp(away.dot(away).div(-2 * GLINT_MIRROR * GLINT_MIRROR));
  const centre = vec2(unitOf(c), unitOf(pcg(c)))
    .mul(1 - 2 * GLINT_RADIUS)
    .add(GLINT_RADIUS);
  const from = place.sub(cell).sub(centre).toVar();
  const body = max(
    from
      .dot(from)
      .div(GLINT_RADIUS * GLINT_RADIUS)
      .oneMinus(),
    0,
  ).toVar();
  return mirror.mul(body).mul(body).mul(GLINT_GAIN);
};
