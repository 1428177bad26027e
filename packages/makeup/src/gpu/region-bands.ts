import { HalfFloatType, type RenderTarget, type WebGPURenderer } from 'three/webgpu';
import type { Region } from '../reference/bands.ts';
import { aroundPass, lipsIn } from './around-target.ts';
import { type BandTextures, blurNode, downsampleNode, matteNode } from './band-nodes.ts';
import { Pass } from './pass.ts';
import { skinLevel } from './shade-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import { dataTarget } from './targets.ts';
import { float, type Node, vec2, vec4 } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** The two lowpasses of a region on the GPU: five small passes, of the lips eight. Twin of `makeBands`. */
export class RegionBands {
  readonly fine: RenderTarget;
  readonly coarse: RenderTarget;
  readonly #scratch: RenderTarget;
  readonly #passes: readonly (readonly [Pass, RenderTarget])[];

  /** `around`: see aroundTarget. The skin reads its shade there, drawn before; the lips draw their part. */
  constructor(
    u: Uniforms,
    stats: () => StatNodes,
    textures: BandTextures & { readonly around: RenderTarget },
    region: Region,
    size: number,
  ) {
    const target = () => dataTarget(size, size, HalfFloatType);
    [this.fine, this.coarse, this.#scratch] = [target(), target(), target()];
    const [sigmaFine, sigmaCoarse] = region === 'skin' ? [u.sigma.x, u.sigma.y] : [u.sigma.z, u.sigma.w];
    const lips = region === 'lip';
    // Texels that hold nothing are not made, nor read: what lies in them is of another face.
    const part = lips ? u.lipPart : vec4(0, 0, size, size);
    const drawn = (fragment: (px: Node) => Node) => Pass.rect(part, vec2(size, size), fragment);
    const blurred =
      (from: RenderTarget, sigma: Node, axis: 0 | 1, stride: Node = float(1)) =>
      (px: Node) =>
        blurNode({ source: from.texture, part }, { sigma, stride, axis }, px);
    const blur = (...how: Parameters<typeof blurred>) => drawn(blurred(...how));
    const stride = lips ? u.coarseStride.y : u.coarseStride.x;
    const { around } = textures;
    const downsample = (px: Node): Node => {
      const st = stats();
      const levelAt = (at: Node, y: Node): Node => skinLevel(u, st, around.texture, { px: at, y });
      return downsampleNode(u, st, textures, { region, levelAt }, px);
    };
    this.#passes = [
      [drawn(downsample), this.coarse],
      ...(lips
        ? ([
            [blur(this.coarse, u.sigmaAround, 0), this.#scratch],
            [aroundPass(lipsIn(around.texture), part, blurred(this.#scratch, u.sigmaAround, 1)), around],
            [drawn((px) => matteNode(u, stats(), this.coarse.texture, around.texture, px)), this.fine],
          ] as const)
        : []),
      [blur(lips ? this.fine : this.coarse, sigmaFine, 0), this.#scratch],
      [blur(this.#scratch, sigmaFine, 1), this.fine],
      [blur(this.fine, sigmaCoarse, 0, stride), this.#scratch],
      [blur(this.#scratch, sigmaCoarse, 1, stride), this.coarse],
    ];
  }

  draw(renderer: WebGPURenderer): void {
    for (const [pass, target] of this.#passes) pass.draw(renderer, target, false);
  }

  async compile(renderer: WebGPURenderer): Promise<void> {
    for (const [pass, target] of this.#passes) await pass.compile(renderer, target);
  }

  close(): void {
    for (const [pass] of this.#passes) pass.close();
    for (const t of [this.fine, this.coarse, this.#scratch]) t.dispose();
  }
}
