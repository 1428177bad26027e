import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryCanvas } from './memory-gl.ts';

class Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
    this.data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => i % 251);
  }
}

beforeEach(() => vi.stubGlobal('ImageData', Pixels));
afterEach(() => vi.unstubAllGlobals());

const open = () => memoryCanvas().getContext('webgl2') as WebGL2RenderingContext;
const upload = (gl: WebGL2RenderingContext, picture: unknown) =>
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture as ImageData);
const readInto = (gl: WebGL2RenderingContext, width: number, height: number, heap: Uint8Array, at: number) =>
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, heap, at);

it('what was uploaded is read back where it is asked for, the last picture each time', () => {
  const gl = open();
  const heap = new Uint8Array(200);
  upload(gl, new Pixels(9, 9));
  const last = new Pixels(4, 3);
  upload(gl, last);
  readInto(gl, 4, 3, heap, 100);
  expect([...heap.slice(100, 148)]).toEqual([...last.data]);
  expect(heap.slice(0, 100).every((v) => v === 0) && heap.slice(148).every((v) => v === 0)).toBe(true);
});

it('another size than the picture’s is refused, and so is reading before there is one', () => {
  const gl = open();
  const heap = new Uint8Array(400);
  expect(() => readInto(gl, 2, 2, heap, 0)).toThrow(TypeError);
  upload(gl, new Pixels(4, 3));
  expect(() => readInto(gl, 3, 4, heap, 0)).toThrow(TypeError);
});

it('says WebGL 2 and a renderer, without which MediaPipe aborts; and is the same each time it is asked for', () => {
  const canvas = memoryCanvas();
  const gl = canvas.getContext('webgl2')!;
  expect(gl.getParameter(0x1f02)).toMatch(/^WebGL 2/);
  expect(gl.getParameter(0x1f01)).toEqual(expect.any(String));
  expect(canvas.getContext('webgl2')).toBe(gl);
});
