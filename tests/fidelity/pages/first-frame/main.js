// Plain JavaScript on purpose: the page of somebody who took the built files and nothing else.
import { createTryOn } from '/lib/index.js';

const LOOK = {
  version: 1,
  layers: [{ product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 }],
};

const pixels = async (blob) => {
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
};

const until = (tryOn, holds) =>
  new Promise((resolve) => {
    const look = (state) => {
      if (holds(state)) resolve();
    };
    tryOn.subscribe(look);
    look(tryOn.state);
  });

window.firstFrame = async (assetBase) => {
  const progress = [];
  const tryOn = await createTryOn({
    canvas: document.getElementById('canvas'),
    assetBase,
    quality: { fixed: 'full' },
    onProgress: ({ loaded, total }) => progress.push({ loaded, total }),
  });
  await tryOn.setLook(LOOK);
  await tryOn.useHead({ tone: 5 });
  await until(tryOn, (state) => state.face === 'found');
  const worn = await pixels(await tryOn.snapshot());
  await tryOn.clear();
  const bare = await pixels(await tryOn.snapshot());
  let changedPixels = 0;
  for (let i = 0; i < worn.length; i += 4)
    if (worn[i] - worn[i + 1] - (bare[i] - bare[i + 1]) > 40) changedPixels++;
  const { backend } = tryOn.state;
  tryOn.close();
  return { progress, changedPixels, backend };
};
