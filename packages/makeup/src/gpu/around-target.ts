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

/** Draws one square of the target, of it `part` only (vec4: x0, y0, x1, y1 texels); `fragment` gets the texel within the square. */
export const aroundPass = ({ left = 0 }: BandPart, part: Node, fragment: (px: Node) => Node): Pass =>
  Pass.rect(part.add(vec4(left, 0, left, 0)), vec2(SIZE.width, SIZE.height), (px) =>
    fragment(px.sub(vec2(left, 0))),
  );
