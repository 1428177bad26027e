import { MAX_RADIUS, MAX_TAPS } from '../model/constants.ts';
import type { Region } from '../reference/bands.ts';
import { glossNodes, type StatNodes } from './stat-nodes.ts';
import {
  clipping,
  decode,
  doubtOf,
  hairGate,
  luminance,
  mouthGate,
  openEye,
  skinGate,
  specular,
} from './surface-nodes.ts';
import {
  clamp,
  exp,
  Fn,
  float,
  If,
  int,
  ivec2,
  Loop,
  max,
  min,
  mix,
  type Node,
  textureLoad,
  vec2,
  vec3,
  vec4,
  When,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';
import { lightAt } from './visibility-nodes.ts';

/** What a region's bands are made from. */
export interface BandTextures {
  readonly source: Node;
  readonly mask: Node;
  readonly visibility: Node;
}

/** Light of a region on its grid, weighted: twin of `downsample`. `levelAt`: see skinLevel. */
export const downsampleNode = (
  u: Uniforms,
  stats: StatNodes,
  { source, mask, visibility }: BandTextures,
  { region, levelAt }: { region: Region; levelAt: (px: Node, y: Node) => Node },
  px: Node,
): Node =>
  Fn(() => {
    const grid = region === 'skin' ? u.skinGrid : u.lipGrid;
    const taps = clamp(grid.z.ceil(), 1, MAX_TAPS).toVar();
    const n = int(taps).toVar();
    const sum = vec4(0).toVar();
    Loop({ start: int(0), end: n, name: 'tj' }, ({ tj }: Node) => {
      Loop({ start: int(0), end: n, name: 'ti' }, ({ ti }: Node) => {
        const offset = vec2(float(ti), float(tj)).add(0.5).div(taps);
        const at = grid.xy.add(px.floor().add(offset).mul(grid.z)).floor().toVar();
        const inside = at.x
          .greaterThanEqual(0)
          .and(at.y.greaterThanEqual(0))
          .and(at.x.lessThan(u.size.x))
          .and(at.y.lessThan(u.size.y));
        If(inside, () => {
          const m = textureLoad(mask, ivec2(at)).toVar();
          const own = region === 'skin' ? m.x : m.y;
          When(own.greaterThan(0), () => {
            const c = decode(textureLoad(source, ivec2(at)).xyz)
              .mul(u.scale)
              .toVar();
            const y = luminance(c).toVar();
            const weight = own.toVar();
            if (region === 'skin') {
              const doubt = doubtOf(m).toVar();
              const level = levelAt(at.add(0.5), y);
              const gate = hairGate(y, level).toVar();
              When(doubt.greaterThan(0), () => {
                gate.mulAssign(skinGate(c, doubt, stats, level));
              });
              const eye = openEye(m.w, doubt, gate);
              weight.assign(min(m.x.mul(4), 1).mul(m.y.oneMinus()).mul(eye.oneMinus()).mul(gate));
            } else weight.mulAssign(mouthGate(c, m.z, stats.lipMedian, stats.lipSaturation));
            When(u.hasVisibility.greaterThan(0), () => {
              weight.mulAssign(lightAt(u, visibility, at.add(0.5)));
            });
            sum.addAssign(vec4(c, 1).mul(weight));
          });
        });
      });
    });
    return sum.div(taps.mul(taps));
  })();

/** The lips' light without its specular part: twin of `takeGloss`. */
export const matteNode = (u: Uniforms, stats: StatNodes, base: Node, around: Node, px: Node): Node =>
  Fn(() => {
    const at = ivec2(px.floor()).toVar();
    const all = textureLoad(base, at).toVar();
    When(all.w.greaterThan(0), () => {
      const near = textureLoad(around, at).toVar();
      const usual = max(luminance(near.xyz).div(max(near.w, 1e-5)), 1e-3);
      const c = all.xyz.div(all.w).toVar();
      const s = specular(c, clipping(c, u.scale), glossNodes(stats, float(1), usual));
      all.subAssign(vec4(vec3(s), 0).mul(all.w));
    });
    return all;
  })();

/** A grid of which only `part` (vec4: x0, y0, x1, y1 texels) holds anything. */
export interface GridNodes {
  readonly source: Node;
  readonly part: Node;
}

/** How a grid is blurred. `sigma`: texels; `stride`: texels from one that is read to the next, 1 but for what is smooth already; `axis` 0 along x, 1
 *  along y. */
export interface BlurNodes {
  readonly sigma: Node;
  readonly stride: Node;
  readonly axis: 0 | 1;
}

/** One direction of the Gaussian: twin of `pass`. */
export const blurNode = ({ source, part }: GridNodes, { sigma, stride, axis }: BlurNodes, px: Node): Node =>
  Fn(() => {
    const reach = clamp(sigma.mul(2.5).ceil(), 1, MAX_RADIUS);
    const radius = int(reach.div(stride).add(0.5).floor()).toVar();
    const steps = sigma.div(stride).toVar();
    const at = ivec2(px.floor()).toVar();
    const sum = textureLoad(source, at).toVar();
    const total = float(1).toVar();
    // A Gaussian's weights by two products a step: each is the one before times a share, and the shares fall off evenly.
    const share = exp(float(-0.5).div(steps.mul(steps))).toVar();
    const fall = share.mul(share).toVar();
    const w = float(1).toVar();
    const [from, to] = axis === 0 ? [int(part.x), int(part.z)] : [int(part.y), int(part.w)];
    const add = (k: Node): void => {
      const q = axis === 0 ? ivec2(at.x.add(k), at.y) : ivec2(at.x, at.y.add(k));
      const along = axis === 0 ? q.x : q.y;
      If(along.greaterThanEqual(from).and(along.lessThan(to)), () => {
        sum.addAssign(textureLoad(source, q).mul(w));
      });
    };
    Loop({ start: int(1), end: radius, condition: '<=', name: 'k' }, ({ k }: Node) => {
      w.mulAssign(share);
      share.mulAssign(fall);
      total.addAssign(w.add(w));
      const away = k.mul(int(stride)).toVar();
      add(away);
      add(away.negate());
    });
    return sum.div(total);
  })();

/** A square of a texture that holds a band. */
export interface BandPart {
  readonly band: Node;
  /** Texels. */
  readonly size: number;
  /** Its first column; 0 where nothing is said. */
  readonly left?: number;
}

/** A band at a picture point, bilinear: twin of `sampleBand`. xyz colour, w the region's weight there. */
export const sampleBandNode = ({ band, size, left = 0 }: BandPart, grid: Node, px: Node): Node => {
  const at = clamp(px.sub(grid.xy).div(grid.z).sub(0.5), 0, size - 1.001).toVar();
  const corner = at.floor().toVar();
  const f = at.sub(corner).toVar();
  const load = (dx: number, dy: number) => textureLoad(band, ivec2(corner.add(vec2(left + dx, dy))));
  const value = mix(mix(load(0, 0), load(1, 0), f.x), mix(load(0, 1), load(1, 1), f.x), f.y).toVar();
  return vec4(value.xyz.div(max(value.w, 1e-5)), value.w);
};
