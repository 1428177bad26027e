import type { FacePoint, FaceShape } from './face-shape.ts';
import { anyOf } from './shapes/soft-path.ts';

/** The shape of the chosen areas of a product, of all of them where none are chosen. */
export const areasShape = <A extends string>(
  product: string,
  areas: Readonly<Record<A, (p: FacePoint) => number>>,
  chosen: readonly A[] = Object.keys(areas) as A[],
): FaceShape => {
  const names = [...chosen].sort();
  return { key: `${product} ${names.join(' ')}`, amount: anyOf(...names.map((name) => areas[name])) };
};
