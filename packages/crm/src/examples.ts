import type { AnyCarmineEvent } from './envelope.ts';
import { createEventFactory } from './factory.ts';
import { lookComparedData, lookSavedData, lookSharedData } from './look-payloads.ts';
import { sdkErrorData, shadeAppliedData, shadeMatchedData, skinScoredData } from './payloads.ts';

const LOOK = [
  { product: 'eyeshadow', sku: 'FS-04' },
  { product: 'lipstick', sku: 'CL-12' },
] as const;

/** One event of each type, with fixed time and ids: what docs/guide/events.md shows and the tests validate. */
export const exampleEvents = (): AnyCarmineEvent[] => {
  let n = 0;
  const create = createEventFactory({
    source: 'https://shop.example/mirror',
    now: () => Date.UTC(2026, 10, 20, 9, 30, n),
    id: () => `019aa0d2-7c00-7000-8000-${String(++n).padStart(12, '0')}`,
    sessionId: '019aa0d2-7bff-7000-8000-000000000000',
  });
  return [
    create('camera.requested', { surface: 'mirror' }),
    create('camera.granted', { surface: 'mirror', width: 1280, height: 720 }),
    create('session.started', { source: 'camera' }),
    create('session.state', { source: 'camera', phase: 'live', face: 'found' }),
    create(
      'shade.applied',
      shadeAppliedData({
        shade: {
          sku: 'CL-12',
          brand: 'Selvanne',
          line: 'Carmine Letters Lipstick',
          color: { hex: '#9B1C31' },
        },
        layer: { product: 'lipstick', finish: 'satin', coverage: 0.75, intensity: 0.8 },
      }),
      { subject: 'CL-12' },
    ),
    create(
      'shade.applied',
      shadeAppliedData({
        shade: {
          sku: 'FS-04',
          brand: 'Selvanne',
          line: 'Four Seasons Eyeshadow',
          color: { hex: '#8A5A48' },
        },
        layer: {
          product: 'eyeshadow',
          finish: null,
          coverage: 0.45,
          intensity: 1,
          zones: [
            { zone: 'lid', color: '#B98468', finish: 'shimmer' },
            { zone: 'crease', color: '#7D4A3E', finish: 'matte' },
          ],
        },
      }),
      { subject: 'FS-04' },
    ),
    create('shade.removed', { sku: 'CL-14', product: 'lipstick', reason: 'replaced', dwellMs: 8100 }),
    create('shade.compared', {
      shades: [
        { sku: 'CL-12', product: 'lipstick' },
        { sku: 'CL-20', product: 'lipstick' },
      ],
    }),
    create('look.saved', lookSavedData({ name: 'Evening', layers: LOOK })),
    create('look.compared', lookComparedData([{ name: 'Evening', layers: LOOK }, { layers: [] }])),
    create('look.shared', lookSharedData({ name: 'Evening', layers: LOOK, via: 'image' })),
    create(
      'skin.scored',
      skinScoredData({
        model: { id: 'colournet-v0', sha256: '9f2c'.repeat(16) },
        gates: [{ id: 'mixed-light', level: 'warn', value: 0.07, hint: 'turn-to-light' }],
        skin: {
          lab: [58.4, 11.9, 15.8],
          sigma: [1.9, 0.9, 1.2],
          r90: 3.9,
          ita: 28,
          mst: { p: [0, 0, 0.02, 0.46, 0.5, 0.02, 0, 0, 0, 0] },
          undertone: { label: 'neutral', p: { cool: 0.31, neutral: 0.6, warm: 0.07, olive: 0.02 } },
          confidence: 'medium',
        },
        measures: [
          { id: 'evenness', value: 0.034, unit: 'OD', score: 70, sem: 4, abstained: false },
          {
            id: 'shine',
            value: null,
            unit: '%',
            score: null,
            sem: null,
            abstained: true,
            reason: 'mixed-light',
          },
        ],
      }),
    ),
    create(
      'shade.matched',
      shadeMatchedData({
        matches: [
          {
            sku: 'BS-180N',
            dE00: 1.62,
            pWithin2: 0.71,
            pBest: 0.48,
            direction: 'closest',
            reasons: [
              { key: 'depth.touch-deeper', values: { dL: -1.2, dE: -1.1 } },
              { key: 'undertone.same', values: { dH: 0.3, dE: 0.3, skin: 'neutral', p: 0.6 } },
              { key: 'confidence.medium', values: { r90: 3.9 } },
              { key: 'reading.cause', values: { cause: 'mixed-light' } },
            ],
          },
        ],
        abstained: false,
        skin: { lab: [58.4, 11.9, 15.8], r90: 3.9, confidence: 'medium', undertone: 'neutral' },
      }),
    ),
    create(
      'sdk.error',
      sdkErrorData({
        code: 'camera-busy',
        message: 'The camera is in use by another program.',
        hint: 'Close it and try again.',
        fatal: false,
      }),
    ),
    create('perf.sampled', {
      sdkVersion: '0.1.0',
      backend: 'webgl2',
      seconds: 48,
      width: 1280,
      height: 720,
      frames: { shown: 1412, missed: 17 },
      interval: { p50: 33, p90: 34, p99: 67 },
      detect: { p50: 11, p90: 15, p99: 23 },
    }),
    create('session.ended', { source: 'camera', reason: 'stopped', durationMs: 48_210 }),
    create('camera.stopped', { surface: 'mirror', reason: 'stopped', durationMs: 48_210 }),
    create('camera.denied', { surface: 'mirror', reason: 'refused' }),
  ] as AnyCarmineEvent[];
};
