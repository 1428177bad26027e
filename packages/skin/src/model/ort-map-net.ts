import { CarmineError } from '@carmine/errors';
import * as ort from 'onnxruntime-web/wasm';
import type { MapNetMeta } from './map-meta.ts';
import { MAP_CHANNELS, MAP_INPUTS, type MapNet } from './map-net.ts';

/** Starts MapNet on the onnxruntime-web that ColourNet was started on (`createOrtNet` points it to its files): one thread.
 *  Rejects `asset-corrupt`. `run` takes any multiple of 16 a side. */
export const createOrtMapNet = async (meta: MapNetMeta, model: Uint8Array): Promise<MapNet> => {
  const session = await start(model);
  let closed = false;
  return {
    size: meta.size,
    run: async (planes) => {
      const side = Math.sqrt(planes.length / MAP_INPUTS);
      const input = new ort.Tensor('float32', planes, [1, MAP_INPUTS, side, side]);
      const { maps } = await session.run({ planes: input });
      if (!(maps?.data instanceof Float32Array) || maps.data.length !== MAP_CHANNELS.length * side * side)
        throw new CarmineError('asset-corrupt', { message: 'MapNet gave an output of another shape.' });
      return maps.data;
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await session.release();
    },
  };
};

const start = async (model: Uint8Array): Promise<ort.InferenceSession> => {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  try {
    return await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new CarmineError('asset-corrupt', { message: `MapNet could not be started: ${message}`, cause });
  }
};
