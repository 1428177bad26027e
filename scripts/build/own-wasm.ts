import type { Plugin } from 'vite';

const OWN_URL = /new URL\((["'])(ort-wasm[\w.-]+)\1,\s*import\.meta\.url\)/g;

/** onnxruntime-web names its wasm by `new URL(..., import.meta.url)`. A bundler then copies those 14 MB beside the script, or writes
 *  them into a library as base64, though @carmine/skin always gives the bytes itself (assetBase, ort/). This hides the name from it. */
export const ownWasm = (): Plugin => ({
  name: 'carmine:own-wasm',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('onnxruntime-web')
      ? { code: code.replace(OWN_URL, 'new URL("$2",self.location.href)'), map: null }
      : null,
});
