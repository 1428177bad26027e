import { VISIBILITY_SIZE, type VisibilityMap } from '@carmine/face';
import { DataTexture, RedFormat, UnsignedByteType } from 'three/webgpu';
import { type Visibility, visibilityOf } from '../reference/visibility.ts';
import type { Uniforms } from './uniforms.ts';

/** A face's visibility map on the GPU. */
export class VisibilityTexture {
  readonly texture = new DataTexture(
    new Uint8Array(VISIBILITY_SIZE * VISIBILITY_SIZE),
    VISIBILITY_SIZE,
    VISIBILITY_SIZE,
    RedFormat,
    UnsignedByteType,
  );

  constructor() {
    this.texture.needsUpdate = true;
  }

  /** Takes a face's map and gives it back as it lies on the picture: see visibilityOf. */
  set(
    u: Uniforms,
    map: VisibilityMap | null,
    place: { scale: number; px: ArrayLike<number> },
  ): Visibility | null {
    const seen = visibilityOf(map, { ...place, data: this.texture.image.data as Uint8Array });
    u.hasVisibility.value = seen ? 1 : 0;
    if (!seen) return null;
    for (const [rows, m] of [
      [u.toMap, seen.toMap],
      [u.toPicture, seen.toPicture],
    ] as const) {
      rows[0].value.set(m[0], m[1], m[2]);
      rows[1].value.set(m[3], m[4], m[5]);
    }
    this.texture.needsUpdate = true;
    return seen;
  }

  close(): void {
    this.texture.dispose();
  }
}
