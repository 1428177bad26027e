import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  type RenderTarget,
  type WebGPURenderer,
} from 'three/webgpu';
import { clipNode, keepLarger, Pass, plainMaterial } from './pass.ts';
import { attribute, type Node, varying, vec4 } from './tsl.ts';

/** What a vertex of a mesh carries. */
export interface MeshLayout {
  /** Floats of a vertex; the first two are its place, px. */
  readonly floats: number;
  /** Attributes by name: first float and number of floats. A shader's own words (`out`) are none. */
  readonly attributes: Readonly<Record<string, readonly [offset: number, size: number]>>;
}

/** Triangles whose vertices are placed anew for every face. */
export class MeshBuffer {
  readonly geometry = new BufferGeometry();
  readonly #buffer: InterleavedBuffer;

  constructor({ floats, attributes }: MeshLayout, vertices: number, indices: Uint16Array | Uint32Array) {
    this.#buffer = new InterleavedBuffer(new Float32Array(vertices * floats), floats);
    this.#buffer.setUsage(DynamicDrawUsage);
    this.geometry.setAttribute('position', new InterleavedBufferAttribute(this.#buffer, 2, 0));
    for (const [name, [offset, size]] of Object.entries(attributes))
      this.geometry.setAttribute(name, new InterleavedBufferAttribute(this.#buffer, size, offset));
    this.geometry.setIndex(new BufferAttribute(indices, 1));
  }

  set(vertices: Float32Array): void {
    (this.#buffer.array as Float32Array).set(vertices);
    this.#buffer.needsUpdate = true;
  }

  close(): void {
    this.geometry.dispose();
  }
}

/** Gives an attribute of the vertices by its name, interpolated. */
export type AttributeOf = (name: string) => Node;

const TYPES = ['', 'float', 'vec2', 'vec3', 'vec4'];

/** How the pixels of triangles that overlap become one: the larger of each channel, the nearest by an attribute (0 near .. 1 far), or the last. */
export type Overlap = 'larger' | 'last' | { readonly nearest: string };

/** Draws meshes of one layout into a target of `size` px (vec2); `fragment` gives what is written. */
export const meshPass = (
  { attributes }: MeshLayout,
  size: Node,
  overlap: Overlap,
  fragment: (of: AttributeOf) => Node,
): Pass => {
  const raw: AttributeOf = (name) => attribute(name, TYPES[attributes[name]![1]]);
  const at = clipNode(attribute('position', 'vec2'), size);
  const nearest = typeof overlap === 'object' ? overlap.nearest : null;
  const vertex = nearest ? vec4(at.xy, raw(nearest), 1) : at;
  const material = plainMaterial(
    vertex,
    fragment((name) => varying(raw(name))),
  );
  material.depthTest = material.depthWrite = nearest !== null;
  const pass = new Pass(new BufferGeometry(), material);
  return overlap === 'larger' ? keepLarger(pass) : pass;
};

/** Draws `mesh` with `pass`. */
export const drawMesh = (
  renderer: WebGPURenderer,
  pass: Pass,
  mesh: MeshBuffer,
  target: RenderTarget,
  clear: boolean,
): void => {
  pass.mesh.geometry = mesh.geometry;
  pass.draw(renderer, target, clear);
};
