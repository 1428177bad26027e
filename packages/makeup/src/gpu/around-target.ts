import { HalfFloatType, type RenderTarget } from 'three/webgpu';
import { LIP_GRID } from '../geometry/face-geometry.ts';
import { SHADE_TEXELS } from '../model/constants.ts';
import type { BandPart } from './band-nodes.ts';
import { Pass } from './pass.ts';
import { dataTarget } from './targets.ts';
import { type Node, vec2, vec4 } from './tsl.ts';

/** The light around a place, of the lips (see Bands) and beside it of the skin (see Shade): one texture, since a shader may read sixteen and wear reads them all. */
export const aroundTarget = (): RenderTarget => dataTarget(SIZE.width, SIZE.height, HalfFloatType);
const SIZE = { width: LIP_GRID + SHADE_TEXELS, height: LIP_GRID };

export const lipsIn = (around: Node): BandPart => ({ band: around, size: LIP_GRID });
export const shadeIn = (around: Node): BandPart => ({ band: around, size: SHADE_TEXELS, left: LIP_GRID });

/** Draws one part of the target, of it `rows` only (vec2: first, the one after the last; left out: all); `fragment` gets the texel within the
 *  part. */
export const aroundPass = (
  { size, left = 0, rows = vec2(0, size) }: BandPart & { readonly rows?: Node },
  fragment: (px: Node) => Node,
): Pass =>
  Pass.rect(vec4(left, rows.x, left + size, rows.y), vec2(SIZE.width, SIZE.height), (px) =>
    fragment(px.sub(vec2(left, 0))),
  );
