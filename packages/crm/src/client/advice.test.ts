import { describe, expect, it } from 'vitest';
import type { WireDataMap } from '../contract/schemas.ts';
import { openShop } from '../testing/page.ts';

const reason = { code: 'undertone.fits', evidenceRef: 'match-1' };
const choice = { recId: 'rec-1', sku: 'CL-12' };
const shown = (reasons: readonly (typeof reason)[]) =>
  ({
    recId: 'rec-1',
    items: [{ sku: 'CL-12', reasons }],
    ruleSetVersion: '1',
  }) as WireDataMap['recommendation.shown'];

const withConsent = (personalization: 'granted' | 'denied') => {
  const { crm, consent } = openShop().page();
  const answers = { analytics: 'granted', crm_share: 'granted', personalization } as const;
  consent.update(answers, { method: 'host', ageGate: 'passed' });
  const tellAll = () => [
    crm.emit('recommendation.shown', shown([reason])).taken,
    crm.emit('recommendation.opened', choice).taken,
    crm.emit('recommendation.accepted', choice).taken,
    crm.emit('recommendation.rejected', { ...choice, reason: 'wrong-shade' }).taken,
  ];
  return { crm, consent, tellAll };
};

describe('recommendations', () => {
  it('without personalization no recommendation is told, opened, taken or turned down', () => {
    expect(withConsent('granted').tellAll()).toEqual([true, true, true, true]);
    const { crm, tellAll } = withConsent('denied');
    expect(tellAll()).toEqual([false, false, false, false]);
    // What is not advice goes on: opting out costs the customer nothing.
    expect(crm.emit('product.viewed', { sku: 'CL-12' }).taken).toBe(true);
  });

  it('without a reason it is none', () => {
    const { crm } = withConsent('granted');
    expect(crm.emit('recommendation.shown', shown([]))).toMatchObject({
      taken: false,
      code: 'schema-invalid',
    });
  });
});

describe('stages of life', () => {
  it('a sensitive stage has no way in but the customer’s own word', () => {
    const { crm, consent } = withConsent('granted');
    const declared = { stage: 'expecting', applies: true } as const;
    expect(crm.emit('lifecycle.declared', declared).taken).toBe(true);
    // Nobody concludes it: not as a stage, not as a tag of a page.
    const concluded = {
      from: null,
      to: 'expecting',
      ruleId: 'r',
      evidence: ['e'],
      asOf: '2026-11-20T09:30:00Z',
    };
    expect(crm.emit('lifecycle.changed', concluded as never).taken).toBe(false);
    consent.update({}, { method: 'host', ageGate: 'unknown' });
    expect(crm.emit('lifecycle.declared', declared)).toMatchObject({ taken: false, code: 'age-gate' });
    consent.update({ personalization: 'denied' }, { method: 'host', ageGate: 'passed' });
    expect(crm.emit('lifecycle.declared', declared)).toMatchObject({ taken: false, code: 'consent-missing' });
  });
});
