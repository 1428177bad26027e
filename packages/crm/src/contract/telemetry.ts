import * as v from 'valibot';
import { list, ref, text, time, whole } from '../fields.ts';

/** What the page tells of itself: no customer in it, no name of a device. */

export const queueDropped = v.strictObject({
  /** Sum over the reasons since the last such event of this browser. */
  count: whole(1),
  /** full: over 1000 events or 2 MiB. expired: over seven days. storage: no room on the device. rejected: the collector named it as wrong. refused: it
   *  refused the whole request with this one in it. gone: it is closed for good. */
  reasons: v.strictObject({
    full: v.optional(whole(0)),
    expired: v.optional(whole(0)),
    storage: v.optional(whole(0)),
    rejected: v.optional(whole(0)),
    refused: v.optional(whole(0)),
    'too-large': v.optional(whole(0)),
    gone: v.optional(whole(0)),
  }),
});

export const experimentExposed = v.strictObject({
  experimentId: ref,
  variant: ref,
  unit: v.picklist(['session', 'browser', 'customer']),
});

/** Bands, never a place more exact than a city. */
export const environmentChanged = v.strictObject({
  uvBand: v.picklist(['low', 'moderate', 'high', 'very-high', 'extreme', 'unknown']),
  humidityBand: v.picklist(['dry', 'comfortable', 'humid', 'unknown']),
  tempBand: v.picklist(['cold', 'cool', 'mild', 'warm', 'hot', 'unknown']),
  city: v.optional(text(64)),
  provider: text(64),
  observedAt: time,
});

/** Short names of evidence, such as ids of events or of tags. */
export const evidence = list(text(64), 1, 16);

export type DropReason = keyof v.InferOutput<typeof queueDropped>['reasons'];
