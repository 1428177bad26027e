import { type Backend, createRenderer } from '@carmine/makeup';
import { bitmapOf, headScene } from './scenes.ts';

/** Takes the context from a renderer; the promise settles when it can come back. */
const lose = async (canvas: OffscreenCanvas, backend: Backend): Promise<() => void> => {
  if (backend === 'webgpu') {
    const context = canvas.getContext('webgpu') as unknown as GPUCanvasContext;
    const { device } = context.getConfiguration()!;
    device.destroy();
    await device.lost;
    return () => {};
  }
  const gl = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
  const lost = new Promise((resolve) => canvas.addEventListener('webglcontextlost', resolve, { once: true }));
  gl.loseContext();
  await lost;
  return () => gl.restoreContext();
};

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Gives a context back and takes it away once more while the renderer starts on it. */
const loseAgain = async (canvas: OffscreenCanvas, restore: () => void): Promise<() => void> => {
  const restored = new Promise((resolve) =>
    canvas.addEventListener('webglcontextrestored', resolve, { once: true }),
  );
  restore();
  await restored;
  const again = await lose(canvas, 'webgl2');
  await turn();
  return again;
};

/** Code of a readback during which the context goes. */
export const readLossOf = async (backend: Backend): Promise<string> => {
  const canvas = new OffscreenCanvas(8, 8);
  const r = await createRenderer({ canvas, backend });
  const { image, frame } = headScene(5);
  const bitmap = await bitmapOf(image);
  r.draw(bitmap, frame);
  const read = r.readPixels().then(
    () => 'read',
    (error: { code?: string }) => error.code ?? String(error),
  );
  // It begins with the next turn of the queue of promises, and what it waits for is a task.
  await Promise.resolve();
  await lose(canvas, backend);
  const code = await read;
  r.close();
  bitmap.close();
  return code;
};

/** Loses the context of a renderer that wears two looks, WebGL's once more while it starts anew, and tells what the page hears, each word once;
 *  then draws again. */
export const lossOf = async (backend: Backend): Promise<string[]> => {
  const heard: string[] = [];
  const canvas = new OffscreenCanvas(8, 8);
  let restored: () => void = () => {};
  const back = new Promise<void>((resolve) => {
    restored = resolve;
  });
  const r = await createRenderer({
    canvas,
    backend,
    onContext: (state) => {
      if (!heard.includes(state)) heard.push(state);
      if (state === 'restored') restored();
    },
  });
  const { image, frame } = headScene(5);
  const bitmap = await bitmapOf(image);
  const color = '#9b1c31';
  await r.setLooks([
    { version: 1, layers: [] },
    { version: 1, layers: [{ product: 'lipstick', color, finish: 'matte' }] },
  ]);
  r.draw(bitmap, frame);
  const before = await r.readPixels();
  const restore = await lose(canvas, backend);
  try {
    r.draw(bitmap, frame);
  } catch (error) {
    heard.push((error as { code: string }).code);
  }
  // Whether a context may come back is settled when the event is over: one turn of the task queue.
  await turn();
  if (backend === 'webgpu') restore();
  else (await loseAgain(canvas, restore))();
  await back;
  r.draw(bitmap, frame);
  const after = await r.readPixels();
  const same = after.data.length === before.data.length && after.data.every((v, i) => v === before.data[i]);
  heard.push(same ? 'drawn' : 'wrong');
  r.close();
  bitmap.close();
  return heard;
};
