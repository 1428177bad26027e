import { Vector2, Vector3, Vector4 } from 'three/webgpu';
import type { FaceGeometry } from '../geometry/face-geometry.ts';
import { LAYER_ROWS, type LayerTable } from '../look/layer-table.ts';
import { MAX_LAYERS } from '../look/look.ts';
import { SIGMA_COARSE_MM, SIGMA_FINE_MM } from '../model/constants.ts';
import { type Node, uniform, uniformArray } from './tsl.ts';

/** Everything the shaders are told by the CPU. One set serves all passes: a change of look or face is a change of numbers. */
export class Uniforms {
  /** px of the source. */
  readonly size: Node = uniform(new Vector2(1, 1));
  /** px of what is drawn on: the canvas, or a target read back. */
  readonly canvas: Node = uniform(new Vector2(1, 1));
  /** Where the source lies on it: x, y of its top left corner, px a source px. */
  readonly tile: Node = uniform(new Vector3(0, 0, 1));
  /** See `lightScale`. */
  readonly scale: Node = uniform(new Vector3(1, 1, 1));
  /** Part of the source that is drawn: x0, y0, x1, y1 px. */
  readonly part: Node = uniform(new Vector4());
  readonly pixelsPerMm: Node = uniform(1);
  /** x, y, step px. */
  readonly skinGrid: Node = uniform(new Vector3());
  readonly lipGrid: Node = uniform(new Vector3());
  /** Blur sigmas in texels: skin fine, skin coarse, lip fine, lip coarse. */
  readonly sigma: Node = uniform(new Vector4());
  /** forward x, y, up x, y of the face. */
  readonly axes: Node = uniform(new Vector4());
  readonly layers: Node;
  readonly layerCount: Node = uniform(0, 'int');
  readonly hasSkin: Node = uniform(0);
  readonly hasLip: Node = uniform(0);
  /** Weight of this frame's statistics against the last one's: 1 takes them as they are. */
  readonly fresh: Node = uniform(1);
  /** Which product `readMask` shows: 0 lipstick, 1 foundation. */
  readonly shownMask: Node = uniform(0);
  readonly #rows = Array.from({ length: MAX_LAYERS * LAYER_ROWS }, () => new Vector4());

  constructor() {
    this.layers = uniformArray(this.#rows, 'vec4');
  }

  setLook(table: LayerTable): void {
    this.#rows.forEach((row, i) => {
      row.fromArray(table.data, i * 4);
    });
    this.layerCount.value = table.count;
    this.hasSkin.value = table.has.foundation ? 1 : 0;
    this.hasLip.value = table.has.lipstick ? 1 : 0;
  }

  setFace(g: FaceGeometry): void {
    this.pixelsPerMm.value = g.pixelsPerMm;
    this.skinGrid.value.set(g.skinGrid.x, g.skinGrid.y, g.skinGrid.step);
    this.lipGrid.value.set(g.lipGrid.x, g.lipGrid.y, g.lipGrid.step);
    const skin = g.pixelsPerMm / g.skinGrid.step;
    const lip = g.pixelsPerMm / g.lipGrid.step;
    this.sigma.value.set(
      SIGMA_FINE_MM * skin,
      SIGMA_COARSE_MM * skin,
      SIGMA_FINE_MM * lip,
      SIGMA_COARSE_MM * lip,
    );
    this.axes.value.set(g.forward[0], g.forward[1], g.up[0], g.up[1]);
  }
}
