import { type PixelImage, readLinear } from '../pixels/image.ts';

/** How far inside the picture its border is read, share of its side; samples on each of the four edges. */
const INSIDE = 0.03;
const EACH = 100;

const pixel = { r: 0, g: 0, b: 0, bad: false };

/** Linear RGB along the border of a picture, edge by edge, neighbours beside each other; n x 3. Clipped and crushed pixels are left out. */
export const borderPixels = (image: PixelImage): Float32Array => {
  const found: number[] = [];
  const take = (x: number, y: number): void => {
    if (readLinear(image, x * image.width, y * image.height, pixel) && !pixel.bad)
      found.push(pixel.r, pixel.g, pixel.b);
  };
  for (let k = 0; k < EACH; k++) take(k / EACH, INSIDE);
  for (let k = 0; k < EACH; k++) take(k / EACH, 1 - INSIDE);
  for (let k = 0; k < EACH; k++) take(INSIDE, k / EACH);
  for (let k = 0; k < EACH; k++) take(1 - INSIDE, k / EACH);
  return Float32Array.from(found);
};
