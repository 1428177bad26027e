import type { Sql } from '../db/database.ts';
import { chiSquareTail } from '../figures/experiments.ts';
import { type Share, wilson } from '../figures/proportion.ts';
import { DAY_MS } from '../value/calendar.ts';

/** Whether the chats still sound as they did when the model was trusted: shares of its labels, week against the weeks before. */

/** What a message was told as, in the order of the shares. */
export const TOLD_AS = ['negative', 'neutral', 'positive', 'abstained'] as const;
type ToldAs = (typeof TOLD_AS)[number];
export type Counts = Readonly<Record<ToldAs, number>>;

export interface DriftWeek {
  /** Its Monday in the shop, YYYY-MM-DD. */
  readonly week: string;
  readonly model: string;
  readonly counts: Counts;
  /** Labels that a person called right, of those judged. */
  readonly right: number;
  readonly judged: number;
}

export interface Drift {
  readonly model: string;
  readonly week: string;
  /** Messages of the week, and of the weeks it is held against. */
  readonly n: number;
  readonly before: number;
  /** Population stability index; null with too few messages to say. */
  readonly psi: number | null;
  /** Chance of a difference at least so large while nothing has changed (chi-square). */
  readonly p: number | null;
  readonly alarm: boolean;
}

/** Weeks that a week is held against. */
const BASE_WEEKS = 8;
/** Below these nothing is said. */
const LEAST_WEEK = 50;
const LEAST_BASE = 200;
/** Above it a population has shifted: the mark of credit scoring (Siddiqi, Credit Risk Scorecards, 2006). */
const PSI_ALARM = 0.25;
/** The difference must be no chance as well. */
const P_ALARM = 0.001;
const SHANGHAI_MS = 8 * 3_600_000;

const sum = (c: Counts): number => TOLD_AS.reduce((n, k) => n + c[k], 0);

/** Half a message is added to each count, so that a share of none has a logarithm. */
const shareOf = (c: Counts, k: ToldAs): number => (c[k] + 0.5) / (sum(c) + 0.5 * TOLD_AS.length);

/** Population stability index of two sets of counts: sum of (p - q) ln(p / q). */
export const stability = (now: Counts, before: Counts): number =>
  TOLD_AS.reduce((s, k) => {
    const [p, q] = [shareOf(now, k), shareOf(before, k)];
    return s + (p - q) * Math.log(p / q);
  }, 0);

/** Chi-square of a table of two rows. */
const chiSquare = (a: Counts, b: Counts): number => {
  const [na, nb] = [sum(a), sum(b)];
  return TOLD_AS.reduce((s, k) => {
    const all = a[k] + b[k];
    if (all === 0) return s;
    const [ea, eb] = [(all * na) / (na + nb), (all * nb) / (na + nb)];
    return s + (a[k] - ea) ** 2 / ea + (b[k] - eb) ** 2 / eb;
  }, 0);
};

const added = (weeks: readonly DriftWeek[]): Counts =>
  Object.fromEntries(TOLD_AS.map((k) => [k, weeks.reduce((n, w) => n + w.counts[k], 0)])) as Counts;

/** The last whole week of each model against the weeks before it. `weeks`: rising; the running week is not among them. */
export const driftOf = (weeks: readonly DriftWeek[]): Drift[] =>
  [...new Set(weeks.map((w) => w.model))].map((model) => {
    const own = weeks.filter((w) => w.model === model);
    const last = own.at(-1)!;
    const base = added(own.slice(-1 - BASE_WEEKS, -1));
    const [n, before] = [sum(last.counts), sum(base)];
    if (n < LEAST_WEEK || before < LEAST_BASE)
      return { model, week: last.week, n, before, psi: null, p: null, alarm: false };
    const psi = stability(last.counts, base);
    const freedom = TOLD_AS.filter((k) => last.counts[k] + base[k] > 0).length - 1;
    const p = chiSquareTail(chiSquare(last.counts, base), Math.max(1, freedom));
    return { model, week: last.week, n, before, psi, p, alarm: psi > PSI_ALARM && p < P_ALARM };
  });

/** Monday 0:00 in the shop of the week a moment lies in, ms since 1970. */
export const mondayOf = (at: number): number => {
  const day = Math.floor((at + SHANGHAI_MS) / DAY_MS);
  // 1970-01-01 was a Thursday.
  return (day - ((day + 3) % 7)) * DAY_MS - SHANGHAI_MS;
};

const WEEKS = `
select to_char(date_trunc('week', (e.corrected at time zone 'UTC') + interval '8 hours'), 'YYYY-MM-DD') as week,
       coalesce(e.data->>'model', '') as model,
       count(*) filter (where e.data#>>'{labels,abstained}' is not null)::int as abstained,
       count(*) filter (where e.data#>>'{labels,abstained}' is null and e.data#>>'{labels,polarity}' = 'negative')::int as negative,
       count(*) filter (where e.data#>>'{labels,abstained}' is null and e.data#>>'{labels,polarity}' = 'neutral')::int as neutral,
       count(*) filter (where e.data#>>'{labels,abstained}' is null and e.data#>>'{labels,polarity}' = 'positive')::int as positive,
       count(*) filter (where v.verdict = 'correct')::int as right, count(v.verdict)::int as judged
  from events e left join chat_verdicts v on v.source = e.source and v.id = e.id
 where e.type = 'chat.classified' and e.corrected >= $1 and e.corrected < $2
 group by 1, 2 order by 1, 2`;

/** Whole weeks up to the running one, at most as many as a drift is told by. `now`: ms since 1970. */
export const labelWeeks = async (sql: Sql, now: number): Promise<DriftWeek[]> => {
  const until = mondayOf(now);
  const from = until - (BASE_WEEKS + 1) * 7 * DAY_MS;
  const rows = await sql.query<Counts & Omit<DriftWeek, 'counts'>>(WEEKS, [
    new Date(from).toISOString(),
    new Date(until).toISOString(),
  ]);
  return rows.map(({ week, model, right, judged, ...counts }) => ({ week, model, right, judged, counts }));
};

export interface ChatFigures {
  readonly weeks: readonly DriftWeek[];
  readonly drift: readonly Drift[];
  /** Share of judged labels that were right, with its interval; null while nobody has judged. */
  readonly right: Share | null;
  readonly judged: number;
}

/** Shares of labels by week, whether they drift, and how often the desk agreed. */
export const chatFigures = async (sql: Sql, now: number): Promise<ChatFigures> => {
  const weeks = await labelWeeks(sql, now);
  const [all] = await sql.query<{ right: number; judged: number }>(
    `select count(*) filter (where verdict = 'correct')::int as right, count(*)::int as judged from chat_verdicts`,
  );
  const { right, judged } = all ?? { right: 0, judged: 0 };
  return { weeks, drift: driftOf(weeks), right: wilson({ k: right, n: judged }), judged };
};
