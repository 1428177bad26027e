import { type Backend, createRenderer, type Look } from '@carmine/makeup';
import { bitmapOf, headScene } from './makeup/scenes.ts';

const LIPS: Look = {
  version: 1,
  layers: [{ product: 'lipstick', color: '#9b1c31', finish: 'matte' }],
};
const SKIN: Look = {
  version: 1,
  layers: [{ product: 'foundation', color: '#c69076', finish: 'matte', coverage: 0.9 }],
};
/** ms after which something is said to hang: software compiles for seconds. */
const HUNG = 30_000;

/** What became of `work`. */
const outcome = (work: Promise<unknown>): Promise<string> =>
  Promise.race([
    work.then(
      () => 'done',
      (error) => String(error.code ?? error),
    ),
    new Promise<string>((resolve) => setTimeout(resolve, HUNG, 'hangs')),
  ]);

/** A page that nobody sees has no display frames. Returns how often one was asked for, and the function that lets it be seen. */
const hide = () => {
  const { requestAnimationFrame: real } = window;
  const asked: FrameRequestCallback[] = [];
  window.requestAnimationFrame = (callback) => asked.push(callback);
  return {
    asked,
    show: () => {
      window.requestAnimationFrame = real;
    },
  };
};

/** How often the driver was asked whether it has linked. */
const driver = { looks: 0 };

/** A driver that links beside us (KHR_parallel_shader_compile), as software has none: it is never done when it is asked first. */
const linkBeside = (): void => {
  const COMPLETION_STATUS_KHR = 0x91b1;
  const asked = new WeakSet<WebGLProgram>();
  const { prototype } = WebGL2RenderingContext;
  const { getProgramParameter, getExtension } = prototype;
  const extension: (this: WebGL2RenderingContext, name: string) => unknown = getExtension;
  prototype.getExtension = function (this: WebGL2RenderingContext, name: string) {
    return name === 'KHR_parallel_shader_compile' ? { COMPLETION_STATUS_KHR } : extension.call(this, name);
  } as typeof getExtension;
  prototype.getProgramParameter = function (program, name) {
    driver.looks++;
    if (name !== COMPLETION_STATUS_KHR) return getProgramParameter.call(this, program, name);
    const done = asked.has(program);
    asked.add(program);
    return done;
  };
};
linkBeside();

const api = {
  /** A look of a kind not worn before, a picture with it and a readback, while nobody sees the page. */
  look: async (backend: Backend): Promise<readonly string[]> => {
    const canvas = new OffscreenCanvas(8, 8);
    const renderer = await createRenderer({ canvas, backend });
    const { image, frame } = headScene(5);
    const bitmap = await bitmapOf(image);
    renderer.draw(bitmap, frame);
    const bare = await renderer.readPixels();
    const page = hide();
    try {
      const worn = await outcome(renderer.setLook(LIPS));
      renderer.draw(bitmap, frame);
      const read = renderer.readPixels();
      const told = [worn, await outcome(read)];
      if (told.includes('hangs')) return told;
      const { data } = await read;
      return [...told, data.some((value, i) => Math.abs(value - bare.data[i]!) > 20) ? 'worn' : 'bare'];
    } finally {
      page.show();
      bitmap.close();
      renderer.close();
    }
  },
  /** Closed while it compiles: what the call says, and how often anything is looked at half a second later. */
  close: async (backend: Backend): Promise<readonly (string | number)[]> => {
    const canvas = new OffscreenCanvas(8, 8);
    const renderer = await createRenderer({ canvas, backend });
    const page = hide();
    try {
      const worn = outcome(renderer.setLook(SKIN));
      await new Promise((resolve) => setTimeout(resolve, 100));
      renderer.close();
      const told = await worn;
      await new Promise((resolve) => setTimeout(resolve, 500));
      const { looks } = driver;
      const frames = page.asked.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return [told, driver.looks - looks, page.asked.length - frames];
    } finally {
      page.show();
    }
  },
};

export type HiddenPage = typeof api;
(window as unknown as { hidden: HiddenPage }).hidden = api;
