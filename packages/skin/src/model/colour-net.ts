import type { ColourNetMeta } from './meta.ts';

/** The trained net, whatever runs it. */
export interface ColourNet {
  readonly meta: ColourNetMeta;
  /** [n x 130] normalised tokens -> [n x members x 21]. */
  run(tokens: Float32Array): Promise<Float32Array>;
  /** Idempotent. */
  close(): Promise<void>;
}
