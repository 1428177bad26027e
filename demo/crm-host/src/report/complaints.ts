import { CAUSES, KINDS, OUTCOMES } from '../cases/words.ts';
import type { Sql } from '../db/database.ts';
import { type Share, wilson } from '../figures/proportion.ts';
import { type Groups, groupsOf } from './groups.ts';
import type { Month } from './month.ts';

/** Complaints opened in a month, and how far each has come by now. */
export interface ComplaintFigures {
  readonly opened: number;
  readonly closed: number;
  readonly verified: number;
  readonly late: number;
  /** Closed, and confirmed by the customer, of those opened. */
  readonly closedShare: Share | null;
  readonly loopClosed: Share | null;
  /** From opening to closing, h. */
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
  readonly rated: number;
  readonly meanRating: number | null;
  readonly kinds: Groups;
  readonly causes: Groups;
  readonly outcomes: Groups;
}

interface Row {
  readonly opened: number;
  readonly closed: number;
  readonly verified: number;
  readonly late: number;
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
  readonly rated: number;
  readonly meanRating: number | null;
}

const ALL = `
select count(*)::int as opened, count(*) filter (where status <> 'open')::int as closed,
       count(*) filter (where status = 'verified')::int as verified,
       count(*) filter (where coalesce(closed_at, $3) > due_at)::int as late,
       (percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at) / 3600.0))::float8 as "medianHours",
       (percentile_cont(0.9) within group (order by extract(epoch from closed_at - opened_at) / 3600.0))::float8 as "p90Hours",
       count(rating)::int as rated, avg(rating)::float8 as "meanRating"
  from cases where opened_at >= $1 and opened_at < $2`;

/** `now`: ms since 1970. */
export const complaintFigures = async (sql: Sql, month: Month, now: number): Promise<ComplaintFigures> => {
  const span = [new Date(month.from).toISOString(), new Date(month.until).toISOString()];
  const [row] = await sql.query<Row>(ALL, [...span, new Date(now).toISOString()]);
  const by = (column: 'kind' | 'cause' | 'outcome') =>
    sql.query<{ name: string | null; n: number }>(
      `select ${column} as name, count(*)::int as n from cases where opened_at >= $1 and opened_at < $2 and ${column} is not null group by 1`,
      span,
    );
  const all = row ?? {
    opened: 0,
    closed: 0,
    verified: 0,
    late: 0,
    medianHours: null,
    p90Hours: null,
    rated: 0,
    meanRating: null,
  };
  return {
    ...all,
    closedShare: wilson({ k: all.closed, n: all.opened }),
    loopClosed: wilson({ k: all.verified, n: all.opened }),
    kinds: groupsOf(await by('kind'), KINDS),
    causes: groupsOf(await by('cause'), CAUSES),
    outcomes: groupsOf(await by('outcome'), OUTCOMES),
  };
};
