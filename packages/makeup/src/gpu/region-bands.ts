import { HalfFloatType, type RenderTarget, type WebGPURenderer } from 'three/webgpu';
import type { Region } from '../reference/bands.ts';
import { type BandTextures, blurNode, downsampleNode, matteNode } from './band-nodes.ts';
import { Pass } from './pass.ts';
import type { StatNodes } from './stat-nodes.ts';
import { dataTarget } from './targets.ts';
import type { Node } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** The two lowpasses of a region on the GPU: five small passes, of the lips eight. Twin of `makeBands`. */
export class RegionBands {
  readonly fine: RenderTarget;
  readonly coarse: RenderTarget;
  /** Of the lips only: see Bands. */
  readonly around: RenderTarget | null;
  readonly #scratch: RenderTarget;
  readonly #passes: readonly (readonly [Pass, RenderTarget])[];

  constructor(u: Uniforms, stats: () => StatNodes, textures: BandTextures, region: Region, size: number) {
    const target = () => dataTarget(size, size, HalfFloatType);
    [this.fine, this.coarse, this.#scratch] = [target(), target(), target()];
    this.around = region === 'lip' ? target() : null;
    const [sigmaFine, sigmaCoarse] = region === 'skin' ? [u.sigma.x, u.sigma.y] : [u.sigma.z, u.sigma.w];
    const whole = (fragment: (px: Node) => Node) => Pass.whole(size, size, fragment);
    const blur = (from: RenderTarget, sigma: Node, axis: 0 | 1) =>
      whole((px) => blurNode(from.texture, size, sigma, axis, px));
    const { around } = this;
    const matte = (from: RenderTarget, near: RenderTarget) =>
      whole((px) => matteNode(u, stats(), from.texture, near.texture, px));
    this.#passes = [
      [whole((px) => downsampleNode(u, stats(), textures, region, px)), this.coarse],
      ...(around
        ? ([
            [blur(this.coarse, u.sigmaAround, 0), this.#scratch],
            [blur(this.#scratch, u.sigmaAround, 1), around],
            [matte(this.coarse, around), this.fine],
          ] as const)
        : []),
      [blur(around ? this.fine : this.coarse, sigmaFine, 0), this.#scratch],
      [blur(this.#scratch, sigmaFine, 1), this.fine],
      [blur(this.fine, sigmaCoarse, 0), this.#scratch],
      [blur(this.#scratch, sigmaCoarse, 1), this.coarse],
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
    for (const t of [this.fine, this.coarse, this.around, this.#scratch]) t?.dispose();
  }
}
