import type { WebGPURenderer } from 'three/webgpu';
import { STROKE_FLOATS, StrokeMesh } from '../geometry/stroke-mesh.ts';
import type { Stroke } from '../layers/stroke.ts';
import { drawMesh, MeshBuffer, type MeshLayout, meshPass } from './mesh-pass.ts';
import type { Pass } from './pass.ts';
import { rgba8 } from './targets.ts';
import type { Uniforms } from './uniforms.ts';

const STROKES: MeshLayout = { floats: STROKE_FLOATS, attributes: { amounts: [2, 4] } };

/** The strokes of one look: where they lie on a face, and their triangles. */
export class LookStrokes {
  readonly placed: StrokeMesh;
  readonly mesh: MeshBuffer | null;
  readonly key: string;

  /** Two lists of strokes with one key are the same. */
  static keyOf(strokes: readonly Stroke[]): string {
    return strokes.map((s) => s.key).join('\n');
  }

  constructor(strokes: readonly Stroke[]) {
    this.key = LookStrokes.keyOf(strokes);
    this.placed = new StrokeMesh(strokes);
    const { vertices, indices } = this.placed;
    this.mesh = strokes.length ? new MeshBuffer(STROKES, vertices.length / STROKE_FLOATS, indices) : null;
  }

  close(): void {
    this.mesh?.close();
  }
}

/** Amounts of a look's strokes, per pixel of the picture: twin of `strokeMask`. */
export class StrokeTarget {
  readonly target = rgba8(1, 1);
  readonly #pass: Pass;
  readonly #none = new MeshBuffer(STROKES, 3, Uint16Array.of(0, 1, 2));

  constructor(u: Uniforms) {
    this.#pass = meshPass(STROKES, u.size, 'larger', (of) => of('amounts'));
  }

  resize(width: number, height: number): void {
    this.target.setSize(width, height);
  }

  /** Draws strokes that are placed. */
  draw(r: WebGPURenderer, { mesh, placed }: LookStrokes): void {
    if (!mesh) return;
    mesh.set(placed.vertices);
    drawMesh(r, this.#pass, mesh, this.target, true);
  }

  async compile(r: WebGPURenderer): Promise<void> {
    this.#pass.mesh.geometry = this.#none.geometry;
    await this.#pass.compile(r, this.target);
  }

  close(): void {
    this.#pass.close();
    this.#none.close();
    this.target.dispose();
  }
}
