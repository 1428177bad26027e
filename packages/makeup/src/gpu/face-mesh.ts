import {
  BufferGeometry,
  DynamicDrawUsage,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Uint16BufferAttribute,
  type WebGPURenderer,
} from 'three/webgpu';
import { FACE_INDICES, FACE_VERTICES, type FaceGeometry, VERTEX_FLOATS } from '../geometry/face-geometry.ts';
import { clipNode, keepLarger, Pass, plainMaterial } from './pass.ts';
import { rgba8 } from './targets.ts';
import { attribute, varying } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** The face's triangles with their amounts: twin of `rasterise`. */
export class FaceMesh {
  /** Skin amount, lip amount, doubt, bulge: as MaskImage. */
  readonly mask = rgba8(1, 1);
  readonly #vertices = new InterleavedBuffer(new Float32Array(FACE_VERTICES * VERTEX_FLOATS), VERTEX_FLOATS);
  readonly #pass: Pass;

  constructor(u: Uniforms) {
    this.#vertices.setUsage(DynamicDrawUsage);
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new InterleavedBufferAttribute(this.#vertices, 2, 0));
    geometry.setAttribute('amounts', new InterleavedBufferAttribute(this.#vertices, 4, 2));
    geometry.setIndex(new Uint16BufferAttribute(FACE_INDICES, 1));
    const vertex = clipNode(attribute('position', 'vec2'), u.size);
    this.#pass = keepLarger(new Pass(geometry, plainMaterial(vertex, varying(attribute('amounts', 'vec4')))));
  }

  resize(width: number, height: number): void {
    this.mask.setSize(width, height);
  }

  draw(renderer: WebGPURenderer, g: FaceGeometry): void {
    (this.#vertices.array as Float32Array).set(g.vertices);
    this.#vertices.needsUpdate = true;
    this.#pass.draw(renderer, this.mask, true);
  }

  compile(renderer: WebGPURenderer): Promise<void> {
    return this.#pass.compile(renderer, this.mask);
  }

  close(): void {
    this.#pass.close();
    this.mask.dispose();
  }
}
