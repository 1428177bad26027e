import { LIP_RINGS } from '@carmine/face';
import { LIPSTICK } from './look.ts';

/** A picture and lips in one flat colour on a 2D canvas: the drawing that costs next to nothing.
 *  `at(i)`: landmark i, x and y in 0..1 of the picture; null: no face. */
export const drawLips = (
  context: CanvasRenderingContext2D,
  picture: CanvasImageSource,
  at: ((landmark: number) => { readonly x: number; readonly y: number }) | null,
): void => {
  const { width, height } = context.canvas;
  context.drawImage(picture, 0, 0, width, height);
  if (!at) return;
  context.beginPath();
  for (const ring of [LIP_RINGS.outer, LIP_RINGS.inner]) {
    ring.forEach((landmark, i) => {
      const { x, y } = at(landmark);
      if (i === 0) context.moveTo(x * width, y * height);
      else context.lineTo(x * width, y * height);
    });
    context.closePath();
  }
  context.globalAlpha = LIPSTICK.coverage;
  context.fillStyle = LIPSTICK.color;
  context.fill('evenodd');
  context.globalAlpha = 1;
};

/** Gives a canvas the size of the picture; touching it every frame would clear it. */
export const fitCanvas = (canvas: HTMLCanvasElement, width: number, height: number): void => {
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
};
