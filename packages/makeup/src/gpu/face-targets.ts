import { FloatType, type WebGPURenderer } from 'three/webgpu';
import { EYE_FLOATS, EYE_INDICES, EYE_VERTICES } from '../geometry/eye-strip.ts';
import type { FaceGeometry } from '../geometry/face-geometry.ts';
import { LIP_FLOATS, LIP_INDICES, LIP_VERTICES } from '../geometry/lip-strip.ts';
import { SKIN_FLOATS, SKIN_INDICES, SKIN_VERTICES } from '../geometry/skin-mesh.ts';
import type { FilmTable } from '../look/film-table.ts';
import type { LipArea } from './lip-area.ts';
import { drawMesh, MeshBuffer, type MeshLayout, meshPass } from './mesh-pass.ts';
import type { Pass } from './pass.ts';
import { edge } from './surface-nodes.ts';
import { cutTarget, dataTarget, depthTarget, rgba8 } from './targets.ts';
import { type Node, vec4 } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

const SKIN: MeshLayout = {
  floats: SKIN_FLOATS,
  attributes: { depth: [2, 1], amount: [3, 1], doubt: [4, 1], place: [5, 4] },
};
const LIPS: MeshLayout = {
  floats: LIP_FLOATS,
  attributes: { outward: [2, 1], inward: [3, 1], chart: [4, 3], interior: [7, 1] },
};
const EYES: MeshLayout = { floats: EYE_FLOATS, attributes: { opening: [2, 1], narrow: [3, 1] } };

/** Added to `out` in the lips' chart: 0 is what a wiped target holds, and far from any lips. */
export const LIPS_AWAY = 100;

/** What a face covers, per pixel of the picture: twins of `rasterise`, `faceChart` and `lipChart`. */
export class FaceTargets {
  /** Skin amount, lip coverage, doubt, coverage of the open eye: as MaskImage. */
  readonly mask = rgba8(1, 1);
  /** u, v, normal x, y of the nearest surface. */
  readonly chart = depthTarget(1, 1, FloatType);
  /** out (plus LIPS_AWAY), side, across, along. */
  readonly lips = dataTarget(1, 1, FloatType);
  readonly #skinMesh = new MeshBuffer(SKIN, SKIN_VERTICES, SKIN_INDICES);
  readonly #lipMesh = new MeshBuffer(LIPS, LIP_VERTICES, LIP_INDICES);
  readonly #eyeMesh = new MeshBuffer(EYES, EYE_VERTICES, EYE_INDICES);
  readonly #passes: Readonly<Record<'skin' | 'lips' | 'eyes' | 'chart' | 'lipChart', Pass>>;

  constructor(u: Uniforms) {
    const { size } = u;
    this.#passes = {
      skin: meshPass(SKIN, size, 'larger', (of) => vec4(of('amount'), 0, of('doubt'), 0)),
      lips: meshPass(LIPS, size, 'larger', (of) => {
        const coverage = edge(of('outward'), u.lipEdge).mul(edge(of('inward'), u.lipEdge));
        return vec4(0, coverage, of('interior'), 0);
      }),
      eyes: meshPass(EYES, size, 'larger', (of) => vec4(0, 0, of('narrow'), edge(of('opening'), u.eyeEdge))),
      chart: meshPass(SKIN, size, { nearest: 'depth' }, (of) => of('place')),
      lipChart: meshPass(LIPS, size, 'last', (of) => {
        const chart: Node = of('chart');
        return vec4(of('outward').add(LIPS_AWAY), chart.x, chart.y, chart.z);
      }),
    };
  }

  resize(width: number, height: number): void {
    for (const target of [this.mask, this.chart, this.lips]) target.setSize(width, height);
  }

  /** Without `skin` the mask is made only where lips lie and eyes are left out, with `chart` and `lips` these are made too. Outside of what is made
   *  a target holds what it held. */
  draw(r: WebGPURenderer, g: FaceGeometry, { under }: LipArea, needs: FilmTable['needs']): void {
    const p = this.#passes;
    this.#skinMesh.set(g.skin.vertices);
    this.#lipMesh.set(g.lips.vertices);
    cutTarget(r, this.mask, needs.skin ? null : under);
    cutTarget(r, this.lips, under);
    drawMesh(r, p.skin, this.#skinMesh, this.mask, true);
    drawMesh(r, p.lips, this.#lipMesh, this.mask, false);
    if (needs.skin) {
      this.#eyeMesh.set(g.eyes.vertices);
      drawMesh(r, p.eyes, this.#eyeMesh, this.mask, false);
    }
    if (needs.chart) drawMesh(r, p.chart, this.#skinMesh, this.chart, true);
    if (needs.lips) drawMesh(r, p.lipChart, this.#lipMesh, this.lips, true);
  }

  async compile(r: WebGPURenderer, needs: FilmTable['needs']): Promise<void> {
    const p = this.#passes;
    const jobs = [
      [true, p.skin, this.#skinMesh, this.mask],
      [true, p.lips, this.#lipMesh, this.mask],
      [needs.skin, p.eyes, this.#eyeMesh, this.mask],
      [needs.chart, p.chart, this.#skinMesh, this.chart],
      [needs.lips, p.lipChart, this.#lipMesh, this.lips],
    ] as const;
    for (const [needed, pass, mesh, target] of jobs) {
      if (!needed) continue;
      pass.mesh.geometry = mesh.geometry;
      await pass.compile(r, target);
    }
  }

  close(): void {
    for (const pass of Object.values(this.#passes)) pass.close();
    for (const mesh of [this.#skinMesh, this.#lipMesh, this.#eyeMesh]) mesh.close();
    for (const target of [this.mask, this.chart, this.lips]) target.dispose();
  }
}
