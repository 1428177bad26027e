import { readFileSync } from 'node:fs';
import { CarmineError } from '@carmine/errors';
import { matchFoundation } from '@carmine/shades';
import { demoCatalogue } from '@carmine/shades/demo';
import type { SkinReport } from '@carmine/skin';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { DATA_CLASS, EVENT_NAMES, type EventDataMap, type EventName } from './data.ts';
import { type CarmineEvent, eventName, eventType } from './envelope.ts';
import { exampleEvents } from './examples.ts';
import { createEventFactory } from './factory.ts';
import { lookComparedData, lookSavedData, lookSharedData } from './look-payloads.ts';
import { sdkErrorData, shadeAppliedData, shadeMatchedData, skinScoredData } from './payloads.ts';
import { eventsJsonSchema } from './publish/json-schema.ts';
import { redact } from './redact.ts';
import { uuidv7 } from './uuid.ts';

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(eventsJsonSchema());
const accepts = (event: unknown): boolean => validate(JSON.parse(JSON.stringify(event))) as boolean;
const create = createEventFactory({ source: 'urn:test:shop' });
const bytes = (event: unknown): number => new TextEncoder().encode(JSON.stringify(event)).length;
const match = () =>
  matchFoundation({ lab: [57, 13, 17], cov: [9, 0, 0, 0, 4, 0, 0, 0, 4] }, demoCatalogue, {
    top: 12,
    reading: { cause: 'pose', date: '2026-11-20T09:30:00Z' },
  });

const report: SkinReport = {
  version: 1,
  model: { id: 'colournet', sha256: 'ab'.repeat(32) },
  gates: [{ id: 'pose', level: 'warn', value: Number.NaN, hint: 'face-forward' }],
  skin: {
    lab: [57, 13, 17],
    sigma: [2, 1, 1],
    cov: [4, 0, 0, 0, 1, 0, 0, 0, 1],
    r90: 3.2,
    ita: 22.4,
    mst: { p: [0, 0, 0, 0.1, 0.8, 0.1, 0, 0, 0, 0] },
    undertone: { label: 'warm', p: { cool: 0.1, neutral: 0.3, warm: 0.5, olive: 0.1 } },
    confidence: 'high',
  },
  measures: [
    {
      id: 'redness',
      value: 9.2,
      unit: '%',
      score: 60,
      sem: 5,
      mdc: 13.9,
      abstained: false,
      pixels: 41_000,
      regions: [{ id: 'nose', value: 12, score: 41, sem: 8, pixels: 2100 }],
      parts: [{ id: 'count', value: 3, unit: '', range: [1, 7] }],
      smallest: null,
    },
  ],
  region: { leftCheek: { rgb: [0.4, 0.3, 0.2], pixels: 5120 } },
  light: { exposure: 1, sigmaEv: 0.3, illuminant: [1, 1, 1] },
  timings: { total: 31 },
};

describe('the published schema', () => {
  it('is the one of the code (pnpm --filter @carmine/crm generate)', () => {
    const file = readFileSync(new URL('../schema/events.v1.json', import.meta.url), 'utf8');
    expect(JSON.parse(file)).toEqual(eventsJsonSchema());
  });

  it('accepts an example of every type', () => {
    const events = exampleEvents();
    expect(new Set(events.map((e) => eventName(e.type)))).toEqual(new Set(EVENT_NAMES));
    for (const event of events)
      expect(accepts(event), `${event.type} ${JSON.stringify(validate.errors)}`).toBe(true);
  });

  it('shows the same examples in the guide', () => {
    const guide = readFileSync(new URL('../../../docs/guide/events.md', import.meta.url), 'utf8');
    const blocks = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map((m) => JSON.parse(m[1]!));
    expect(blocks).toEqual(exampleEvents());
  });

  it.each(exampleEvents().map((e) => [e.type, e] as const))(
    '%s: refuses what it does not name',
    (_, event) => {
      for (const field of ['id', 'source', 'specversion', 'time', 'data']) {
        const { [field]: _gone, ...rest } = event as unknown as Record<string, unknown>;
        expect(accepts(rest), `without ${field}`).toBe(false);
      }
      const extra = { landmarks: [[0.5, 0.5, 0]] };
      expect(accepts({ ...event, ...extra })).toBe(false);
      expect(accepts({ ...event, data: { ...event.data, ...extra } })).toBe(false);
      expect(accepts({ ...event, data: { ...event.data, image: 'data:image/png;base64,AAAA' } })).toBe(false);
      expect(accepts({ ...event, type: 'com.carmine.shade.applied.v2' })).toBe(false);
      expect(accepts({ ...event, time: 'yesterday' })).toBe(false);
    },
  );

  it('accepts real results of the matcher and the analyser, and stays far below 64 KiB', () => {
    const matched = create('shade.matched', shadeMatchedData(match()));
    const scored = create('skin.scored', skinScoredData(report));
    for (const event of [matched, scored]) {
      expect(accepts(event), JSON.stringify(validate.errors)).toBe(true);
      expect(bytes(event)).toBeLessThan(32 * 1024);
    }
    expect(matched.data.matches).toHaveLength(12);
  });

  it('keeps the largest event the schema allows under 64 KiB', () => {
    const r = { key: 'k'.repeat(24), values: { a: 0.1234, b: 0.1234, c: 'x'.repeat(40), d: 1 } };
    const m = { ...match().matches[0]!, sku: 's'.repeat(64), reasons: new Array(20).fill(r) };
    const event = create(
      'shade.matched',
      shadeMatchedData({
        ...match(),
        matches: new Array(12).fill(m),
        range: { line: 'l'.repeat(120), skus: new Array(200).fill('s'.repeat(64)), p: 1 },
      }),
    );
    expect(accepts(event)).toBe(true);
    expect(bytes(event)).toBeLessThan(64 * 1024);
  });
});

describe('payloads', () => {
  it('leave regions, readings, covariance, light and timings of a report behind', () => {
    const text = JSON.stringify(skinScoredData(report));
    for (const word of ['region', 'rgb', 'pixels', 'cov', 'light', 'timings', 'worn'])
      expect(text).not.toContain(`"${word}"`);
    expect(skinScoredData(report).consent).toEqual({
      required: ['skin_analysis', 'crm_share'],
      heldBy: 'host',
    });
    expect(skinScoredData({ ...report, skin: null }).skin).toBeNull();
    expect(skinScoredData(report).gates[0]!.value).toBeNull();
  });

  it.each([
    ['mail ann.lee+x@shop.example now', 'mail [address] now'],
    ['call 138 1234 5678 or +8613812345678', 'call [number] or [number]'],
    ['id 11010519491231002X', 'id [number]'],
    ['cannot read "My face 2026.jpg"', 'cannot read "My face [file]"'],
    ['https://shop.example/a?user=7#x failed', 'https://shop.example/a failed'],
    ['blob:https://shop.example/1-2 gone', '[data] gone'],
    ['L* must be 0..100; got 142.5', 'L* must be 0..100; got 142.5'],
  ])('redact %j', (text, clean) => expect(redact(text)).toBe(clean));

  it('tell of a look its name and skus, and nothing of its colours', () => {
    const layers = [
      { product: 'foundation', sku: 'BS-180N', color: '#a57d65', intensity: 0.8 },
      { product: 'lipstick', mix: [{ color: '#9b1c31', parts: 1 }] },
    ] as const;
    const told = { name: 'for ann.lee@shop.example', layers };
    const saved = lookSavedData(told);
    expect(saved).toEqual({
      name: 'for [address]',
      layers: [{ product: 'foundation', sku: 'BS-180N' }, { product: 'lipstick' }],
    });
    expect(lookSharedData({ ...told, via: 'link' })).toEqual({ ...saved, via: 'link' });
    const six = lookComparedData(new Array(6).fill({ name: '  ', layers: [] }));
    expect(six).toEqual({ looks: new Array(4).fill({ layers: [] }) });
    expect(accepts(create('look.compared', six))).toBe(true);
  });

  it('refuse a comparison of one look', () => {
    expect(() => create('look.compared', lookComparedData([{ layers: [] }]))).toThrow(/look\.compared/);
  });

  it('tell the pans of a palette and the second shade of a duo, without amounts', () => {
    const zones = [{ zone: 'lid', color: '#B98468', finish: 'shimmer', intensity: 0.4 }] as const;
    const shade = { sku: 'X', color: { hex: '#B98468' } };
    const layer = { product: 'eyeshadow', finish: null, coverage: 0.4, intensity: 1, zones } as const;
    const data = shadeAppliedData({ shade, layer });
    expect(data.pans).toEqual([{ zone: 'lid', hex: '#b98468', finish: 'shimmer' }]);
    expect(data).not.toHaveProperty('finish');
    const second = { style: 'ombre', color: '#D27A86' } as const;
    const duo = { product: 'lipstick', finish: 'satin', coverage: 0.75, intensity: 1, second } as const;
    expect(shadeAppliedData({ shade, layer: duo }).second).toEqual({ style: 'ombre', hex: '#d27a86' });
    for (const applied of [data, shadeAppliedData({ shade, layer: duo })])
      expect(accepts(create('shade.applied', applied)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('cuts a long message', () => {
    const data = sdkErrorData({ code: 'internal', message: 'x '.repeat(900), hint: 'h', fatal: true });
    expect(data.message).toHaveLength(400);
    expect(accepts(create('sdk.error', data))).toBe(true);
  });
});

describe('createEventFactory', () => {
  it('numbers the events of a session, gives each its own id and freezes it deeply', () => {
    const make = createEventFactory({ source: 'urn:test:shop' });
    const data = { source: 'head' as const, phase: 'live' as const, face: 'found' as const };
    const [a, b] = [make('session.state', data), make('session.state', data)];
    expect(a.id).not.toBe(b.id);
    expect([a.sequence, b.sequence]).toEqual(['0000000001', '0000000002']);
    expect(a.sessionid).toBe(b.sessionid);
    expect(Object.isFrozen(a) && Object.isFrozen(a.data)).toBe(true);
    expect(a.data).not.toBe(data);
  });

  it('has attribute names that CloudEvents allows: a-z, 0-9, at most 20', () => {
    for (const event of exampleEvents())
      for (const key of Object.keys(event)) expect(key).toMatch(/^[a-z0-9]{1,20}$/);
  });

  it.each(EVENT_NAMES)('%s: type and class', (name) => {
    expect(eventType(name)).toBe(`com.carmine.${name}.v1`);
    expect(eventName(eventType(name))).toBe(name);
    expect(['internal', 'personal', 'sensitive']).toContain(DATA_CLASS[name]);
  });

  it.each<[EventName, unknown, string]>([
    ['session.started', { source: 'fax' }, 'source'],
    ['session.started', { source: 'camera', deviceLabel: 'FaceTime HD' }, 'deviceLabel'],
    ['session.ended', { source: 'camera', reason: 'stopped', durationMs: -1 }, 'durationMs'],
    ['shade.applied', { sku: 'A' }, 'product'],
  ])('throws internal, naming event and field: %s %j', (name, data, field) => {
    const call = () => create(name, data as EventDataMap[EventName]) as CarmineEvent;
    expect(call).toThrow(CarmineError);
    expect(call).toThrow(new RegExp(`${name}.*${field}`));
  });

  it.each(['', 'shop', '/relative', 'https://shop.example/a b'])('refuses the source %j', (source) => {
    expect(() => createEventFactory({ source })).toThrow(CarmineError);
  });

  it('makes version 7 ids that sort by time', () => {
    const ids = [0, 1, 1e6, Date.UTC(2026, 0), Date.UTC(2027, 0)].map((ms) => uuidv7(ms));
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
    // RFC 9562, A.6: 1645557742000 ms.
    expect(uuidv7(1645557742000).slice(0, 13)).toBe('017f22e2-79b0');
  });
});
