/** Truth of each pixel, width x height. Pixel = encode(exposure x (albedo x shading + specular)), exactly, before sensor
 *  noise and clipping: where a pixel mixes surfaces, albedo is the shading-weighted mean. */
export interface Layers {
  readonly width: number;
  readonly height: number;
  /** The picture, un-premultiplied RGBA, sRGB. */
  readonly rgba: Uint8ClampedArray;
  /** x 3, linear sRGB albedo. */
  readonly albedo: Float32Array;
  /** x 3, irradiance / pi. */
  readonly shading: Float32Array;
  /** x 3, radiance of the surface reflection. */
  readonly specular: Float32Array;
  /** cm from the camera plane; Infinity on the backdrop; nearest sample. */
  readonly depth: Float32Array;
  /** x 2, canonical UV where the face shows, else NaN. */
  readonly uv: Float32Array;
  /** Cover 0..255 of visible surface; they add up to 255 in every pixel (teeth lie within mouth). */
  readonly masks: Masks;
}

/** Visible cover, 0..255 a pixel. */
export interface Masks {
  /** Face skin inside the canonical mesh, brows and lids included, lips not. */
  readonly skin: Uint8Array;
  /** Vermilion: outer minus inner lip outline. */
  readonly lip: Uint8Array;
  /** What shows between the lips, teeth included. */
  readonly mouth: Uint8Array;
  readonly teeth: Uint8Array;
  /** Eyeball in the subject's right and left eye. */
  readonly rightEye: Uint8Array;
  readonly leftEye: Uint8Array;
  /** Hair, ears, neck, shoulders, wet lid edges. */
  readonly rest: Uint8Array;
  readonly background: Uint8Array;
}

export const createLayers = (width: number, height: number): Layers => {
  const n = width * height;
  const mask = (): Uint8Array => new Uint8Array(n);
  return {
    width,
    height,
    rgba: new Uint8ClampedArray(n * 4),
    albedo: new Float32Array(n * 3),
    shading: new Float32Array(n * 3),
    specular: new Float32Array(n * 3),
    depth: new Float32Array(n),
    uv: new Float32Array(n * 2),
    masks: {
      skin: mask(),
      lip: mask(),
      mouth: mask(),
      teeth: mask(),
      rightEye: mask(),
      leftEye: mask(),
      rest: mask(),
      background: mask(),
    },
  };
};
