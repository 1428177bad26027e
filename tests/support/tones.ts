/** Turns pictures grey, sepia or toned, as filters and old prints are. 8-bit RGBA in, a changed copy out. */

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}
type Rgb = readonly [number, number, number];

const changed = <T extends Pixels>(image: T, of: (r: number, g: number, b: number) => Rgb): T => {
  const data = new Uint8ClampedArray(image.data);
  for (let i = 0; i < data.length; i += 4) data.set(of(data[i]!, data[i + 1]!, data[i + 2]!), i);
  return { ...image, data };
};

const luma = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

export const grey = <T extends Pixels>(image: T): T =>
  changed(image, (r, g, b) => {
    const y = luma(r, g, b);
    return [y, y, y];
  });

/** The sepia() of the CSS filter effects module, amount 1. */
export const sepia = <T extends Pixels>(image: T): T =>
  changed(image, (r, g, b) => [
    0.393 * r + 0.769 * g + 0.189 * b,
    0.349 * r + 0.686 * g + 0.168 * b,
    0.272 * r + 0.534 * g + 0.131 * b,
  ]);

/** Shadows, middle and highlights in three colours, by luma, along a parabola through them. */
export const toned =
  (dark: Rgb, middle: Rgb, light: Rgb) =>
  <T extends Pixels>(image: T): T =>
    changed(image, (r, g, b) => {
      const t = luma(r, g, b) / 255;
      const at = (k: 0 | 1 | 2): number =>
        dark[k] * (1 - t) * (1 - 2 * t) + 4 * middle[k] * t * (1 - t) + light[k] * t * (2 * t - 1);
      return [at(0), at(1), at(2)];
    });
