import { parseCatalogue } from '@carmine/shades';
import { demoCatalogue } from '@carmine/shades/demo';
import { describe, expect, it } from 'vitest';
import { openConsent } from '../consent/store.ts';
import type { WireDataMap, WireName } from '../contract/schemas.ts';
import { checkWire } from '../contract/wire.ts';
import { acceptedFixtures, rejectedFixtures } from '../fixtures/index.ts';
import { EVENT_HARD_BYTES, utf8Bytes } from '../limits.ts';
import { lookSavedData } from '../look-payloads.ts';
import { sdkErrorData, shadeAppliedData } from '../payloads.ts';
import { PURPOSES } from '../purposes.ts';
import { redact } from '../redact.ts';
import { openShop } from '../testing/page.ts';
import { findBroken } from '../texts.ts';
import { type Taken, takeIn } from './intake.ts';

/** Texts of somebody who means harm, or of a machine that is broken. */
const HOSTILE = [
  `<script>fetch('//x')</script>`,
  `"><img src=x onerror=alert(1)>`,
  `'); DROP TABLE events; --`,
  '{{7*7}}<%= 7 %>',
  '=HYPERLINK("http://x","y")',
  '__proto__',
  'constructor',
  '\u202Egpj.exe',
  'a\u0000b\u001b[31m',
  'half \ud83d',
  '\udc00 half',
  '😀'.repeat(200),
  'é'.repeat(4000),
  ' ',
  '',
];

const consent = openConsent({ policyVersion: '1', storage: null });
consent.update(Object.fromEntries(PURPOSES.map((p) => [p, 'granted'])), {
  method: 'host',
  ageGate: 'passed',
});
const take = (event: unknown): Taken => takeIn(event, { snapshot: consent.snapshot, actor: {} });
const shop = () => {
  const { page, server } = openShop();
  const opened = page();
  opened.consent.update({ analytics: 'granted', crm_share: 'granted' }, { method: 'host' });
  return { ...opened, server };
};

describe('a catalogue somebody else wrote', () => {
  const lip = demoCatalogue.find((s) => s.type === 'lip')!;
  const layer = { product: 'lipstick', finish: 'satin', coverage: 0.7, intensity: 1 } as const;

  it.each(HOSTILE)('brand and line %j: the event is made, whole, and taken', (text) => {
    const { crm } = shop();
    const data = shadeAppliedData({ shade: { ...lip, brand: text, line: text }, layer });
    expect(findBroken(data)).toBeNull();
    for (const name of [data.brand, data.line]) expect((name ?? '').length).toBeLessThanOrEqual(120);
    expect(crm.emit('shade.applied', data).taken).toBe(true);
  });

  it('a name with an address or a number in it does not carry it out', () => {
    const brand = 'Ann <ann.lee@shop.example> 138 1234 5678';
    expect(shadeAppliedData({ shade: { ...lip, brand }, layer }).brand).toBe('Ann <[address]> [number]');
  });

  it.each(['CL 12', '<b>', "a'b", '../x', 'x'.repeat(65), ''])('a sku %j is no sku', (sku) => {
    expect(parseCatalogue([{ ...lip, sku }]).shades).toEqual([]);
  });
});

describe('texts of customers and machines', () => {
  it.each(HOSTILE)('%j as the name of a look and in a message', (text) => {
    const { crm } = shop();
    const layers = [{ product: 'lipstick', sku: 'CL-12' }] as const;
    const message = sdkErrorData({ code: 'internal', message: text, hint: text, fatal: false });
    for (const data of [lookSavedData({ name: text, layers }), message]) expect(findBroken(data)).toBeNull();
    expect(crm.emit('look.saved', lookSavedData({ name: text, layers })).taken).toBe(true);
    expect(crm.emit('sdk.error', message).taken).toBe(true);
  });

  it('are cut between characters', () => {
    expect(redact('😀'.repeat(5), 5)).toBe('😀😀');
    expect(redact('a\u0000b\tc')).toBe('ab\tc');
  });

  it('a page that sends what is no text is told, not the collector', async () => {
    const { crm, refusals, server } = shop();
    expect(crm.emit('product.viewed', { sku: 'half \ud83d' }).taken).toBe(false);
    expect(refusals).toMatchObject([
      { code: 'schema-invalid', detail: expect.stringMatching(/^product\.viewed: data\.sku:/) },
    ]);
    await crm.settled();
    expect(JSON.stringify([...server.stored.values()])).not.toContain('half');
  });
});

describe('what leaves', () => {
  it.each(rejectedFixtures().fixtures.map((f) => [f.name, f] as const))(
    'rejected %s: never taken in, or taken with the consent of the moment and not the forged one',
    (_, { event, code }) => {
      const taken = take(event);
      // Clock, repeats and stamps are the collector's to judge: here the stamp is made anew.
      const judgedThere = [
        'in-future',
        'too-old',
        'id-conflict',
        'consent-missing',
        'age-gate',
        'source-not-allowed',
      ];
      if (judgedThere.includes(code!)) {
        if (taken.ok)
          expect(taken.event).toMatchObject({ consentver: consent.snapshot.version, agegate: 'passed' });
      } else expect(taken.ok, JSON.stringify(taken).slice(0, 200)).toBe(false);
    },
  );

  it('a refusal names type and field, never the value', () => {
    const secret = 'ann.lee@shop.example';
    for (const { event } of acceptedFixtures().fixtures) {
      const spoilt = { ...(event as object), subject: secret };
      const taken = take(spoilt);
      if (!taken.ok) expect(taken.detail).not.toContain(secret);
      else expect.unreachable('an address went through');
    }
  });

  it('every type of a page at its largest text stays under the end, or is refused for it', () => {
    const grown = (value: unknown): unknown => {
      if (typeof value === 'string') return value;
      if (Array.isArray(value))
        return value.length === 0 ? value : Array.from({ length: 400 }, () => grown(value[0]));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, grown(v)]));
    };
    for (const { event } of acceptedFixtures().fixtures) {
      const { data, ...rest } = event as { data: WireDataMap[WireName] };
      const taken = take({ ...rest, data: grown(data) });
      if (taken.ok) expect(utf8Bytes(taken.body)).toBeLessThanOrEqual(EVENT_HARD_BYTES);
      else expect(['schema-invalid', 'too-large', 'type-not-yours']).toContain(taken.code);
    }
  });

  it('nothing that is no event is taken, whatever it is', () => {
    const odd = [
      undefined,
      null,
      0,
      'x',
      [],
      {},
      { type: 7 },
      { type: '__proto__' },
      new Date(),
      () => 0,
      Symbol.iterator,
    ];
    const cyclic: Record<string, unknown> = { type: 'com.carmine.product.viewed.v1' };
    cyclic.data = cyclic;
    for (const event of [...odd, cyclic]) {
      expect(checkWire(event).ok).toBe(false);
      expect(take(event).ok).toBe(false);
    }
  });
});
