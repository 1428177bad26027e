import { CarmineError } from '@carmine/errors';
import * as ort from 'onnxruntime-web/wasm';
import type { ColourNet } from './colour-net.ts';
import { type ColourNetMeta, MEMBER_OUTPUTS, NET_INPUTS } from './meta.ts';

export interface OrtFiles {
  readonly meta: ColourNetMeta;
  /** colournet.onnx. */
  readonly model: Uint8Array;
  /** ort-wasm-simd-threaded.wasm; without it onnxruntime-web finds its own beside itself (Node). */
  readonly wasm?: Uint8Array;
  /** URL of ort-wasm-simd-threaded.mjs under assetBase. */
  readonly loader?: string;
}

/** Starts ColourNet on onnxruntime-web's WASM SIMD backend: one thread, no worker of its own, no blob:, no eval. */
export const createOrtNet = async (files: OrtFiles): Promise<ColourNet> => {
  const { wasm } = ort.env;
  wasm.numThreads = 1;
  wasm.proxy = false;
  if (files.wasm) wasm.wasmBinary = files.wasm as Uint8Array & { buffer: ArrayBuffer };
  if (files.loader) wasm.wasmPaths = { mjs: files.loader };
  const session = await startSession(files.model);
  let closed = false;
  return {
    meta: files.meta,
    run: async (tokens) => {
      const rows = tokens.length / NET_INPUTS;
      const input = new ort.Tensor('float32', tokens, [rows, NET_INPUTS]);
      const output = await session.run({ tokens: input });
      const data = output.members?.data;
      if (!(data instanceof Float32Array) || data.length !== rows * files.meta.members * MEMBER_OUTPUTS)
        throw new CarmineError('asset-corrupt', { message: 'ColourNet gave an output of another shape.' });
      return data;
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await session.release();
    },
  };
};

const startSession = async (model: Uint8Array): Promise<ort.InferenceSession> => {
  try {
    return await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new CarmineError('asset-corrupt', {
      message: `ColourNet could not be started: ${message}`,
      cause,
    });
  }
};
