import type { LinearRgb } from '@carmine/color';

type V3 = readonly [number, number, number];

/** A directional lamp with a soft edge. */
export interface KeyLight {
  /** Towards the lamp, camera space (x right in the picture, y up, z towards the camera); any length. */
  readonly direction: V3;
  readonly color: LinearRgb;
  /** Irradiance / pi that a facing white diffuser gets. */
  readonly intensity: number;
  /** Softness of shadow edges and terminator, 0 bare bulb .. 1 large soft box. */
  readonly size: number;
}

/** Light on the head: an environment of nine spherical harmonics, a key with shadows, a rim without. */
export interface HeadLight {
  /** Radiance coefficients per channel, real SH: 1, y, z, x, xy, yz, 3z^2-1, xz, x^2-y^2 (Ramamoorthi and Hanrahan
   *  2001, eq. 3), camera space. */
  readonly ambient: readonly LinearRgb[];
  readonly key: KeyLight;
  readonly rim: KeyLight | null;
  /** Colour of all light together; [1,1,1] is the camera's white. */
  readonly illuminant: LinearRgb;
}

/** Real spherical harmonics up to order 2 of a unit direction. */
export const shBasis = (x: number, y: number, z: number, out: Float64Array | number[]): void => {
  out[0] = 0.282095;
  out[1] = 0.488603 * y;
  out[2] = 0.488603 * z;
  out[3] = 0.488603 * x;
  out[4] = 1.092548 * x * y;
  out[5] = 1.092548 * y * z;
  out[6] = 0.315392 * (3 * z * z - 1);
  out[7] = 1.092548 * x * z;
  out[8] = 0.546274 * (x * x - y * y);
};

/** Rotates SH coefficients by sampling: coefficients of f(R d), where `r` is row-major head -> camera. Exact for order 2
 *  because the 60 directions integrate degree 4 well beyond float precision of the use. */
export const rotateAmbient = (ambient: readonly LinearRgb[], r: ArrayLike<number>): Float64Array => {
  const out = new Float64Array(27);
  const inHead: number[] = new Array(9).fill(0);
  const inCamera: number[] = new Array(9).fill(0);
  for (const [d, weight] of quadrature()) {
    shBasis(d[0], d[1], d[2], inHead);
    shBasis(
      r[0]! * d[0] + r[1]! * d[1] + r[2]! * d[2],
      r[3]! * d[0] + r[4]! * d[1] + r[5]! * d[2],
      r[6]! * d[0] + r[7]! * d[1] + r[8]! * d[2],
      inCamera,
    );
    for (let c = 0; c < 3; c++) {
      let value = 0;
      for (let k = 0; k < 9; k++) value += ambient[k]![c]! * inCamera[k]!;
      for (let k = 0; k < 9; k++) out[k * 3 + c] = out[k * 3 + c]! + value * inHead[k]! * weight;
    }
  }
  return out;
};

/** Product quadrature on the sphere, exact to degree 5: 3 Gauss-Legendre heights x 6 azimuths. */
const quadrature = (): [V3, number][] => {
  const heights: [number, number][] = [
    [-Math.sqrt(0.6), 5 / 9],
    [0, 8 / 9],
    [Math.sqrt(0.6), 5 / 9],
  ];
  return heights.flatMap(([z, w]) =>
    Array.from({ length: 6 }, (_, i): [V3, number] => {
      const a = (i * Math.PI) / 3;
      const s = Math.sqrt(1 - z * z);
      return [[s * Math.cos(a), s * Math.sin(a), z], (w * 2 * Math.PI) / 6];
    }),
  );
};
