import type { LinearRgb } from '@carmine/color';
import type { HeadParams } from './params.ts';
import { mipChain, type Texture } from './texture/atlas.ts';
import { paintEye } from './texture/eye-paint.ts';
import { type PaintedFace, paintFace } from './texture/face-skin.ts';
import { paintScalp } from './texture/scalp.ts';
import { colorOf, hairAlbedo, lipAlbedo, skinAlbedo } from './tone.ts';

/** Colours and textures of one head, at the resolution a picture needs. */
export interface Paints {
  readonly skin: LinearRgb;
  readonly lip: LinearRgb;
  readonly hair: LinearRgb;
  readonly marks: PaintedFace['marks'];
  readonly face: Texture;
  readonly scalp: Texture;
  readonly eye: Texture;
  readonly background: readonly [LinearRgb, LinearRgb];
}

/** Paints textures and keeps the last ones. */
export class Painter {
  readonly #kept = new Map<string, { key: string; value: unknown }>();

  /** `faceWidth`: px across the face, which picks the texture's size. */
  paint(params: HeadParams, faceWidth: number): Paints {
    const skin = skinAlbedo(params.tone);
    const lip = params.lipColor === 'auto' ? lipAlbedo(skin) : colorOf(params.lipColor, 'lipColor');
    const hair = params.hairColor === 'auto' ? hairAlbedo(skin) : colorOf(params.hairColor, 'hairColor');
    const brow = params.browColor === 'auto' ? hairAlbedo(skin) : colorOf(params.browColor, 'browColor');
    const iris = colorOf(params.eyeColor, 'eyeColor');
    const { texture, brows, seed } = params;
    const full = faceWidth > 420 ? 1024 : faceWidth > 160 ? 512 : 256;
    const facePaint = { skin, lip, brow, brows, texture, seed };
    const painted = this.#keep('face', [facePaint, full], () => {
      const face = paintFace(facePaint, full);
      return { marks: face.marks, chain: mipChain(face.texture) };
    });
    const scalpPaint = { skin, hair, hasHair: params.hair };
    const scalp = this.#keep('scalp', [scalpPaint], () => mipChain(paintScalp(scalpPaint)));
    return {
      skin,
      lip,
      hair,
      marks: painted.marks,
      face: pick(painted.chain, faceWidth * 2.2),
      scalp: pick(scalp, faceWidth * 5),
      eye: this.#keep('eye', [iris], () => paintEye(iris)),
      background: [
        colorOf(params.background[0], 'background[0]'),
        colorOf(params.background[1], 'background[1]'),
      ],
    };
  }

  #keep<T>(slot: string, inputs: readonly unknown[], make: () => T): T {
    const key = JSON.stringify(inputs);
    const known = this.#kept.get(slot);
    if (known?.key === key) return known.value as T;
    const value = make();
    this.#kept.set(slot, { key, value });
    return value;
  }
}

/** The coarsest level with at least `texels` across. */
const pick = (chain: readonly Texture[], texels: number): Texture =>
  [...chain].reverse().find((t) => t.width >= texels) ?? chain[0]!;
