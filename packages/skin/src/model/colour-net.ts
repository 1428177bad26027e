import type { ColourNetMeta } from './meta.ts';

/** The trained net, whatever runs it. */
export interface ColourNet {
  readonly meta: ColourNetMeta;
  /** [124] normalised tokens -> [members x 21]. */
  run(tokens: Float32Array): Promise<Float32Array>;
  /** Idempotent. */
  close(): Promise<void>;
}
