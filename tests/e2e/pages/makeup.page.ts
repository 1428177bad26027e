import { type Backend, createRenderer, createRenderHost, type Look, type PixelImage } from '@carmine/makeup';
import { renderReference } from '@carmine/makeup/reference';
import { lossOf, readLossOf } from './makeup/context.ts';
import { measureCost } from './makeup/cost.ts';
import { ONE, TWELVE } from './makeup/looks.ts';
import { type Parity, parityOf } from './makeup/parity.ts';
import { bitmapOf, headScene, hiddenScene, photoScene, sharedRenderer, twoHeads } from './makeup/scenes.ts';
import { looksOf, splitOf } from './makeup/views.ts';

const api = {
  LOOKS: { ONE, TWELVE },
  device: async (backend: Backend) => (await sharedRenderer(backend)).device,
  head: (backend: Backend, tone: number, look: Look, mouthOpen = 0) =>
    parityOf(backend, headScene(tone, mouthOpen), look),
  /** Every product of the whole look by itself. */
  alone: async (backend: Backend): Promise<Record<string, Parity>> => {
    const out: Record<string, Parity> = {};
    for (const layer of TWELVE.layers)
      out[layer.product] = await parityOf(backend, headScene(6, 0.2), { version: 1, layers: [layer] });
    return out;
  },
  hidden: (backend: Backend, look: Look) => parityOf(backend, hiddenScene(4), look),
  two: async (backend: Backend, look: Look) => parityOf(backend, await twoHeads(), look),
  photo: async (
    backend: Backend,
    assetBase: string,
    url: string,
    look: Look,
    fit?: { width: number; height: number },
  ) => parityOf(backend, await photoScene(assetBase, url, fit), look),
  /** Largest code difference to the source with no product, and with one but compare on; also on the canvas itself. */
  identity: async (backend: Backend): Promise<number> => {
    const { image, frame } = headScene(5);
    const canvas = new OffscreenCanvas(8, 8);
    const r = await createRenderer({ canvas, backend });
    const bitmap = await bitmapOf(image);
    let most = 0;
    const look = (d: Uint8ClampedArray) => {
      for (let i = 0; i < d.length; i++) most = Math.max(most, Math.abs(d[i]! - image.data[i]!));
    };
    r.draw(bitmap, frame);
    const flat = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    flat.drawImage(canvas, 0, 0);
    look(flat.getImageData(0, 0, image.width, image.height).data);
    look((await r.readPixels()).data);
    await r.setLook({ version: 1, layers: [{ product: 'lipstick', color: '#9b1c31', finish: 'matte' }] });
    r.draw(bitmap, frame, { bare: true });
    look((await r.readPixels()).data);
    bitmap.close();
    r.close();
    r.close();
    return most;
  },
  /** Error codes of wrong calls, in order. */
  faults: async (backend: Backend): Promise<string[]> => {
    const r = await createRenderer({ canvas: new OffscreenCanvas(8, 8), backend });
    const codes: string[] = [];
    const note = async (work: () => unknown) => {
      try {
        await work();
        codes.push('none');
      } catch (error) {
        codes.push((error as { code: string }).code);
      }
    };
    const bitmap = await bitmapOf(headScene(5).image);
    bitmap.close();
    await note(() => r.readPixels());
    await note(() => r.draw(bitmap, null));
    await note(() => r.setLook({ version: 1, layers: [{ product: 'glitter' }] } as never));
    r.close();
    await note(() => r.setLook({ version: 1, layers: [] }));
    await note(() => r.readPixels());
    return codes;
  },
  /** Frames of two sizes through the host: each shown id has its own pixels, lost ids change nothing. */
  host: async (assetBase: string, worker: 'worker' | 'inline') => {
    const canvas = document.createElement('canvas');
    const errors: string[] = [];
    const host = await createRenderHost({
      canvas,
      assetBase,
      worker,
      backend: 'webgl2',
      onError: (e) => errors.push(e.code),
    });
    await host.setLook({ version: 1, layers: [{ product: 'lipstick', color: '#1c319b', finish: 'matte' }] });
    const [first, second] = [headScene(3), headScene(8)];
    const equal = async (image: PixelImage) => {
      const shown = await host.readPixels();
      if (shown.width !== image.width || shown.height !== image.height) return false;
      // 8-bit masks may differ by a code at edges; another frame's pixels differ everywhere.
      const off = shown.data.reduce((n, v, i) => n + (Math.abs(v - image.data[i]!) > 2 ? 1 : 0), 0);
      return off < image.data.length / 1000;
    };
    host.push(1, await bitmapOf(first.image));
    host.push(2, new VideoFrame(await bitmapOf(second.image), { timestamp: 0 }));
    host.show(null, 1);
    const ownPixels = await equal(first.image);
    host.show(second.frame, 2);
    const wornOn2 = await equal(renderReference(second.image, second.frame, blue).image);
    host.show(first.frame, 1);
    const staleSkipped = await equal(renderReference(second.image, second.frame, blue).image);
    host.setView({ bare: true });
    const bare = await equal(second.image);
    host.close();
    host.close();
    const after = await host.readPixels().catch((e: { code: string }) => e.code);
    return { inline: host.inline, ownPixels, wornOn2, staleSkipped, bare, after, errors };
  },
  loss: lossOf,
  readLoss: readLossOf,
  split: splitOf,
  looks: looksOf,
  measureCost,
  /** What twelve layers cost against one foundation. */
  layersCost: (backend: Backend) => measureCost(backend, [ONE, TWELVE]),
};
const blue: Look = { version: 1, layers: [{ product: 'lipstick', color: '#1c319b', finish: 'matte' }] };

export type MakeupPage = typeof api;
(window as unknown as { makeup: MakeupPage }).makeup = api;
