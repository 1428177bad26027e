import { decodeSrgb, deltaE2000, linearToLab } from '@carmine/color';
import type { FaceFrame } from '@carmine/face';
import { renderHead } from '@carmine/head';
import {
  type Backend,
  createRenderer,
  createRenderHost,
  type Look,
  type MakeupRenderer,
  type PixelImage,
} from '@carmine/makeup';
import { renderReference } from '@carmine/makeup/reference';

/** How two pictures differ inside and outside what the reference changed. */
export interface Parity {
  readonly worn: number;
  readonly mean: number;
  readonly p99: number;
  /** Pixels outside the masks whose bytes differ from the source. */
  readonly spilled: number;
  /** Largest code difference of the product masks. */
  readonly mask: number;
}

const renderers = new Map<Backend, Promise<MakeupRenderer>>();
const renderer = (backend: Backend): Promise<MakeupRenderer> => {
  const made = renderers.get(backend) ?? createRenderer({ canvas: new OffscreenCanvas(8, 8), backend });
  renderers.set(backend, made);
  return made;
};

const lab = (d: Uint8ClampedArray, i: number) =>
  linearToLab(decodeSrgb([d[i]! / 255, d[i + 1]! / 255, d[i + 2]! / 255]));

const bitmapOf = (image: PixelImage): Promise<ImageBitmap> =>
  createImageBitmap(new ImageData(new Uint8ClampedArray(image.data), image.width, image.height));

const scene = (tone: number, mouthOpen = 0): { image: PixelImage; frame: FaceFrame } => {
  const h = renderHead({ width: 360, height: 450, tone, expression: { mouthOpen } });
  return { image: h.image, frame: h.truthFaceFrame() };
};

const compare = async (
  backend: Backend,
  image: PixelImage,
  frame: FaceFrame,
  look: Look,
): Promise<Parity> => {
  const r = await renderer(backend);
  const bitmap = await bitmapOf(image);
  try {
    await r.setLook(look);
    r.draw(bitmap, frame);
    const got = await r.readPixels();
    const want = renderReference(image, frame, look);
    const product = look.layers[0]!.product;
    const mask = await r.readMask(product);
    const differences: number[] = [];
    let [spilled, maskMost] = [0, 0];
    for (let i = 0; i < image.width * image.height; i++) {
      maskMost = Math.max(maskMost, Math.abs(mask[i]! - want.masks[product][i]!));
      if (want.masks.lipstick[i] || want.masks.foundation[i])
        differences.push(deltaE2000(lab(got.data, i * 4), lab(want.image.data, i * 4)));
      else for (let k = 0; k < 3; k++) if (got.data[i * 4 + k] !== image.data[i * 4 + k]) spilled++;
    }
    differences.sort((a, b) => a - b);
    const mean = differences.reduce((a, b) => a + b, 0) / Math.max(1, differences.length);
    const p99 = differences[Math.floor(differences.length * 0.99)] ?? 0;
    return { worn: differences.length, mean, p99, spilled, mask: maskMost };
  } finally {
    bitmap.close();
  }
};

const api = {
  device: async (backend: Backend) => (await renderer(backend)).device,
  head: async (backend: Backend, tone: number, look: Look, mouthOpen = 0) => {
    const { image, frame } = scene(tone, mouthOpen);
    return compare(backend, image, frame, look);
  },
  /** Largest code difference to the source with no product, and with one but compare on; also on the canvas itself. */
  identity: async (backend: Backend): Promise<number> => {
    const { image, frame } = scene(5);
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
    const bitmap = await bitmapOf(scene(5).image);
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
    const [first, second] = [scene(3), scene(8)];
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
  /** Loses the WebGL context and tells what the page hears, then draws again. */
  loss: async (): Promise<string[]> => {
    const heard: string[] = [];
    const canvas = new OffscreenCanvas(8, 8);
    let restored: () => void = () => {};
    const back = new Promise<void>((resolve) => {
      restored = resolve;
    });
    const r = await createRenderer({
      canvas,
      backend: 'webgl2',
      onContext: (state) => {
        heard.push(state);
        if (state === 'restored') restored();
      },
    });
    const { image, frame } = scene(5);
    const bitmap = await bitmapOf(image);
    const lose = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    const lost = new Promise((resolve) =>
      canvas.addEventListener('webglcontextlost', resolve, { once: true }),
    );
    lose.loseContext();
    await lost;
    try {
      r.draw(bitmap, frame);
    } catch (error) {
      heard.push((error as { code: string }).code);
    }
    // Whether a context may come back is settled when the event is over: one turn of the task queue.
    await new Promise((resolve) => setTimeout(resolve));
    lose.restoreContext();
    await back;
    r.draw(bitmap, frame);
    const pixels = await r.readPixels();
    heard.push(pixels.data.every((v, i) => Math.abs(v - image.data[i]!) <= 1) ? 'drawn' : 'wrong');
    r.close();
    return heard;
  },
};
const blue: Look = { version: 1, layers: [{ product: 'lipstick', color: '#1c319b', finish: 'matte' }] };

export type MakeupPage = typeof api;
(window as unknown as { makeup: MakeupPage }).makeup = api;
