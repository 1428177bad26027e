import {
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  DoubleSide,
  MaxEquation,
  Mesh,
  NoBlending,
  NodeMaterial,
  OneFactor,
  OrthographicCamera,
  type RenderTarget,
  type WebGPURenderer,
} from 'three/webgpu';
import { attribute, mix, type Node, upOfTarget, varying, vec2, vec4 } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Every pass is placed by its own vertex node; three wants a camera all the same. */
const CAMERA = new OrthographicCamera(-1, 1, 1, -1, 0, 1);
CAMERA.matrixWorldAutoUpdate = false;

const square = (): BufferGeometry => {
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new BufferAttribute(Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0), 3),
  );
  geometry.setIndex([0, 1, 2, 2, 1, 3]);
  return geometry;
};

/** Clip position of a point in px of a target with `size` (vec2). `up`: where its rows begin, see upOfTarget. */
export const clipNode = (px: Node, size: Node, up = upOfTarget()): Node => {
  const at = px.div(size).mul(2).sub(1);
  return vec4(at.x, at.y.mul(up), 0, 1);
};

/** A material that writes what `fragment` gives, nothing blended, no depth. */
export const plainMaterial = (vertex: Node, fragment: Node): NodeMaterial => {
  const material = new NodeMaterial();
  material.vertexNode = vertex;
  material.fragmentNode = fragment;
  material.blending = NoBlending;
  material.depthTest = false;
  material.depthWrite = false;
  material.side = DoubleSide;
  material.fog = false;
  material.lights = false;
  material.toneMapped = false;
  return material;
};

/** Makes a pass keep the larger value of each channel, of what was there and what it writes. */
export const keepLarger = (pass: Pass): Pass => {
  const material = pass.mesh.material as NodeMaterial;
  material.transparent = true;
  // three draws what is see-through and has two sides once for each; the larger of both is the same.
  material.forceSinglePass = true;
  material.blending = CustomBlending;
  material.blendEquation = material.blendEquationAlpha = MaxEquation;
  material.blendSrc = material.blendDst = material.blendSrcAlpha = material.blendDstAlpha = OneFactor;
  return pass;
};

/** One draw of one mesh into one target. */
export class Pass {
  readonly mesh: Mesh;
  #compiled: Promise<void> | null = null;

  constructor(geometry: BufferGeometry, material: NodeMaterial) {
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.matrixAutoUpdate = this.mesh.matrixWorldAutoUpdate = false;
  }

  /** A rectangle `rect` (vec4 x0, y0, x1, y1 px) of a target with `size` (vec2 px); `fragment` gets the px position. */
  static rect(rect: Node, size: Node, fragment: (px: Node) => Node): Pass {
    const px = mix(rect.xy, rect.zw, attribute('position', 'vec3').xy);
    const passed = varying(px);
    return new Pass(square(), plainMaterial(clipNode(px, size), fragment(passed)));
  }

  /** A part of the source, placed on the canvas as the uniforms say; `fragment` gets the source's px position. */
  static placed(u: Uniforms, fragment: (px: Node) => Node): Pass {
    const px = mix(u.part.xy, u.part.zw, attribute('position', 'vec3').xy);
    const vertex = clipNode(px.mul(u.tile.z).add(u.tile.xy), u.canvas, u.up);
    return new Pass(square(), plainMaterial(vertex, fragment(varying(px))));
  }

  /** The whole of a target with a fixed size. */
  static whole(width: number, height: number, fragment: (px: Node) => Node): Pass {
    return Pass.rect(vec4(0, 0, width, height), vec2(width, height), fragment);
  }

  /** target null: the canvas. */
  draw(renderer: WebGPURenderer, target: RenderTarget | null, clear: boolean): void {
    renderer.setRenderTarget(target);
    renderer.autoClear = clear;
    renderer.render(this.mesh, CAMERA);
  }

  /** Builds the pipeline for `target`, always the same one, before the first draw; once. */
  compile(renderer: WebGPURenderer, target: RenderTarget | null): Promise<void> {
    this.#compiled ??= this.#compile(renderer, target);
    return this.#compiled;
  }

  async #compile(renderer: WebGPURenderer, target: RenderTarget | null): Promise<void> {
    renderer.setRenderTarget(target);
    const ready = renderer.compileAsync(this.mesh, CAMERA);
    // Pictures may be drawn meanwhile.
    renderer.setRenderTarget(null);
    await ready;
  }

  close(): void {
    this.mesh.geometry.dispose();
    (this.mesh.material as NodeMaterial).dispose();
  }
}
