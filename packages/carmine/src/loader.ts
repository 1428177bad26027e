/** The small door: a few bytes on the page until the mirror is wished. Loads nothing, registers nothing and touches no DOM by itself. */
import type { PreloadOptions, TryOn, TryOnOptions } from '@carmine/session';

/** The whole SDK, loaded at the first call. */
export const load = (): Promise<typeof import('./index.ts')> => import('./index.ts');

/** createTryOn of the SDK. */
export const createTryOn = async (options: TryOnOptions): Promise<TryOn> =>
  (await load()).createTryOn(options);

/** preload of the SDK: all that a first try-on loads, ahead of it. */
export const preload = async (options: PreloadOptions): Promise<void> => (await load()).preload(options);

const TAG = 'carmine-try-on';

/** Registers the elements. */
export const define = async (): Promise<void> => void (await import('./define.ts'));

/** Registers the elements when the first `<carmine-try-on>` under `root` comes near the window, or is pressed or focused. Until then its own
 *  content, such as a poster, is what is seen. Returns the function that ends the watch. */
export const defineWhenSeen = (root: ParentNode = document, near = '300px'): (() => void) => {
  const ended = new AbortController();
  const now = () => {
    ended.abort();
    void define();
  };
  const seen = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && now(), {
    rootMargin: near,
  });
  ended.signal.addEventListener('abort', () => seen.disconnect());
  for (const element of root.querySelectorAll(TAG)) {
    seen.observe(element);
    for (const event of ['pointerdown', 'focusin'])
      element.addEventListener(event, now, { signal: ended.signal });
  }
  return () => ended.abort();
};
