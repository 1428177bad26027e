import { Vector2, Vector3, Vector4 } from 'three/webgpu';
import { type FaceGeometry, LIP_GRID, SKIN_GRID } from '../geometry/face-geometry.ts';
import type { FilmTable } from '../look/film-table.ts';
import { pagesOf } from '../look/shape-atlas.ts';
import {
  LINE_EDGE_MM,
  SHADE_TEXELS,
  SIGMA_AROUND_MM,
  SIGMA_COARSE_MM,
  SIGMA_FINE_MM,
  SIGMA_SHADE_MM,
} from '../model/constants.ts';
import { glintLevel } from '../reference/glints.ts';
import { summaryOf } from './film-summary.ts';
import { FilmNodes } from './film-texture.ts';
import type { LipArea } from './lip-area.ts';
import { CANVAS_UP, type Node, uniform } from './tsl.ts';

/** Texels that may be left out between two after a blur of `sigma` texels. From a sigma of 1 on less than a hundredth is left of what changes from one
 *  texel to the next (exp(-2 pi^2 sigma^2 / 4)). */
const strideAfter = (sigma: number): number => (sigma >= 1 ? 2 : 1);

/** Everything the shaders are told by the CPU. One set serves all passes: a change of look or face is a change of numbers. */
export class Uniforms {
  /** px of the source. */
  readonly size: Node = uniform(new Vector2(1, 1));
  /** px of what is drawn on: the canvas, or a target read back. */
  readonly canvas: Node = uniform(new Vector2(1, 1));
  /** Where its rows begin: see upOfTarget. */
  readonly up: Node = uniform(CANVAS_UP);
  /** Where the source lies on it: x, y of its top left corner, px a source px. */
  readonly tile: Node = uniform(new Vector3(0, 0, 1));
  /** See `lightScale`. */
  readonly scale: Node = uniform(new Vector3(1, 1, 1));
  /** Part of the source that is drawn: x0, y0, x1, y1 px. */
  readonly part: Node = uniform(new Vector4());
  readonly pixelsPerMm: Node = uniform(1);
  /** Half the width of the lips' and of the eyes' soft edges, mm. */
  readonly lipEdge: Node = uniform(1);
  readonly eyeEdge: Node = uniform(1);
  /** See FaceGeometry.litShading. */
  readonly litShading: Node = uniform(1);
  /** Rows of the transform of a picture point into the visibility map, and of the way back. */
  readonly toMap: readonly [Node, Node] = [uniform(new Vector3()), uniform(new Vector3())];
  readonly toPicture: readonly [Node, Node] = [uniform(new Vector3()), uniform(new Vector3())];
  /** 1: something may be in front of the face. */
  readonly hasVisibility: Node = uniform(0);
  /** x, y, step px. */
  readonly skinGrid: Node = uniform(new Vector3());
  readonly lipGrid: Node = uniform(new Vector3());
  /** Texels of the lips' grid that are made and read, x0, y0, x1, y1: see LipArea. */
  readonly lipPart: Node = uniform(new Vector4(0, 0, LIP_GRID, LIP_GRID));
  readonly shadeGrid: Node = uniform(new Vector3());
  /** Blur sigmas in texels: skin fine, skin coarse, lip fine, lip coarse. */
  readonly sigma: Node = uniform(new Vector4());
  /** Texels from one that the coarse blur reads to the next: of the skin, of the lips. What the fine one left is smooth over two. */
  readonly coarseStride: Node = uniform(new Vector2(1, 1));
  /** Blur sigma of all light of the lips. */
  readonly sigmaAround: Node = uniform(1);
  /** ... and of the map of shade. */
  readonly sigmaShade: Node = uniform(1);
  /** forward x, y, up x, y of the face. */
  readonly axes: Node = uniform(new Vector4());
  readonly films = new FilmNodes();
  /** Pages of the shapes' maps; 0: no shapes. */
  readonly pages: Node = uniform(0);
  /** How many films lie on all of the skin. */
  readonly wholeFilms: Node = uniform(0);
  /** First stroke and first film on the lips, and the ones after their last; none: 99, 0. */
  readonly filmsFrom: Node = uniform(new Vector2());
  readonly filmsTo: Node = uniform(new Vector2());
  /** See FilmSummary: strongest evening and lift of films on all of the skin; films of shapes that even, first and the one after the last. */
  readonly even: Node = uniform(new Vector2());
  readonly evenFrom: Node = uniform(0, 'int');
  readonly evenTo: Node = uniform(0, 'int');
  /** 1 where the look has films that need it: lowpasses of the skin, films on the skin, lips, charts of the skin, strokes. */
  readonly hasSkin: Node = uniform(0);
  readonly hasSkinFilms: Node = uniform(0);
  readonly hasLip: Node = uniform(0);
  readonly hasChart: Node = uniform(0);
  readonly hasStrokes: Node = uniform(0);
  /** See FilmSummary. */
  readonly shine: Node = uniform(new Vector4());
  readonly glint: Node = uniform(new Vector4());
  /** mm that lines go past the lips' outline; 0: no lines. */
  readonly lineReach: Node = uniform(0);
  /** Where lips and strokes lie: x0, y0, x1, y1 px. */
  readonly lipBox: Node = uniform(new Vector4());
  readonly strokeBox: Node = uniform(new Vector4());
  /** TrackedFace.presence. */
  readonly presence: Node = uniform(1);
  /** Direction to the light as the face tells it, and how sure. */
  readonly toldLight: Node = uniform(new Vector4());
  readonly glintLevel: Node = uniform(0);
  /** Weight of this frame's statistics against the last one's: 1 takes them as they are. */
  readonly fresh: Node = uniform(1);
  /** Which product `readMask` shows: index in PRODUCT_KINDS. */
  readonly shownMask: Node = uniform(0);

  /** A table is never changed: what was told last need not be told again. */
  setLook(table: FilmTable): void {
    if (table === this.#told) return;
    this.#told = table;
    this.pages.value = pagesOf(table.shapes.length);
    const s = summaryOf(table);
    this.wholeFilms.value = s.whole;
    this.filmsFrom.value.fromArray(s.from);
    this.filmsTo.value.fromArray(s.to);
    this.even.value.fromArray(s.even);
    this.evenFrom.value = s.evenFrom;
    this.evenTo.value = s.evenTo;
    this.hasSkin.value = table.needs.skin ? 1 : 0;
    this.hasSkinFilms.value = s.onSkin ? 1 : 0;
    this.hasLip.value = table.needs.lips ? 1 : 0;
    this.hasChart.value = table.needs.chart ? 1 : 0;
    this.hasStrokes.value = table.strokes.length > 0 ? 1 : 0;
    this.shine.value.fromArray(s.shine);
    this.glint.value.fromArray(s.glint);
    this.#line = s.line;
    this.#reach();
  }
  #told: FilmTable | null = null;
  #line = 0;

  /** Lines are as wide as the look and as soft as the face says. */
  #reach(): void {
    this.lineReach.value = this.#line > 0 ? this.#line / 2 + Math.max(LINE_EDGE_MM, this.lipEdge.value) : 0;
  }

  setFace(g: FaceGeometry, lips: LipArea): void {
    this.pixelsPerMm.value = g.pixelsPerMm;
    this.lipEdge.value = g.lipEdge;
    this.eyeEdge.value = g.eyeEdge;
    this.litShading.value = g.litShading;
    this.skinGrid.value.set(g.skinGrid.x, g.skinGrid.y, g.skinGrid.step);
    this.lipGrid.value.set(g.lipGrid.x, g.lipGrid.y, g.lipGrid.step);
    const shadeStep = (g.skinGrid.step * SKIN_GRID) / SHADE_TEXELS;
    this.shadeGrid.value.set(g.skinGrid.x, g.skinGrid.y, shadeStep);
    this.sigmaShade.value = (SIGMA_SHADE_MM * g.pixelsPerMm) / shadeStep;
    const skin = g.pixelsPerMm / g.skinGrid.step;
    const lip = g.pixelsPerMm / g.lipGrid.step;
    this.sigma.value.set(
      SIGMA_FINE_MM * skin,
      SIGMA_COARSE_MM * skin,
      SIGMA_FINE_MM * lip,
      SIGMA_COARSE_MM * lip,
    );
    this.coarseStride.value.set(strideAfter(this.sigma.value.x), strideAfter(this.sigma.value.z));
    this.sigmaAround.value = SIGMA_AROUND_MM * lip;
    this.lipPart.value.set(lips.part.x0, lips.part.y0, lips.part.x1, lips.part.y1);
    this.lipBox.value.set(lips.box.x0, lips.box.y0, lips.box.x1, lips.box.y1);
    this.#reach();
    this.glintLevel.value = glintLevel(g.pixelsPerMm);
    this.axes.value.set(g.forward[0], g.forward[1], g.up[0], g.up[1]);
  }
}
