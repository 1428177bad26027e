import { HalfFloatType, type RenderTarget, type WebGPURenderer } from 'three/webgpu';
import { SHADE_TEXELS } from '../model/constants.ts';
import { aroundPass, shadeIn } from './around-target.ts';
import { type BandTextures, blurNode } from './band-nodes.ts';
import { Pass } from './pass.ts';
import { shadeNode } from './shade-nodes.ts';
import { dataTarget } from './targets.ts';
import { float, type Node, vec4 } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

const ALL = vec4(0, 0, SHADE_TEXELS, SHADE_TEXELS);

/** The map of shade on the GPU: three small passes, the last into its part of `around` (see aroundTarget). Twin of `makeShade`. */
export class ShadeMap {
  readonly #own = [0, 1].map(() => dataTarget(SHADE_TEXELS, SHADE_TEXELS, HalfFloatType));
  readonly #passes: readonly (readonly [Pass, RenderTarget])[];

  constructor(u: Uniforms, textures: BandTextures, around: RenderTarget) {
    const [base, scratch] = this.#own as [RenderTarget, RenderTarget];
    const whole = (fragment: (px: Node) => Node) => Pass.whole(SHADE_TEXELS, SHADE_TEXELS, fragment);
    const blurred = (from: RenderTarget, axis: 0 | 1) => (px: Node) =>
      blurNode({ source: from.texture, part: ALL }, { sigma: u.sigmaShade, stride: float(1), axis }, px);
    this.#passes = [
      [whole((px) => shadeNode(u, textures, px)), base],
      [whole(blurred(base, 0)), scratch],
      [aroundPass(shadeIn(around.texture), ALL, blurred(scratch, 1)), around],
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
    for (const target of this.#own) target.dispose();
  }
}
