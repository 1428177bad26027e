import type { Backend } from '../types.ts';
import { endDevice, startDevice } from './device.ts';
import { Engine } from './engine.ts';

/** Colours of the test picture, sRGB bytes. */
const COLOURS = [
  [200, 40, 60],
  [20, 180, 90],
  [30, 60, 220],
  [128, 128, 128],
] as const;
const SIZE = 16;

const testPicture = (): ImageData => {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const quadrant = (i % SIZE < SIZE / 2 ? 0 : 1) + (i < (SIZE * SIZE) / 2 ? 0 : 2);
    data.set([...COLOURS[quadrant]!, 255], i * 4);
  }
  return new ImageData(data, SIZE, SIZE);
};

const same = (bytes: ArrayLike<number>, expected: Uint8ClampedArray): boolean => {
  for (let i = 0; i < expected.length; i++) if (Math.abs(bytes[i]! - expected[i]!) > 1) return false;
  return true;
};

/**
 * Draws a small picture on a canvas of its own and reads both the target and the canvas back: some browsers start WebGPU and then
 * show black (rendering.md 5.3). True: the backend draws right here.
 */
export const drawsRight = async (backend: Backend): Promise<boolean> => {
  if (typeof OffscreenCanvas === 'undefined') return false;
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  try {
    const device = await startDevice(backend, canvas);
    const engine = new Engine(device);
    const picture = testPicture();
    const bitmap = await createImageBitmap(picture);
    try {
      const scene = { frame: null, light: undefined, split: undefined, fresh: 1 };
      engine.upload(bitmap, SIZE, SIZE);
      engine.draw(scene);
      const shown = new OffscreenCanvas(SIZE, SIZE).getContext('2d', { willReadFrequently: true })!;
      shown.drawImage(canvas, 0, 0);
      if (!same(shown.getImageData(0, 0, SIZE, SIZE).data, picture.data)) return false;
      return same((await engine.readPixels(scene)).data, picture.data);
    } finally {
      bitmap.close();
      engine.close();
      endDevice(device);
    }
  } catch {
    return false;
  }
};
