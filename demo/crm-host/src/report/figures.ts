import { type ChatFigures, chatFigures } from '../chat/drift.ts';
import type { Sql } from '../db/database.ts';
import { type Experiment, experimentsOf } from '../figures/experiments.ts';
import { type FunnelRow, funnelOf, LEAST, WINDOW_DAYS } from '../figures/funnel.ts';
import type { Completeness } from '../imports/completeness.ts';
import { completenessReport } from '../imports/store.ts';
import { type ComplaintFigures, complaintFigures } from './complaints.ts';
import { type MatchTrust, matchTrust } from './matches.ts';
import type { Month } from './month.ts';

/** What a month is looked back on with. Counts and shares only: no person, no number of one, no text that somebody typed, no group of fewer than five. */
export interface MonthlyReport {
  /** YYYY-MM in Asia/Shanghai. */
  readonly month: string;
  readonly from: string;
  readonly until: string;
  readonly madeAt: string;
  /** The month was over when it was made; purchases of its last days may still come. */
  readonly whole: boolean;
  readonly windowDays: number;
  readonly funnel: FunnelRow | null;
  readonly complaints: ComplaintFigures;
  /** As it is when the report is made: files replace what they had told. */
  readonly completeness: {
    readonly overall: Omit<Completeness, 'fields'>;
    readonly sources: Readonly<Record<string, Completeness>>;
  };
  readonly tiers: {
    readonly moves: readonly {
      readonly was: string | null;
      readonly became: string | null;
      readonly n: number;
    }[];
    /** Moves of fewer than five persons each. */
    readonly small: number;
  };
  /** Persons whose flag went up in the month; null for one to four. */
  readonly churn: Readonly<Record<'no-interaction' | 'no-purchase', number | null>>;
  readonly pilots: readonly Experiment[];
  readonly matches: MatchTrust;
  readonly chat: Pick<ChatFigures, 'drift' | 'right' | 'judged'>;
}

const notSmall = (n: number): number | null => (n > 0 && n < LEAST ? null : n);

const tierMoves = async (sql: Sql, span: readonly string[]): Promise<MonthlyReport['tiers']> => {
  const rows = await sql.query<{ was: string | null; became: string | null; n: number }>(
    `select was, became, count(*)::int as n from person_changes where what = 'tier' and as_of >= $1 and as_of < $2
      group by 1, 2 order by 3 desc, 1 nulls first, 2 nulls first`,
    span,
  );
  const moves = rows.filter((r) => r.n >= LEAST);
  return { moves, small: rows.reduce((n, r) => n + r.n, 0) - moves.reduce((n, r) => n + r.n, 0) };
};

const churnRaised = async (sql: Sql, span: readonly string[]): Promise<MonthlyReport['churn']> => {
  const rows = await sql.query<{ what: string; n: number }>(
    `select what, count(distinct person_id)::int as n from person_changes
      where what in ('churn.no-interaction', 'churn.no-purchase') and became = 'raised' and as_of >= $1 and as_of < $2 group by 1`,
    span,
  );
  const of = (flag: string): number | null => notSmall(rows.find((r) => r.what === `churn.${flag}`)?.n ?? 0);
  return { 'no-interaction': of('no-interaction'), 'no-purchase': of('no-purchase') };
};

/** Pilots with at least five sessions in every variant. */
const pilotsOf = async (sql: Sql, month: Month): Promise<Experiment[]> => {
  const all = await experimentsOf(sql, { days: month.days, now: month.until });
  return all.filter((e) => e.variants.every((v) => v.sessions >= LEAST));
};

/** The figures of a month. `now`: ms since 1970, when it is made. */
export const monthlyReport = async (sql: Sql, month: Month, now: number): Promise<MonthlyReport> => {
  const span = [new Date(month.from).toISOString(), new Date(month.until).toISOString()];
  const funnel = await funnelOf(sql, { by: 'all', days: month.days, now: month.until });
  const { drift, right, judged } = await chatFigures(sql, Math.min(now, month.until));
  return {
    month: month.name,
    from: span[0]!,
    until: span[1]!,
    madeAt: new Date(now).toISOString(),
    whole: now >= month.until,
    windowDays: WINDOW_DAYS,
    funnel: funnel.rows[0] ?? null,
    complaints: await complaintFigures(sql, month, now),
    completeness: await completenessReport(sql),
    tiers: await tierMoves(sql, span),
    churn: await churnRaised(sql, span),
    pilots: await pilotsOf(sql, month),
    matches: await matchTrust(sql, month),
    chat: { drift, right, judged },
  };
};
