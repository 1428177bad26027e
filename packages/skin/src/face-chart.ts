import { CANONICAL_POSITIONS, FACE_OVAL, regionRings } from '@carmine/face';
import { PLACES } from './measures/places.ts';
import type { PlaceId } from './types.ts';

/** Side of the chart's square; the canonical face is about 15 cm wide and 18 high. */
export const FACE_CHART = 100;
const SCALE = 5.2;

/** The canonical face seen from the front, not mirrored: x right, y down. */
const POINTS = Float32Array.from({ length: (CANONICAL_POSITIONS.length / 3) * 2 }, (_, i) => {
  const v = Math.floor(i / 2) * 3;
  return i % 2
    ? FACE_CHART / 2 - SCALE * CANONICAL_POSITIONS[v + 1]!
    : FACE_CHART / 2 + SCALE * CANONICAL_POSITIONS[v]!;
});

const pathOf = (ring: ArrayLike<number>): string => {
  const points: string[] = [];
  for (let i = 0; i < ring.length; i += 2) points.push(`${ring[i]!.toFixed(1)} ${ring[i + 1]!.toFixed(1)}`);
  return `M${points.join('L')}Z`;
};

/** SVG path of a part of the face, in a square of `FACE_CHART`: for charts of a report's regions. */
export const placePath = (place: PlaceId): string =>
  PLACES[place]
    .flatMap((id) => regionRings(id, { points: POINTS, stride: 2 }))
    .map(pathOf)
    .join('');

/** SVG path of the face's outline, in the same square. */
export const outlinePath = (): string =>
  pathOf(FACE_OVAL.flatMap((v) => [POINTS[v * 2]!, POINTS[v * 2 + 1]!]));
