import {
  EVENT_RULES,
  PURPOSES,
  type Purpose,
  type WireDataMap,
  type WireName,
  wireType,
} from '../src/contract.ts';
import { between, type DemoPerson, type DemoShade, pick, type Random, SHADES } from './people.ts';

/** One visit to the invented shop, as the events that the mirror and the shop's server would send. */

export const DEMO_SOURCE = 'urn:demo:selvanne';
const MINUTE = 60_000;

export interface DemoEvent {
  /** ms since 1970. */
  readonly at: number;
  readonly json: Readonly<Record<string, unknown>>;
}

interface Visit {
  readonly id: string;
  readonly at: number;
  readonly granted: readonly Purpose[];
  readonly actor: { readonly anonId?: string; readonly customerRef?: string };
}

const HEX = '0123456789abcdef';
export const demoId = (random: Random, length = 32): string =>
  Array.from({ length }, () => pick(random, [...HEX])).join('');

/** Collects the events of one visit in order. */
const teller = (random: Random, visit: Visit) => {
  const events: DemoEvent[] = [];
  let at = visit.at;
  const tell = <K extends WireName>(name: K, data: WireDataMap[K], subject?: string): void => {
    at += between(random, 4000, 40_000);
    const bare = EVENT_RULES[name].dataClass === 'internal';
    events.push({
      at,
      json: {
        specversion: '1.0',
        id: demoId(random),
        source: DEMO_SOURCE,
        type: wireType(name),
        ...(subject ? { subject } : {}),
        time: new Date(at).toISOString(),
        datacontenttype: 'application/json',
        dataschema: 'urn:carmine:schema:events:1',
        sessionid: visit.id,
        sequence: String(events.length + 1).padStart(10, '0'),
        dataclassification: EVENT_RULES[name].dataClass,
        consentver: 1,
        consentpurposes: [...visit.granted].sort().join(' '),
        agegate: 'passed',
        data: bare ? data : { actor: visit.actor, ...data },
      },
    });
  };
  return { events, tell, wait: (ms: number) => (at += ms), now: () => at };
};
type Teller = ReturnType<typeof teller>;

const consentOf = (visit: Visit): WireDataMap['consent.updated'] => ({
  version: 1,
  policyVersion: '1',
  method: 'widget',
  ageGate: 'passed',
  purposes: Object.fromEntries(
    PURPOSES.map((p) => [
      p,
      { state: visit.granted.includes(p) ? 'granted' : 'denied', ts: new Date(visit.at).toISOString() },
    ]),
  ) as WireDataMap['consent.updated']['purposes'],
});

const UNDERTONES = ['cool', 'neutral', 'warm', 'olive'] as const;

const reading = (t: Teller, random: Random, poor: boolean): void =>
  t.tell('skin.scored', {
    model: { id: 'colournet', sha256: 'demo' },
    gates: [
      poor
        ? { id: 'mixed-light', level: 'warn', value: 0.08, hint: 'one-light' }
        : { id: 'mixed-light', level: 'pass', value: 0.01, hint: '' },
    ],
    skin: null,
    measures: [
      {
        id: 'evenness',
        value: null,
        unit: '',
        score: Math.round(between(random, 50, 90)),
        sem: 4,
        abstained: false,
      },
    ],
    consent: { required: ['skin_analysis', 'crm_share'], heldBy: 'host' },
  });

type Reason = WireDataMap['shade.matched']['matches'][number]['reasons'][number];
const reason = (key: string, values: Reason['values']): Reason => ({ key, values });

const match = (t: Teller, random: Random, poor: boolean, first: DemoShade): void => {
  const undertone = pick(random, UNDERTONES);
  const r90 = poor ? between(random, 5.6, 9.5) : between(random, 2.6, 5);
  const abstained = r90 > 8;
  const confidence = abstained ? 'abstain' : r90 > 5.5 ? 'low' : r90 > 3.5 ? 'medium' : 'high';
  const others = SHADES.filter((s) => s.product === 'foundation' && s.sku !== first.sku).slice(0, 2);
  t.tell('shade.matched', {
    matches: [first, ...others].map((s, i) => ({
      sku: s.sku,
      dE00: Number((between(random, 0.6, 1.6) + i * 1.1).toFixed(2)),
      pWithin2: Number((between(random, 0.6, 0.85) / (1 + i * 0.5)).toFixed(2)),
      pBest: Number((0.6 / (1 + i)).toFixed(2)),
      direction: i === 0 ? 'closest' : i === 1 ? 'lighter' : 'warmer',
      reasons: [
        reason('depth.same', { dL: Number(between(random, -0.8, 0.8).toFixed(2)), dE: 0.6 }),
        reason('undertone.same', { dE: 0.4, dH: 0.2, skin: undertone, p: 0.72 }),
        reason(`confidence.${confidence}`, { r90: Number(r90.toFixed(1)) }),
      ],
    })),
    abstained,
    skin: { lab: [62, 12, 17], r90: Number(r90.toFixed(1)), confidence, undertone },
  });
};

const applied = (t: Teller, s: DemoShade): void =>
  t.tell(
    'shade.applied',
    {
      sku: s.sku,
      product: s.product,
      brand: 'Selvanne',
      line: s.line,
      hex: s.hex,
      finish: s.finish,
      coverage: 0.7,
      intensity: 0.8,
    },
    s.sku,
  );

const STATED = ['too-warm', 'too-dark', 'too-light', 'too-cool', 'too-red'] as const;

/** What the page's own model said of the chat before the complaint: most sound upset, some calm, some give no label. */
const chatted = (t: Teller, n: number): void =>
  t.tell('chat.classified', {
    chatId: `demo-chat-${n}`,
    labels: {
      polarity: n % 3 === 1 ? 'neutral' : 'negative',
      intent: n % 2 ? 'shade' : 'quality',
      confidence: Number((0.62 + (n % 5) * 0.08).toFixed(2)),
      ...(n % 5 === 4 ? { abstained: 'mixed' as const } : {}),
    },
    model: 'chat-1',
  });

const complain = (
  t: Teller,
  random: Random,
  { visit, shade: s, number: n, poor }: { visit: Visit; shade: DemoShade; number: number; poor: boolean },
): void =>
  t.tell(
    'complaint.opened',
    {
      caseId: `demo-S${String(n).padStart(4, '0')}`,
      kind: s.product === 'eyeshadow' ? 'effect' : 'shade-mismatch',
      tags: s.product === 'foundation' ? ['undertone'] : ['depth'],
      sku: s.sku,
      tryonSession: visit.id,
      ...(s.product === 'eyeshadow' ? {} : { stated: pick(random, STATED) }),
      light: poor ? { confidence: 'low', cause: 'colour' } : { confidence: n % 2 ? 'high' : 'medium' },
      severity: random() < 0.2 ? 'high' : 'normal',
      channel: pick(random, ['online', 'mini-program', 'counter', 'phone'] as const),
    },
    s.sku,
  );

/** What a customer allowed at the counter, told by the shop's server. */
export const demoConsent = (random: Random, who: DemoPerson, at: number): DemoEvent[] => {
  const granted: readonly Purpose[] = [
    'analytics',
    'crm_share',
    ...(who.personalization ? (['personalization'] as const) : []),
    ...(who.marketing ? (['marketing'] as const) : []),
  ];
  const visit: Visit = { id: demoId(random), at, granted, actor: { customerRef: who.ref } };
  const t = teller(random, visit);
  t.tell('consent.updated', { ...consentOf(visit), method: 'host' });
  return t.events;
};

/** One event of the questions panel, of a browser that nobody is known to. */
export const demoQuestion = <K extends 'faq.answered' | 'faq.abstained' | 'faq.escalated'>(
  random: Random,
  at: number,
  name: K,
  data: WireDataMap[K],
): DemoEvent => {
  const t = teller(random, {
    id: demoId(random),
    at,
    granted: ['chat_analysis', 'crm_share'],
    actor: { anonId: demoId(random) },
  });
  t.tell(name, data);
  return t.events[0]!;
};

export interface VisitWish {
  readonly at: number;
  /** A known customer, or nobody. */
  readonly who?: DemoPerson;
  /** Number of the complaint this visit ends in. */
  readonly complaint?: number;
  /** Number of the order, where it comes to one. */
  readonly order: number;
}

/** Chance that a try-on goes into the cart, and a cart to the till. */
const TO_CART = 0.22;
const TO_BUY = 0.5;

const buy = (t: Teller, random: Random, visit: Visit, s: DemoShade, wish: VisitWish): boolean => {
  if (random() > Math.min(0.9, TO_CART * s.appeal) && wish.complaint === undefined) return false;
  t.tell(
    'product.added',
    {
      sku: s.sku,
      quantity: 1,
      price: s.price,
      currency: 'CNY',
      attributedTo: { tryonSession: visit.id },
    },
    s.sku,
  );
  if (random() > TO_BUY && wish.complaint === undefined) return false;
  t.wait(between(random, 1, 5) * MINUTE);
  t.tell('order.completed', {
    orderRef: `demo-W${String(wish.order).padStart(5, '0')}`,
    items: [{ sku: s.sku, quantity: 1, price: s.price }],
    currency: 'CNY',
    total: s.price,
    channel: 'online',
    attributedTo: { tryonSession: visit.id },
  });
  return true;
};

/** Poor light makes a match less sure, and a purchase less likely. */
const POOR = 0.3;

export const demoVisit = (random: Random, wish: VisitWish): DemoEvent[] => {
  const sure = wish.who?.personalization ?? random() < 0.5;
  const visit: Visit = {
    id: demoId(random),
    at: wish.at,
    granted: [
      'analytics',
      'camera_process',
      'crm_share',
      ...(wish.complaint === undefined ? [] : (['chat_analysis'] as const)),
      ...(sure ? (['personalization', 'skin_analysis'] as const) : []),
      ...(wish.who?.marketing ? (['marketing'] as const) : []),
    ],
    actor: wish.who ? { customerRef: wish.who.ref } : { anonId: `demo-${demoId(random, 20)}` },
  };
  const t = teller(random, visit);
  t.tell('consent.updated', consentOf(visit));
  t.tell('session.started', { source: random() < 0.8 ? 'camera' : 'photo' });
  t.tell('experiment.exposed', {
    experimentId: 'reasons-open',
    variant: random() < 0.5 ? 'closed' : 'open',
    unit: 'session',
  });
  const poor = random() < POOR;
  const favourite = wish.who?.shade ?? pick(random, SHADES);
  if (sure) reading(t, random, poor);
  if (favourite.product === 'foundation') match(t, random, poor, favourite);
  const tried = [favourite, ...Array.from({ length: Math.floor(random() * 3) }, () => pick(random, SHADES))];
  for (const s of tried) applied(t, s);
  const wanted = poor && random() < 0.5 ? undefined : favourite;
  const bought = (wanted ?? wish.complaint) !== undefined && buy(t, random, visit, favourite, wish);
  t.tell('session.ended', { source: 'camera', reason: 'closed', durationMs: Math.round(t.now() - visit.at) });
  if (bought && wish.complaint !== undefined) {
    t.wait(between(random, 0.5, 2) * 60 * MINUTE);
    chatted(t, wish.complaint);
    complain(t, random, { visit, shade: favourite, number: wish.complaint, poor });
  }
  return t.events;
};
