import { describe, expect, it } from 'vitest';
import { PURPOSES } from '../purposes.ts';
import { followGoogleConsent } from './signals/google.ts';
import { heedGpc } from './signals/gpc.ts';
import { followTcf } from './signals/tcf.ts';
import { grantedPurposes, stampOf } from './snapshot.ts';
import { CONSENT_KEY, type ConsentChange, type ConsentStorage, openConsent } from './store.ts';

const box = (): ConsentStorage & { items: Map<string, string> } => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};
const open = (storage: ConsentStorage | null = box(), policyVersion = '1') =>
  openConsent({ policyVersion, storage, now: () => Date.UTC(2026, 10, 20), hearOtherTabs: () => () => {} });
const WIDGET = { method: 'widget' } as const;

describe('the record of consent', () => {
  it('unset means denied, and nothing is stored before an answer', () => {
    const storage = box();
    const consent = open(storage);
    expect(grantedPurposes(consent.snapshot)).toEqual([]);
    expect(stampOf(consent.snapshot)).toEqual({ consentver: 0, agegate: 'unknown' });
    expect(storage.items.size).toBe(0);
  });

  it('each change is a version; the same answer again is none', () => {
    const consent = open();
    consent.update({ analytics: 'granted' }, WIDGET);
    consent.update({ analytics: 'granted' }, WIDGET);
    consent.update({ crm_share: 'granted' }, { ...WIDGET, ageGate: 'passed' });
    expect(stampOf(consent.snapshot)).toEqual({
      consentver: 2,
      consentpurposes: 'analytics crm_share',
      agegate: 'passed',
    });
    expect(consent.snapshot.purposes.analytics.ts).toBe('2026-11-20T00:00:00.000Z');
  });

  it('tells what was withdrawn, once', () => {
    const consent = open();
    const changes: ConsentChange[] = [];
    consent.update({ analytics: 'granted', marketing: 'denied' }, WIDGET);
    consent.listen((change) => changes.push(change));
    consent.withdraw(undefined, WIDGET);
    consent.withdraw(undefined, WIDGET);
    expect(changes.map(({ withdrawn }) => withdrawn)).toEqual([['analytics']]);
  });

  it('is there again in the next page, and in another tab at once', () => {
    const storage = box();
    const [a, b] = [open(storage), open(storage)];
    a.update({ analytics: 'granted' }, WIDGET);
    expect(grantedPurposes(b.snapshot)).toEqual(['analytics']);
    b.withdraw(['analytics'], WIDGET);
    expect(grantedPurposes(a.snapshot)).toEqual([]);
    expect(a.snapshot.version).toBe(2);
    expect(open(storage).snapshot).toEqual(a.snapshot);
  });

  it('a grant under other words does not count; a refusal does', () => {
    const storage = box();
    open(storage).update({ analytics: 'granted', marketing: 'denied' }, WIDGET);
    const { purposes } = open(storage, '2').snapshot;
    expect([purposes.analytics.state, purposes.marketing.state]).toEqual(['unset', 'denied']);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":1}',
    '{"version":-1,"policyVersion":"1","ageGate":"passed","purposes":{}}',
  ])('what cannot be read is no consent: %j', (text) => {
    const storage = box();
    storage.setItem(CONSENT_KEY, text);
    expect(grantedPurposes(open(storage).snapshot)).toEqual([]);
  });

  it('a record that somebody clears is a withdrawal', () => {
    const storage = box();
    const consent = open(storage);
    consent.update({ analytics: 'granted' }, WIDGET);
    storage.items.clear();
    expect(grantedPurposes(consent.snapshot)).toEqual([]);
    expect(consent.snapshot.version).toBe(2);
  });

  it('a browser that stores nothing keeps the answer for the page, and never an older grant', () => {
    const storage = box();
    open(storage).update({ analytics: 'granted' }, WIDGET);
    const full = {
      ...storage,
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError');
      },
    };
    const consent = open(full);
    consent.withdraw(['analytics'], WIDGET);
    expect(grantedPurposes(consent.snapshot)).toEqual([]);
    expect(grantedPurposes(open(storage).snapshot)).toEqual([]);
    const none = open(null);
    none.update({ analytics: 'granted' }, WIDGET);
    expect(grantedPurposes(none.snapshot)).toEqual(['analytics']);
  });
});

describe('signals of the page', () => {
  /** gtag() pushes its arguments object, not a list. */
  const gtag = (page: { dataLayer?: unknown[] }, ...args: unknown[]) => {
    page.dataLayer ??= [];
    page.dataLayer.push({ ...args, length: args.length });
  };

  it('Google Consent Mode: an update is an answer, a default is none', () => {
    const page: { dataLayer?: unknown[] } = {};
    gtag(page, 'consent', 'default', { analytics_storage: 'granted', ad_storage: 'granted' });
    const consent = open();
    const stop = followGoogleConsent(consent, page);
    expect(grantedPurposes(consent.snapshot)).toEqual([]);
    gtag(page, 'consent', 'update', { analytics_storage: 'granted', ad_storage: 'granted' });
    expect(grantedPurposes(consent.snapshot)).toEqual(['analytics']);
    gtag(page, 'consent', 'update', { ad_user_data: 'granted', ad_personalization: 'granted' });
    expect(grantedPurposes(consent.snapshot)).toEqual(['analytics', 'marketing']);
    gtag(page, 'consent', 'update', { analytics_storage: 'denied' });
    expect(grantedPurposes(consent.snapshot)).toEqual(['marketing']);
    stop();
    gtag(page, 'consent', 'update', { analytics_storage: 'granted' });
    expect(grantedPurposes(consent.snapshot)).toEqual(['marketing']);
    expect(page.dataLayer).toHaveLength(5);
  });

  it('reads an update that was there before it', () => {
    const page: { dataLayer?: unknown[] } = {};
    gtag(page, 'consent', 'update', { analytics_storage: 'granted' });
    const consent = open();
    followGoogleConsent(consent, page);
    expect(grantedPurposes(consent.snapshot)).toEqual(['analytics']);
  });

  it('a signal never grants what the customer refused here, and no signal grants a face, skin or sharing', () => {
    const page: { dataLayer?: unknown[] } = {};
    const consent = open();
    consent.update({ analytics: 'denied' }, WIDGET);
    followGoogleConsent(consent, page);
    const all = [
      'analytics_storage',
      'ad_storage',
      'ad_user_data',
      'ad_personalization',
      'personalization_storage',
    ];
    gtag(page, 'consent', 'update', Object.fromEntries(all.map((key) => [key, 'granted'])));
    expect(grantedPurposes(consent.snapshot)).toEqual(['marketing', 'personalization']);
  });

  const tcf = () => {
    let tell: (data: object, ok: boolean) => void = () => {};
    const removed: unknown[] = [];
    return {
      removed,
      say: (data: object) => tell({ listenerId: 7, ...data }, true),
      page: {
        __tcfapi: (command: string, _v: 2, callback: typeof tell, id?: number) => {
          if (command === 'addEventListener') tell = callback;
          else removed.push(id);
        },
      },
    };
  };

  it('IAB TCF: acted on when loaded or chosen; the shop’s own section first; no opinion where it does not apply', () => {
    const { page, say, removed } = tcf();
    const consent = open();
    const stop = followTcf(consent, page as never);
    const all = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n, true]));
    say({ eventStatus: 'cmpuishown', purpose: { consents: all } });
    say({ eventStatus: 'tcloaded', gdprApplies: false, purpose: { consents: all } });
    expect(consent.snapshot.version).toBe(0);
    say({ eventStatus: 'useractioncomplete', purpose: { consents: { ...all, 4: false } } });
    expect(grantedPurposes(consent.snapshot)).toEqual(['analytics', 'personalization']);
    say({
      eventStatus: 'useractioncomplete',
      purpose: { consents: all },
      publisher: { consents: { 1: true } },
    });
    expect(grantedPurposes(consent.snapshot)).toEqual([]);
    stop();
    expect(removed).toEqual([7]);
    say({ eventStatus: 'useractioncomplete', purpose: { consents: all } });
    expect(grantedPurposes(consent.snapshot)).toEqual([]);
    expect(() => followTcf(consent, {})()).not.toThrow();
  });

  it('GPC: denies marketing against any signal, not against the customer’s own later yes; grants nothing', () => {
    const page: { dataLayer?: unknown[] } = {};
    const consent = open();
    followGoogleConsent(consent, page);
    heedGpc(consent, {});
    expect(consent.snapshot.version).toBe(0);
    heedGpc(consent, { globalPrivacyControl: true });
    gtag(page, 'consent', 'update', {
      ad_storage: 'granted',
      ad_user_data: 'granted',
      ad_personalization: 'granted',
    });
    expect(grantedPurposes(consent.snapshot)).toEqual([]);
    consent.update({ marketing: 'granted' }, WIDGET);
    heedGpc(consent, { globalPrivacyControl: true });
    expect(grantedPurposes(consent.snapshot)).toEqual(['marketing']);
    expect(PURPOSES.filter((p) => consent.snapshot.purposes[p].state === 'granted')).toEqual(['marketing']);
  });
});
