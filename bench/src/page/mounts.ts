/** What is looked at of the element: that a picture was drawn. */
interface Mirror extends HTMLElement {
  assetBase: string;
  backend: string;
  start(source: { kind: 'camera' }): Promise<void>;
  readonly state: { readonly phase: string; readonly error: { readonly code: string } | null } | null;
}

/** ms between two looks whether it draws. */
const LOOK_EVERY = 50;

/** Puts the shop's element on the page, opens its camera, waits for a tracked picture and takes it away again. Resolves to the error's code, or null. */
export const mountOnce = async (options: {
  readonly define: string;
  readonly assets: string;
  readonly backend: string | undefined;
}): Promise<string | null> => {
  await import(/* @vite-ignore */ options.define);
  const element = document.createElement('carmine-try-on') as Mirror;
  element.assetBase = options.assets;
  if (options.backend) element.backend = options.backend;
  document.body.append(element);
  try {
    await element.start({ kind: 'camera' });
    while (element.state?.phase === 'loading') await new Promise((done) => setTimeout(done, LOOK_EVERY));
    return element.state?.phase === 'live' ? null : (element.state?.error?.code ?? 'not live');
  } finally {
    element.remove();
  }
};
