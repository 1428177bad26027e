import { type ChatLabel, NEWEST_LABEL, RAISE_HOURS, RAISED } from '../chat/labels.ts';
import type { Sql } from '../db/database.ts';

/** A case as the desk reads it. */
export interface DeskCase {
  readonly id: string;
  readonly kind: string;
  readonly tags: readonly string[];
  readonly sku: string | null;
  readonly stated: string | null;
  /** What the match had said of the shade; empty where no match is known. */
  readonly predicted: {
    readonly confidence?: string;
    readonly dE00?: number;
    readonly pWithin2?: number;
    readonly reasons?: readonly {
      readonly key: string;
      readonly values: Readonly<Record<string, number | string>>;
    }[];
  } | null;
  readonly light: {
    readonly confidence: string;
    readonly causes?: readonly string[];
    readonly cause?: string;
  } | null;
  readonly severity: string;
  readonly channel: string;
  readonly opened_at: Date;
  readonly due_at: Date;
  readonly status: string;
  readonly owner: string | null;
  readonly cause: string | null;
  readonly outcome: string | null;
  readonly follow_up_at: Date | null;
  readonly who_kind: string | null;
  readonly who_value: string | null;
  /** 1 to 5, once the customer has told. */
  readonly rating: number | null;
  /** What the customer's newest message sounded like; null where none was labelled. */
  readonly chat: ChatLabel | null;
  /** The label puts the case before others that are due as soon. It changes nothing else. */
  readonly raised: boolean;
}

/** Open ones by when they are due, closed ones by when the customer is asked again, the rest by when they ended. */
const ORDER: Readonly<Record<string, string>> = {
  open: `c.due_at - case when ${RAISED} then interval '${RAISE_HOURS} hours' else interval '0' end`,
  closed: 'c.follow_up_at',
  verified: 'c.verified_at desc',
};

/** Cases of a status in the order they need somebody. */
export const listCases = (sql: Sql, status: string): Promise<DeskCase[]> =>
  sql.query<DeskCase>(
    `select c.id, c.kind, c.tags, c.sku, c.stated, c.predicted, c.light, c.severity, c.channel, c.opened_at, c.due_at, c.status, c.owner, c.cause,
            c.outcome, c.follow_up_at, c.id_kind as who_kind, c.id_value as who_value, c.rating, chat.label as chat,
            c.status = 'open' and ${RAISED} as raised
       from cases c ${NEWEST_LABEL} where c.status = $1 order by ${ORDER[status] ?? 'c.due_at'}, c.id limit 200`,
    [status],
  );

/** How well the loop is closed: cases, closed and verified, open ones past their time, median time to close in hours, ratings. */
export interface LoopFigures {
  readonly cases: number;
  readonly closed: number;
  readonly verified: number;
  readonly late: number;
  readonly medianHours: number | null;
  /** Cases rated by their customer, and the mean of 1 to 5. */
  readonly rated: number;
  readonly meanRating: number | null;
}

/** `now`: ms since 1970. */
export const loopFigures = async (sql: Sql, now: number): Promise<LoopFigures> => {
  const [row] = await sql.query<LoopFigures>(
    `select count(*)::int as cases, count(*) filter (where status <> 'open')::int as closed,
            count(*) filter (where status = 'verified')::int as verified,
            count(*) filter (where status = 'open' and due_at <= $1)::int as late,
            (percentile_cont(0.5) within group (order by extract(epoch from closed_at - opened_at) / 3600.0))::float8 as "medianHours",
            count(rating)::int as rated, avg(rating)::float8 as "meanRating"
       from cases`,
    [new Date(now).toISOString()],
  );
  return row ?? { cases: 0, closed: 0, verified: 0, late: 0, medianHours: null, rated: 0, meanRating: null };
};
