import * as v from 'valibot';
import { actor, atLeast0, list, sku, text, whole } from './fields.ts';
import { PRODUCTS } from './products.ts';

/** What the mirror tells of its camera, its speed and of shades beside their putting on. No name of a device. */

const surface = v.picklist(['mirror', 'scan']);

export const cameraRequested = v.strictObject({ surface });
export const cameraGranted = v.strictObject({
  surface,
  /** Of the stream, px. */
  width: v.optional(whole(1, 16_384)),
  height: v.optional(whole(1, 16_384)),
});
export const cameraDenied = v.strictObject({
  surface,
  reason: v.picklist(['refused', 'blocked', 'not-found', 'busy', 'policy', 'insecure', 'unsupported']),
});
export const cameraStopped = v.strictObject({
  surface,
  reason: v.picklist(['stopped', 'ended', 'replaced', 'closed']),
  durationMs: v.optional(atLeast0),
});

/** Percentiles of one stage, ms. */
const spread = v.strictObject({ p50: atLeast0, p90: atLeast0, p99: atLeast0 });

export const perfSampled = v.strictObject({
  sdkVersion: text(32),
  backend: v.picklist(['webgpu', 'webgl2', 'cpu']),
  /** Step of the quality governor, 0 = best. */
  tier: v.optional(whole(0, 20)),
  /** Length of the sample, s. */
  seconds: atLeast0,
  /** Of the source, px. */
  width: whole(1, 16_384),
  height: whole(1, 16_384),
  frames: v.strictObject({ shown: whole(0), missed: whole(0) }),
  /** Between two pictures shown. */
  interval: spread,
  detect: v.optional(spread),
  render: v.optional(spread),
});

export const shadeCompared = v.strictObject({
  actor,
  shades: list(v.strictObject({ sku, product: v.optional(v.picklist(PRODUCTS)) }), 2, 4),
});

export const shadeRemoved = v.strictObject({
  actor,
  sku: v.optional(sku),
  product: v.picklist(PRODUCTS),
  reason: v.picklist(['taken-off', 'replaced', 'cleared']),
  /** How long it was worn. */
  dwellMs: v.optional(atLeast0),
});
