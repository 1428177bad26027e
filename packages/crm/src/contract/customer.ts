import * as v from 'valibot';
import { actor, ref, text, time } from '../fields.ts';
import { evidence } from './telemetry.ts';

/** What the host concludes about a customer, with the rule and the evidence it rests on. */

const concluded = { actor, ruleId: ref, evidence, asOf: time };

const stage = v.picklist(['visitor', 'trial', 'new', 'active', 'lapsing', 'lapsed', 'won-back']);
export const lifecycleChanged = v.strictObject({ ...concluded, from: v.nullable(stage), to: stage });

/** Told by the customer, never guessed; not for marketing. */
export const lifecycleDeclared = v.strictObject({
  actor,
  stage: v.picklist(['sensitive-skin', 'expecting']),
  /** false: taken back. */
  applies: v.boolean(),
});

export const tagChanged = v.strictObject({
  ...concluded,
  tag: ref,
  /** null: the tag was not there, or is not any more. */
  from: v.nullable(text(64)),
  to: v.nullable(text(64)),
  source: v.picklist(['declared', 'observed', 'derived']),
  expiresAt: v.optional(time),
});

const tier = v.picklist(['diamond', 'platinum', 'gold', 'basic']);
export const tierChanged = v.strictObject({ ...concluded, from: v.nullable(tier), to: tier });

export const churnFlagged = v.strictObject({
  ...concluded,
  /** No interaction for three calendar months; last purchase more than 90 days ago. */
  flag: v.picklist(['no-interaction', 'no-purchase']),
  raised: v.boolean(),
  /** Day the flag's time began. */
  since: time,
});
