import type { Sql } from '../db/database.ts';
import { USAGE_DAYS } from './days.ts';

/** How often each entry was given, and how often it was near when nothing was: where the book is good and where it is thin. */
export interface Usage {
  readonly id: string;
  readonly answered: number;
  /** Nothing was answered, and this entry came nearest. */
  readonly abstained: number;
  /** The customer wanted a person all the same. */
  readonly escalated: number;
}

/** Of all entries that anybody was given or near. `now`: ms since 1970. */
export const usageOf = (sql: Sql, now: number): Promise<Usage[]> =>
  sql.query<Usage>(
    `select coalesce(data->>'faqId', data->>'nearest') as id, count(*) filter (where type = 'faq.answered')::int as answered,
            count(*) filter (where type = 'faq.abstained')::int as abstained, count(*) filter (where type = 'faq.escalated')::int as escalated
       from events
      where type = any('{faq.answered,faq.abstained,faq.escalated}'::text[]) and corrected between $1::timestamptz - interval '${USAGE_DAYS} days' and $1
        and coalesce(data->>'faqId', data->>'nearest') is not null
      group by 1 order by 1`,
    [new Date(now).toISOString()],
  );
