/** A point of the canonical face (packages/face), cm: x to the subject's left, y up, z to the front; `u`, `v` its place in the canonical UV.
 *  Past the face's outline (forehead under the hair, jaw's edge) points are continued along the skull. */
export interface FacePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly u: number;
  readonly v: number;
}

/**
 * How much of a product lies where on the face, 0..1. Baked once into a map over the canonical UV when a look is set (cached by `key`), sampled
 * per pixel; so smooth functions of lengths in cm, no edge finer than 1 mm.
 */
export interface FaceShape {
  /** Names the shape and its parameters: two shapes with one key are the same. */
  readonly key: string;
  /** true: it lies on the lids, so that what is dark there is a fold or lashes: powder falls into the one and on the other. Default false. */
  readonly onLids?: boolean;
  amount(p: FacePoint): number;
}
