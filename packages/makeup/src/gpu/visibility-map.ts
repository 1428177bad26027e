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

  /** Takes a face's map; `scale`: px of the tracked image a px of the picture. Gives it back as it lies on the picture. */
  set(u: Uniforms, map: VisibilityMap | null, scale: number): Visibility | null {
    const seen = visibilityOf(map, scale);
    u.hasVisibility.value = seen ? 1 : 0;
    if (!seen) return null;
    for (const [rows, m] of [
      [u.toMap, seen.toMap],
      [u.toPicture, seen.toPicture],
    ] as const) {
      rows[0].value.set(m[0], m[1], m[2]);
      rows[1].value.set(m[3], m[4], m[5]);
    }
    (this.texture.image.data as Uint8Array).set(seen.data);
    this.texture.needsUpdate = true;
    return seen;
  }

  close(): void {
    this.texture.dispose();
  }
}
