/** What a stroke may be placed by, one face of one frame. Sides are the subject's; px have their origin top left. */
export interface StrokeFace {
  /** 478 x (x, y) px: the landmarks. */
  readonly px: Float32Array;
  /** 468 x: how far the surface faces the viewer, 0..1 (0: turned away). */
  readonly facing: Float32Array;
  readonly pixelsPerMm: number;
  /** Unit vector of the face's up in the picture. */
  readonly up: readonly [number, number];
}

/** Gets a vertex: its index, px, amount of product 0..1. Amounts are interpolated over the triangles; where they overlap the larger counts. */
export type StrokeSink = (vertex: number, x: number, y: number, amount: number) => void;

/** Triangles of a film that needs edges finer than a map: liner, lashes, brows. Topology is fixed when the look is set, places are given once a frame. */
export interface Stroke {
  /** Names the stroke and its parameters. */
  readonly key: string;
  readonly vertexCount: number;
  /** Triangle corners, 0..vertexCount. */
  readonly indices: Uint16Array;
  /** true: cut away where the open eye is. */
  readonly clipEye: boolean;
  /** true: it lies on the skin between hairs that are darker than it, as powder in a brow. Default false. */
  readonly betweenHair?: boolean;
  /** Calls `sink` once for every vertex. Allocates nothing. */
  place(face: StrokeFace, sink: StrokeSink): void;
}
