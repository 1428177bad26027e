import { ERROR_CODES, type ErrorCode } from '@carmine/errors';
import * as v from 'valibot';
import { actor, atLeast0, hex, lab, share, sku, text } from './fields.ts';
import { lookCompared, lookSaved, lookShared } from './look-data.ts';
import {
  cameraDenied,
  cameraGranted,
  cameraRequested,
  cameraStopped,
  perfSampled,
  shadeCompared,
  shadeRemoved,
} from './mirror-data.ts';
import { PRODUCTS } from './products.ts';

/**
 * What each event of the mirror itself may say. Nothing else passes: every object is closed, every text and list has an end
 * (docs/design/contracts.md, Events). The types of shop, service and host lie in contract/, so that a page with a mirror only does not load them.
 */

const source = v.picklist(['none', 'camera', 'photo', 'video', 'head']);
const confidence = v.picklist(['high', 'medium', 'low', 'abstain']);
const undertoneName = v.picklist(['cool', 'neutral', 'warm', 'olive']);

/** A reason of a match: key and numbers; the words are the host's or @carmine/elements'. */
const reason = v.strictObject({
  key: text(40),
  values: v.record(text(24), v.union([v.number(), v.pipe(v.string(), v.maxLength(64))])),
});

const shadeApplied = v.strictObject({
  actor,
  sku,
  product: v.picklist(PRODUCTS),
  brand: v.optional(text(120)),
  line: v.optional(text(120)),
  /** sRGB masstone. */
  hex,
  /** The second shade of a duo lipstick. */
  second: v.optional(v.strictObject({ style: v.picklist(['ombre', 'two-tone']), hex })),
  /** What is worn of an eyeshadow palette, a pan a zone. */
  pans: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          zone: v.picklist(['lid', 'crease', 'outer', 'lower']),
          hex,
          finish: v.optional(text(20)),
        }),
      ),
      v.minLength(1),
      v.maxLength(4),
    ),
  ),
  /** Left out where a product has only its own. */
  finish: v.optional(text(20)),
  /** Contrast ratio of the film, 0..1. */
  coverage: share,
  /** Amount laid on, 0..1. */
  intensity: share,
});

const shadeMatched = v.strictObject({
  actor,
  /** Best first. */
  matches: v.pipe(
    v.array(
      v.strictObject({
        sku,
        dE00: atLeast0,
        pWithin2: share,
        pBest: share,
        direction: v.picklist(['closest', 'lighter', 'darker', 'warmer', 'cooler', 'similar']),
        reasons: v.pipe(v.array(reason), v.maxLength(20)),
      }),
    ),
    v.maxLength(12),
  ),
  /** true: none of them may be called the customer's shade. */
  abstained: v.boolean(),
  reason: v.optional(text(40)),
  range: v.optional(
    v.strictObject({ line: text(120), skus: v.pipe(v.array(sku), v.maxLength(200)), p: share }),
  ),
  /** What was asked for: product, target, and wishes in noticeable steps. */
  query: v.optional(
    v.strictObject({
      type: v.picklist(['foundation', 'concealer']),
      target: v.picklist(['match', 'lighter', 'deeper', 'warmer', 'cooler', 'brighten']),
      wish: v.optional(
        v.strictObject({
          depth: v.optional(v.pipe(v.number(), v.minValue(-6), v.maxValue(6))),
          warmth: v.optional(v.pipe(v.number(), v.minValue(-6), v.maxValue(6))),
          even: v.optional(v.boolean()),
        }),
      ),
    }),
  ),
  /** The colour that was matched: a colour of a photograph, not of a person. */
  skin: v.strictObject({ lab, r90: atLeast0, confidence, undertone: undertoneName }),
});

const gate = v.strictObject({
  id: text(40),
  level: v.picklist(['pass', 'warn', 'block']),
  value: v.nullable(v.number()),
  hint: v.pipe(v.string(), v.maxLength(60)),
});

const measure = v.strictObject({
  id: text(40),
  value: v.nullable(v.number()),
  unit: v.pipe(v.string(), v.maxLength(24)),
  /** 0..100, relative scale, higher is better; null when abstained. */
  score: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  sem: v.nullable(atLeast0),
  /** Smallest change of the score that is more than chance, points. */
  mdc: v.optional(v.nullable(atLeast0)),
  abstained: v.boolean(),
  reason: v.optional(text(60)),
  /** By part of the face. */
  regions: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          id: text(40),
          value: v.number(),
          score: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
          sem: atLeast0,
        }),
      ),
      v.maxLength(16),
    ),
  ),
  /** What the measure is made of; `range`: 90 % interval of a count. */
  parts: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          id: text(40),
          value: v.number(),
          unit: v.pipe(v.string(), v.maxLength(24)),
          range: v.optional(v.strictTuple([v.number(), v.number()])),
        }),
      ),
      v.maxLength(16),
    ),
  ),
  /** Smallest feature the picture let the measure tell, mm. */
  smallest: v.optional(v.nullable(atLeast0)),
});

const skinScored = v.strictObject({
  actor,
  model: v.strictObject({ id: text(80), sha256: v.pipe(v.string(), v.maxLength(64)) }),
  gates: v.pipe(v.array(gate), v.maxLength(32)),
  /** null when a gate blocked the reading. */
  skin: v.nullable(
    v.strictObject({
      lab,
      sigma: lab,
      r90: atLeast0,
      ita: v.number(),
      mst: v.strictObject({ p: v.pipe(v.array(share), v.length(10)) }),
      undertone: v.strictObject({
        label: undertoneName,
        p: v.strictObject({ cool: share, neutral: share, warm: share, olive: share }),
      }),
      confidence,
    }),
  ),
  measures: v.pipe(v.array(measure), v.maxLength(32)),
  /** Purposes the host must hold the customer's consent for before this event leaves the device. The SDK asks for and stores none. */
  consent: v.strictObject({
    required: v.pipe(v.array(v.picklist(['skin_analysis', 'crm_share'])), v.maxLength(2)),
    heldBy: v.literal('host'),
  }),
});

const sessionStarted = v.strictObject({ source });

const sessionState = v.strictObject({
  source,
  phase: v.picklist(['idle', 'loading', 'live', 'still', 'ended', 'error', 'closed']),
  face: v.picklist(['none', 'searching', 'found', 'lost']),
});

const sessionEnded = v.strictObject({
  source,
  /** stopped: by the customer or the host. ended: by itself. replaced: another source came. closed: the session was closed. */
  reason: v.picklist(['stopped', 'ended', 'replaced', 'closed']),
  durationMs: atLeast0,
});

const sdkError = v.strictObject({
  code: v.picklist(Object.keys(ERROR_CODES) as ErrorCode[]),
  message: v.pipe(v.string(), v.maxLength(400)),
  hint: v.pipe(v.string(), v.maxLength(400)),
  fatal: v.boolean(),
});

/** Schema of the data of each event, by short name. */
export const DATA_SCHEMAS = {
  'shade.applied': shadeApplied,
  'shade.removed': shadeRemoved,
  'shade.compared': shadeCompared,
  'shade.matched': shadeMatched,
  'skin.scored': skinScored,
  'look.saved': lookSaved,
  'look.shared': lookShared,
  'look.compared': lookCompared,
  'session.started': sessionStarted,
  'session.state': sessionState,
  'session.ended': sessionEnded,
  'camera.requested': cameraRequested,
  'camera.granted': cameraGranted,
  'camera.denied': cameraDenied,
  'camera.stopped': cameraStopped,
  'perf.sampled': perfSampled,
  'sdk.error': sdkError,
} as const;

export type EventName = keyof typeof DATA_SCHEMAS;
export const EVENT_NAMES = Object.keys(DATA_SCHEMAS) as readonly EventName[];

/** The data of each event, by short name. */
export type EventDataMap = { readonly [K in EventName]: v.InferOutput<(typeof DATA_SCHEMAS)[K]> };

/** How careful a receiver must be (docs/guide/events.md). */
export type DataClass = 'internal' | 'personal' | 'sensitive';
export const DATA_CLASS: Readonly<Record<EventName, DataClass>> = {
  'shade.applied': 'personal',
  'shade.removed': 'personal',
  'shade.compared': 'personal',
  'shade.matched': 'personal',
  'skin.scored': 'sensitive',
  'look.saved': 'personal',
  'look.shared': 'personal',
  'look.compared': 'personal',
  'session.started': 'internal',
  'session.state': 'internal',
  'session.ended': 'internal',
  'camera.requested': 'internal',
  'camera.granted': 'internal',
  'camera.denied': 'internal',
  'camera.stopped': 'internal',
  'perf.sampled': 'internal',
  'sdk.error': 'internal',
};
