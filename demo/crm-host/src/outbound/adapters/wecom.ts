import type { WireName } from '../../contract.ts';
import {
  type Adapter,
  judgeByStatus,
  type OutEvent,
  type Packed,
  type Unfit,
  type Verdict,
} from '../adapter.ts';

/**
 * WeCom (企业微信): tags of a customer whom an adviser has as a contact (externalcontact/mark_tag), and a word to the desk when a complaint comes
 * in (message/send). The shop's reference of the customer is WeCom's `external_userid`.
 */
export interface WecomConfig {
  readonly kind: 'wecom';
  readonly corpId: string;
  /** Secret of an app that 客户联系 lets call (developer.work.weixin.qq.com/document/path/92697). */
  readonly corpSecret: string;
  /** Member whose contact the customers are. */
  readonly userId: string;
  /** What we call it, such as `tier.gold` or `stage.lapsing`, and the id of the tag there. */
  readonly tags: Readonly<Record<string, string>>;
  /** Who hears of complaints: an app of the company and its members, `|` between them. */
  readonly desk?: { readonly agentId: number; readonly toUser: string };
  readonly url?: string;
}

/** Bytes of a text message; beyond it WeCom cuts (path/90236). */
const TEXT_BYTES = 2048;

/** Return codes of path/90313 that time or a new token heals; every other one but 0 is about the request. */
const TOKEN_CODES = new Set([40_014, 42_001]);
/** -1: busy. 45009: too often. 45033: more than five calls of one interface at the same time. */
const LATER_CODES = new Set([-1, 45_009, 45_033]);

const JSON_HEADERS = { 'Content-Type': 'application/json' };

interface Held {
  readonly token: string;
  /** ms since 1970. */
  readonly until: number;
}

/** ms before its end from which a token is not used any more. */
const SPARE_MS = 60_000;

/** gettoken (path/91039): kept for as long as it says, because asking often is refused. */
export const wecomToken = (
  { corpId, corpSecret, url }: { readonly corpId: string; readonly corpSecret: string; readonly url: string },
  send: typeof fetch,
  now: () => number = Date.now,
) => {
  let held: Held = { token: '', until: 0 };
  return {
    get: async (): Promise<string> => {
      if (held.until > now()) return held.token;
      const query = new URLSearchParams({ corpid: corpId, corpsecret: corpSecret });
      const response = await send(`${url}/cgi-bin/gettoken?${query}`, { method: 'GET' });
      const answer = (await response.json()) as {
        errcode?: number;
        access_token?: string;
        expires_in?: number;
      };
      if (answer.errcode !== 0 || !answer.access_token) throw new Error(`token-${answer.errcode}`);
      held = {
        token: answer.access_token,
        until: now() + (answer.expires_in ?? 0) * 1000 - SPARE_MS,
      };
      return held.token;
    },
    /** WeCom may end a token early. */
    forget: (): void => {
      held = { token: '', until: 0 };
    },
  };
};

/** A text cut to so many bytes of UTF-8, never within a character. */
export const cutBytes = (text: string, bytes: number): string => {
  const all = new TextEncoder().encode(text);
  if (all.length <= bytes) return text;
  return new TextDecoder('utf-8').decode(all.subarray(0, bytes)).replace(/\ufffd+$/, '');
};

/** Names of our tags that an event takes off and puts on. */
const marksOf = (e: OutEvent): { readonly off: readonly string[]; readonly on: readonly string[] } => {
  const d = e.data as {
    from?: string | null;
    to?: string | null;
    tag?: string;
    flag?: string;
    raised?: boolean;
  };
  const pair = (group: string) => ({
    off: d.from ? [`${group}.${d.from}`] : [],
    on: d.to ? [`${group}.${d.to}`] : [],
  });
  if (e.type === 'tier.changed') return pair('tier');
  if (e.type === 'lifecycle.changed') return pair('stage');
  if (e.type === 'tag.changed') return pair(`tag.${d.tag}`);
  if (e.type === 'churn.flagged')
    return d.raised ? { off: [], on: [`churn.${d.flag}`] } : { off: [`churn.${d.flag}`], on: [] };
  return { off: [], on: [] };
};

/** A complaint in a line each, with numbers and names of shades only. */
const deskText = (e: OutEvent): string => {
  const d = e.data as {
    caseId: string;
    kind: string;
    sku?: string;
    stated?: string;
    severity: string;
    slaDueAt?: string;
  };
  return [
    `投诉单 ${d.caseId}`,
    `类型 ${d.kind} · 程度 ${d.severity}`,
    ...(d.sku ? [`色号 ${d.sku}${d.stated ? ` · ${d.stated}` : ''}`] : []),
    ...(d.slaDueAt ? [`到期 ${d.slaDueAt}`] : []),
  ].join('\n');
};

const judge = (response: Response, body: string, forget: () => void): Verdict => {
  if (response.status !== 200) return judgeByStatus(response);
  let code: unknown;
  try {
    code = (JSON.parse(body) as { errcode?: unknown }).errcode;
  } catch {
    return 'retry';
  }
  if (code === 0) return 'taken';
  if (TOKEN_CODES.has(Number(code))) {
    forget();
    return 'retry';
  }
  return LATER_CODES.has(Number(code)) ? 'retry' : 'refused';
};

const TYPES: readonly WireName[] = [
  'tier.changed',
  'lifecycle.changed',
  'tag.changed',
  'churn.flagged',
  'complaint.opened',
];

/** The adapter; `token` as `wecomToken` gives it. */
export const wecom = (
  { userId, tags, desk, url = 'https://qyapi.weixin.qq.com' }: WecomConfig,
  token: { get(): Promise<string>; forget(): void },
): Adapter => {
  const known = (names: readonly string[]): string[] => names.flatMap((n) => tags[n] ?? []);
  const mark = (access: string, who: string, add: readonly string[], remove: readonly string[]) => ({
    url: `${url}/cgi-bin/externalcontact/mark_tag?access_token=${encodeURIComponent(access)}`,
    headers: JSON_HEADERS,
    body: JSON.stringify({
      userid: userId,
      external_userid: who,
      ...(add.length ? { add_tag: add } : {}),
      ...(remove.length ? { remove_tag: remove } : {}),
    }),
  });
  const message = (access: string, to: NonNullable<WecomConfig['desk']>, e: OutEvent) => ({
    url: `${url}/cgi-bin/message/send?access_token=${encodeURIComponent(access)}`,
    headers: JSON_HEADERS,
    body: JSON.stringify({
      touser: to.toUser,
      msgtype: 'text',
      agentid: to.agentId,
      text: { content: cutBytes(deskText(e), TEXT_BYTES) },
      // The same message again within half an hour is not shown twice.
      enable_duplicate_check: 1,
    }),
  });
  /** The request of an event, or why there is none. */
  const requestOf = (access: string, e: OutEvent): Omit<Packed, 'events'> | string => {
    if (e.type === 'complaint.opened') return desk ? message(access, desk, e) : 'no-desk';
    if (!e.customerRef) return 'no-customer';
    const { on, off } = marksOf(e);
    const [add, remove] = [known(on), known(off)];
    return add.length + remove.length ? mark(access, e.customerRef, add, remove) : 'no-tag';
  };
  return {
    types: TYPES,
    purposes: ['marketing', 'crm_share', 'personalization'],
    sensitive: false,
    pack: async (events) => {
      const access = await token.get();
      const requests: Packed[] = [];
      const unfit: Unfit[] = [];
      for (const event of events) {
        const made = requestOf(access, event);
        if (typeof made === 'string') unfit.push({ event, code: made });
        else requests.push({ ...made, events: [event] });
      }
      return { requests, unfit };
    },
    judge: (response, body) => judge(response, body, token.forget),
    // What we marked goes; the contact itself belongs to the adviser and WeCom.
    erase: async ({ customerRefs }) => {
      const access = await token.get();
      const all = [...new Set(Object.values(tags))];
      return all.length ? customerRefs.map((who) => mark(access, who, [], all)) : [];
    },
  };
};
